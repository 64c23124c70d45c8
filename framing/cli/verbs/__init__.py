"""The verbs, each the ``command`` of a module of its name.

``code_*``, ``lexicon_*`` and ``score_*`` are parts of those; ``parts`` serves ``score`` and ``merge``.
"""
