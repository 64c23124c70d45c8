"""The command line: one file a verb, each a thin call into ``framing.study``.

stdout is data, stderr is talk. Exit codes: 0 done, 1 failed, 2 usage, 3 done but inputs were skipped (listed), 130
interrupted.
"""
