"""Codebooks in the formats that people have them in; ``framing.registry.FORMATS`` lists them by a file's ending.

Each module has a ``FORMAT``. Ours (YAML, and tables for spreadsheets) say all that a codebook is. Dictionaries of other
programs are categories with words: no definitions, no version, no gaps. What such a file holds that framing cannot look
for is named with its line; nothing is left out without a word.
"""
