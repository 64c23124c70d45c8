"""``framing doctor``: what is there, what is not, and what to do."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from contextlib import closing
from importlib import metadata

import pytest

from framing import __version__
from framing.study import doctor
from tests.conftest import PROJECT


def findings(run) -> dict[str, dict[str, str]]:
    """The findings of ``--format json`` by part."""
    return {row["part"]: row for row in map(json.loads, run.lines)}


def test_it_looks_at_everything(framing):
    """Each library, each extra, codebooks and machine; a sound install ends with 0."""
    run = framing("doctor", "--format", "json")
    assert (run.code, run.err) == (0, "nothing must be mended\n")
    found = findings(run)
    assert found["framing"]["found"].startswith(__version__)
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra in declared["optional-dependencies"]:
        assert found[f"extra {extra}"]["state"] in ("ok", "missing")
    for need in declared["dependencies"]:
        name = need.split(">=")[0]
        assert found[name] == {"part": name, "state": "ok", "found": metadata.version(name), "remedy": ""}
    assert "us-china-trade 1." in found["codebooks"]["found"]
    assert {"store", "java", "chromium", "this folder", "temporary files", "settings"} < set(found)
    page = framing("doctor").out
    assert all(part in page for part in found)


def test_what_is_missing_or_old_comes_with_its_command(framing, monkeypatch):
    """A library that framing needs is bad (exit code 1), one of an extra is missing."""
    there = metadata.version
    changed = {"PyYAML": "5.4", "click": None, "openpyxl": None}

    def version(name: str) -> str:
        known = changed.get(name, there)
        if known is None:
            raise metadata.PackageNotFoundError(name)
        return known if isinstance(known, str) else there(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    run = framing("doctor", "--format", "json")
    assert (run.code, "2 things must be mended: PyYAML, click" in run.err) == (1, True)
    found = findings(run)
    assert (found["click"]["state"], found["click"]["found"]) == ("bad", "not installed")
    assert found["PyYAML"]["found"].startswith("5.4, older than 6")
    assert found["PyYAML"]["remedy"].startswith("pip install 'PyYAML>=6")
    assert found["extra excel"]["state"] == "missing"
    assert found["extra excel"]["remedy"] == "pip install 'newsframing[excel]'"


@pytest.mark.parametrize("sound", [True, False])
def test_the_store_is_read_through(sound, framing, news, tmp_path):
    """A damaged store is bad; a sound one says how much it holds."""
    store = tmp_path / "news.db"
    framing("add", news, "--store", store)
    if not sound:
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute("UPDATE versions SET text = text || '.' WHERE doc_id = '2025-03-01-duty'")
    run = framing("doctor", "--store", store, "--format", "json")
    found = findings(run)["store"]
    if sound:
        assert (run.code, found["found"]) == (0, f"{store}: sound, 4 articles")
    else:
        damage = f"{store}: the store is damaged: '2025-03-01-duty' is not as it was stored"
        assert (run.code, found["found"], found["remedy"]) == (1, damage, "restore it from a copy")


def test_no_store_is_no_fault(framing, monkeypatch, tmp_path):
    """Without a store in the folder one sentence says so."""
    monkeypatch.chdir(tmp_path)
    found = findings(framing("doctor", "--format", "json"))["store"]
    assert (found["state"], found["found"]) == ("missing", "no framing.db in this folder")


@pytest.mark.parametrize("value", ["much", "-1", "0", "9" * 30, "9" * 5_000])
def test_a_wrong_setting_is_named(framing, monkeypatch, value):
    """Settings from the environment explain what surprises."""
    monkeypatch.setenv("FRAMING_ARTICLE_BYTES", value)
    run = framing("doctor", "--format", "json")
    assert run.code == 1
    assert "FRAMING_ARTICLE_BYTES" in findings(run)["settings"]["found"]


def test_a_java_that_cannot_be_run_is_missing(framing, tmp_path, monkeypatch):
    """No traceback: a file that is no program, and one that does not answer."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_bytes(b"no program")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert findings(framing("doctor", "--format", "json"))["java"]["found"] == f"{java} cannot be run"
    java.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(doctor, "_JAVA_ANSWERS_IN", 0.1)
    assert findings(framing("doctor", "--format", "json"))["java"]["found"] == f"{java} cannot be run"


@pytest.mark.parametrize(
    ("says", "state", "found"),
    [
        ('openjdk version "17.0.9" 2023-10-17', "ok", 'openjdk version "17.0.9" 2023-10-17'),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21"', "ok", 'openjdk version "21"'),
        ('java version "1.8.0_292"', "missing", 'java version "1.8.0_292": too old for Spark 4'),
        ("hello", "missing", "{java} does not say its version"),
    ],
)
def test_java_is_as_old_as_it_says(framing, tmp_path, monkeypatch, says, state, found):
    """Options from the environment, which it repeats first, make it no older."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{says}\nEND\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    row = findings(framing("doctor", "--format", "json"))["java"]
    assert (row["state"], row["found"]) == (state, found.format(java=java))


def test_the_browser_is_the_one_that_prints(framing, tmp_path, monkeypatch):
    """What framing report -o report.pdf would take, named by FRAMING_CHROMIUM or found by name."""
    program = tmp_path / "msedge"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("FRAMING_CHROMIUM", str(program))
    assert str(program) in findings(framing("doctor", "--format", "json"))["chromium"]["found"]
    monkeypatch.setenv("FRAMING_CHROMIUM", "/nowhere/chromium")
    assert findings(framing("doctor", "--format", "json"))["chromium"]["state"] == "missing"
