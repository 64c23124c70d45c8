"""Where the parts meet: articles and a codebook in, tables out; the API and the command line are thin over this.

Of its rooms none uses one that comes later: ``bridge``, ``output``, ``comparison``, ``stores``, ``coding``, ``runs``.
The modules beside them put these together.
"""
