"""Run the benchmarks: each beside its peers, ratios within one run, as JSON and as a table for the docs.

    python -m benchmarks                       what there is
    python -m benchmarks bridge scale          run these, one after the other
    python -m benchmarks all --json all.json   run every one; --table all.md writes the table of docs/performance.md

Each is a program of its own (``python -m benchmarks.NAME --help``) that reads articles by path, ../shared/data where
nothing else is named. What a benchmark prints is kept as it is; one that can write JSON gives its figures too.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
#: What a benchmark reads if it has no default of its own.
ARGUMENTS = {
    "attribution": [str(DATA / "polnear_train_dev.jsonl.gz")],
    "frames": [str(DATA / "climate_frames_train_en.jsonl.gz")],
    "keyness": [str(DATA / "news_4k.jsonl.gz")],
    "report": [str(DATA / "news_4k.jsonl.gz"), "--articles", "5", "1000"],
    "reuse": [str(DATA / "news_4k.jsonl.gz")],
}


def programs() -> dict[str, str]:
    """Name and first line of every benchmark."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if not path.stem.startswith("_") and f"python -m benchmarks.{path.stem}" in text:
            found[path.stem] = text.splitlines()[0]
    return found


def machine() -> dict[str, Any]:
    """Date, machine and load: figures mean little without them."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return {
        "date": dt.date.today().isoformat(),
        "cpu": model,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "load": [round(load, 1) for load in os.getloadavg()],
    }


def run(name: str, folder: Path) -> dict[str, Any]:
    """One benchmark: what it printed, its figures if it gives any, and the CPU seconds it took."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *ARGUMENTS.get(name, [])]
    figures = folder / f"{name}.json"
    if '"--json"' in (HERE / f"{name}.py").read_text(encoding="utf-8"):
        command += ["--json", str(figures)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as program:
        assert program.stdout is not None
        lines = []
        for line in program.stdout:
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "command": " ".join(["python", *command[1:]]).replace(str(DATA), "../shared/data"),
        "ended": program.returncode,
        "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "printed": lines,
        "figures": json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else None,
    }


def table(results: dict[str, Any]) -> str:
    """The goals of all benchmarks as Markdown; what has none, as it was printed."""
    where = results["machine"]
    lines = [f"{where['date']}, {where['cpu']}, {where['cores']} cores, load before {where['load'][0]}", ""]
    lines += ["| benchmark | figure | found | goal | reached |", "|---|---|---|---|---|"]
    printed = []
    for name, result in results["benchmarks"].items():
        goals = (result["figures"] or {}).get("goals", [])
        for goal in goals:
            found = goal.get("found", goal.get("ratio"))
            reached = "yes" if goal["reached"] else "no"
            lines.append(f"| {name} | {goal['name']} | {found:,.2f} | {goal['goal']} | {reached} |")
        if not goals:
            printed += ["", f"`{result['command']}`:", "", *(f"    {line}" for line in result["printed"])]
    return "\n".join([*lines, *printed]) + "\n"


def main() -> None:
    """List the benchmarks, or run those that are named."""
    found = programs()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="all, or some of: " + ", ".join(found))
    parser.add_argument("--json", type=Path, help="write everything to this file")
    parser.add_argument("--table", type=Path, help="write the goals as a Markdown table")
    given = parser.parse_args()
    if not given.names:
        for name, line in found.items():
            print(f"python -m benchmarks.{name:12} {line}")
        return
    names = list(found) if given.names == ["all"] else given.names
    if odd := [name for name in names if name not in found]:
        parser.error(f"there is no benchmark '{odd[0]}'; there are {', '.join(found)}")
    results: dict[str, Any] = {"machine": machine(), "benchmarks": {}}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            print(f"== {name}", flush=True)
            results["benchmarks"][name] = run(name, Path(folder))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if given.table:
        given.table.write_text(table(results), encoding="utf-8")
    if failed := [name for name, result in results["benchmarks"].items() if result["ended"]]:
        raise SystemExit(f"these ended with an error: {', '.join(failed)}")


if __name__ == "__main__":
    main()
