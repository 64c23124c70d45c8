"""Codebooks: read, compiled, matched against batches, checked.

reading ─▶ patterns ─▶ atoms ─▶ matcher ─▶ overlaps        coder.py puts them behind the coder's interface
YAML       slots       words     candidates  leftmost-longest
"""
