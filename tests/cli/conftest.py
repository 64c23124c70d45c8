"""What tests of the verbs of coding share: a sheet, coded by two people by the words that they look for."""

from __future__ import annotations

import csv

import pytest


@pytest.fixture
def coded(framing, news, talks, tmp_path, monkeypatch):
    """The working folder: s.csv and s.key.csv of all articles, ann.csv and ben.csv, and the codes of Ann."""
    monkeypatch.chdir(tmp_path)
    assert framing("code", "sheet", news, "--codebook", talks, "--sample", 99, "-o", "s.csv").code == 0
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for coder, word in (("ann", "bully"), ("ben", "trade")):
        with (tmp_path / f"{coder}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row | {"bullying": "1" if word in row["text"] else "", "done": "1"} for row in rows)
    assert framing("code", "read", "ann.csv", "--key", "s.key.csv", "-o", "codes.csv").code == 0
    return tmp_path
