"""Codings in the formats of other tools. Each module has a ``FORMAT``; ``framing.registry.CODING_FORMATS`` lists them.

What a tool has no place for (units where a frame was looked for and not found, ids, notes) travels in a field of
details beside its labels, so that a file that went out comes back equal. Labels rule where a person changed them.
"""
