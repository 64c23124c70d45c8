"""From files on disk to articles with their tags and non-prose blocks.

``discover`` finds the files, an importer of ``importers`` cuts each into pieces and reads them, ``fields`` makes
articles of what was read, ``tagging``, ``credits`` and ``blocks`` say who published them and what is not prose,
and ``units`` runs all that over any number of files in flat memory.
"""
