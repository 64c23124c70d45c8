"""From files on disk to articles with their tags and non-prose blocks.

Which files, and their bytes     files (folders, archives, encodings, limits)
Records of one format            importers ─▶ drafts; rows, columns (tables of text, of Parquet), ours (refused)
Articles of records              fields ◀─ metadata (tags beside the texts), tags (whose), pages (what is not prose)
Any number of files              units (plan, read), ids (one id, one article)
Articles that are kept           filing (a corpus folder), kept (a store's entries)
"""
