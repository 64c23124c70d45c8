"""Which files are articles, and their bytes as text, within limits.

``discover`` finds files, ``inputs`` everything that may be named to be added (``archives``, pipes); ``streams`` opens
them, ``encodings`` decodes them, with a ``guess`` where nothing tells.
"""
