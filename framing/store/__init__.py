"""Where articles, their versions and their scores are kept: one SQLite file, or a PostgreSQL server for many people.

Knows no news: an entry is a name, a text and some JSON. ``records`` and ``corpus`` say what that means.
"""
