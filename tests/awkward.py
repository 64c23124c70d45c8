"""Articles in every kind of file, with what is wrong with them in many places, so that a cut could show."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_awkward(folder: Path) -> Path:
    """A folder in which a cut could show: every kind of file, and what is wrong with it in many places."""
    for name, text in {
        "aa": "Trade bullying.",
        "mm": "",
        "nn": "“It is not sustainable.",
        "zz": "Threats of tariffs.",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    records = []
    for n in range(40):
        text = f"Item {n % 7}: trade “bullying, again and again" if n % 5 else "" if n == 15 else "A threat of tariffs."
        records.append(
            {
                "id": f"r{n % 9}",
                "outlet": f"Gazette {n % 3}",
                "text": text,
                "date": "10/11/2025" if n % 8 == 3 else "2025",
            }
        )
    lines = [json.dumps(record) for record in records]
    lines.insert(11, "{broken")
    lines.insert(12, "[]")
    (folder / "bb.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "cc.json").write_text(json.dumps([*records[:9], 7, *records[9:20]]), encoding="utf-8")
    rows = "".join(f'{r["id"]},{r["outlet"]},"{r["text"]}",{r["date"]}\n' for r in records[:25])
    (folder / "dd.csv").write_text("id,outlet,text,date\n" + rows + "1,2\n", encoding="utf-8")
    for name, size in (("ee", 3), ("ff", 40)):
        pq.write_table(pa.Table.from_pylist(records), folder / f"{name}.parquet", row_group_size=size)
    return folder
