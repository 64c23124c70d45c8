"""``python -m benchmarks``: what there is to run."""

from __future__ import annotations

import ast
from pathlib import Path

if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if not path.stem.startswith("_") and "python -m benchmarks." in text:
            print(f"python -m benchmarks.{path.stem:16} {text.splitlines()[0]}")
