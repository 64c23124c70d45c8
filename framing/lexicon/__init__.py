"""Codebooks: read, compiled, matched against batches, checked.

reading ─▶ patterns ─▶ atoms ─▶ matcher ─▶ overlaps
YAML       slots       words     candidates  leftmost-longest
"""
