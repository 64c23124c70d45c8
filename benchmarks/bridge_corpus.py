"""The articles that the benchmark of the bridge runs on."""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path


def load_records(file: Path) -> list[dict[str, str]]:
    """Articles of the file, or invented ones."""
    if file.exists():
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8") as lines:
            return [
                {k: r[k] for k in ("id", "outlet", "date", "title", "text") if r.get(k)} for r in map(json.loads, lines)
            ]
    print(f"{file} is not here: made-up texts are measured", file=sys.stderr)
    chance = random.Random(1)
    words = ["".join(chance.choice("aeioutnsrlmdk") for _ in range(chance.randint(2, 9))) for _ in range(30_000)]
    common = [words[int(30_000 * chance.random() ** 4)] for _ in range(60_000)]
    return [
        {
            "id": str(i),
            "outlet": "Made up",
            "text": "\n\n".join(
                ". ".join(" ".join(chance.sample(common, 18)).capitalize() for _ in range(4)) + "." for _ in range(12)
            ),
        }
        for i in range(1000)
    ]
