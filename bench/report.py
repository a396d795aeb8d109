"""Kept results as Markdown tables, and those tables in the pages."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
# The first ratio of a run that compares lists, or texts, is taken to its first one.
TITLES = {
    "speed-1.5k": "1,500 names",
    "speed-50k": "50,000 names",
    "speed-500k": "500,000 names",
    "speed-1M": "1,000,000 names",
    "speed-sizes": "More names (`x first`: over the same with 1,500)",
    "speed-texts": "Other texts (`x first`: over plain ones)",
    "speed-shapes": "Short and long texts (`x first`: over documents)",
    "build": "Building",
    "threads": "Two threads, columnar (`of it`: of what a plain loop gains)",
    "load": "Loading",
    "linear": "Long and hostile texts",
}
LISTS = ("1.5k", "50k", "500k", "1M")
README = (
    "sco_ner",
    "sco_ner, columnar",
    "sco_ner, nothing resolved",
    "pyahocorasick",
    "flashtext2",
    "spaCy PhraseMatcher",
)

Row = dict[str, Any]


def table(rows: list[Row]) -> str:
    """Rows as a Markdown table; columns in which all are alike are left out, but for those of one row."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    told = [name for name in columns if len(rows) == 1 or len({str(row.get(name)) for row in rows}) > 1]
    lines = ["| " + " | ".join(told) + " |", "|" + "---|" * len(told)]
    for row in rows:
        lines.append("| " + " | ".join(shown(row.get(name)) for name in told) + " |")
    return "\n".join(lines)


def shown(value: object) -> str:
    """A figure as it is read."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def summary(kept: dict[str, Row]) -> str:
    """How many times ahocorasick_rs, at each size: what the README has."""
    ratios = {
        (row["contender"], size): row["x raw"]
        for size in LISTS
        for row in kept.get(f"speed-{size}", {"rows": []})["rows"]
    }
    sizes = [size for size in LISTS if f"speed-{size}" in kept]
    rows = [{"times ahocorasick_rs": name} | {size: ratios.get((name, size)) for size in sizes} for name in README]
    return table(rows)


def report(folder: pathlib.Path, write: bool) -> None:
    """Prints the tables of the results in a folder, or writes them into the pages."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    kept = {name: found[name] for name in TITLES if name in found}
    if not kept:
        raise SystemExit(f"no results in {folder}; run `make bench` first")
    parts = []
    machine: dict[str, str] = {}
    for name, result in kept.items():
        machine = result["machine"]
        command = " ".join(result["command"]).replace(f" --keep {name}", "")
        parts.append(f'### {TITLES[name]}\n\n`make bench BENCH="{command}"`\n\n{table(result["rows"])}\n')
    versions = ", ".join(f"{name} {value}" for name, value in machine.items() if name not in ("processor", "load"))
    head = f"{machine['processor']}; {versions}; load averages {machine['load']} before the last command.\n"
    pages = {"docs/performance.md": head + "\n" + "\n".join(parts)}
    if any(name.removeprefix("speed-") in LISTS for name in kept):
        pages["README.md"] = summary(kept) + "\n"
    for page, text in pages.items():
        if write:
            put(ROOT / page, text)
        else:
            print(f"\n# {page}\n\n{text}")


def put(page: pathlib.Path, text: str) -> None:
    """Puts text between a page's marks."""
    whole = page.read_text(encoding="utf-8")
    marks = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.DOTALL)
    if not marks.search(whole):
        raise SystemExit(f"{page} has no marks <!-- figures --> and <!-- end of figures -->")
    page.write_text(marks.sub(lambda found: f"{found[1]}{text}{found[2]}", whole), encoding="utf-8")
