"""Benchmarks: what the program costs and how right it is, measured. ``python -m benchmarks`` lists them."""
