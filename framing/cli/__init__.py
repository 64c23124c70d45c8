"""The command line: one file a verb in ``verbs``, each a thin call into ``framing.study``; here what they share.

``main`` runs a verb, ``given`` and ``spared`` look at what was typed before it begins, ``options`` are those of several
verbs; ``scored`` reads and scores for them, ``tally`` and ``progress`` say what happens on the way, ``output`` writes
tables, for reading by ``text_table`` and ``text_page``.

stdout is data, stderr is talk. Exit codes: 0 done, 1 failed, 2 usage, 3 done but inputs were skipped (listed), 130
interrupted.
"""
