"""The benchmarks: `make bench` runs them all, `make bench BENCH="speed --size 50k"` a part.

Each command prints its figures as a table (or as JSON) and keeps them in .bench/results; `report` makes the tables of
docs/performance.md and of the README from what is kept there.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
from importlib import metadata
from typing import Any

import build
import linear
import load
import report
import speed
import threads
from peers import CONTENDERS, version

RESULTS = pathlib.Path(__file__).resolve().parents[1] / ".bench" / "results"
COMMANDS: dict[str, Any] = {"speed": speed, "build": build, "threads": threads, "load": load, "linear": linear}
OURS = ["--only", "sco_ner", "not looked at", "columnar"]
# What a whole run is made of: the name of its results, the command. Each runs in a process of its own.
PLAN: dict[str, list[str]] = {
    "speed-1.5k": ["speed", "--size", "1.5k"],
    "speed-50k": ["speed", "--size", "50k"],
    "speed-500k": ["speed", "--size", "500k"],
    "speed-1M": ["speed", "--size", "1M"],
    "speed-sizes": ["speed", "--size", "1.5k", "50k", "500k", "1M", *OURS],
    "speed-texts": ["speed", "--texts", "plain", "vocalized", "latin", "emoji", *OURS],
    "speed-shapes": ["speed", "--shape", "documents", "short", "long", *OURS],
    "build": ["build", "--size", "1.5k", "50k", "500k", "1M"],
    "threads": ["threads", "--size", "50k", "bundled"],
    "load": ["load", "--size", "50k", "500k", "1M"],
    "linear": ["linear"],
}


def machine() -> dict[str, str]:
    """Where the figures come from."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        processor = platform.processor() or platform.machine()
    packages = sorted({contender.package for contender in CONTENDERS.values()} - {"sco_ner"} | {"pyarrow"})
    return {
        "processor": f"{processor}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "sco_ner": metadata.version("sco_ner"),
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        **{package: version(package) for package in packages},
    }


def parsed(given: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        command = commands.add_parser(name, help=module.HELP, description=module.__doc__)
        command.formatter_class = argparse.RawDescriptionHelpFormatter
        module.arguments(command)
        command.add_argument("--json", action="store_true", help="print JSON rather than a table")
        command.add_argument("--keep", metavar="NAME", help="keep the results by this name, for the report")
    whole = commands.add_parser("all", help="every command with every size, then the report; hours on a slow machine")
    whole.add_argument("--quick", action="store_true", help="little text, one round: whether all of it runs")
    whole.add_argument("--write", action="store_true", help="write the tables into the pages")
    pages = commands.add_parser("report", help="tables of the kept results")
    pages.add_argument("--write", action="store_true", help="write them into docs/performance.md and README.md")
    return parser.parse_args(given)


def everything(quick: bool) -> None:
    """Runs the plan."""
    for name, given in PLAN.items():
        less: list[str] = []
        if quick:
            less = ["--rounds", "1"]
            less += [] if given[0] in ("build", "load") else ["--megabytes", "1"]
            less += ["--memory", "5"] if given[0] == "linear" else []
        print(f"\n# {' '.join(given + less)}", flush=True)
        subprocess.run([sys.executable, __file__, *given, *less, "--keep", name], check=True)


def main() -> None:
    """Runs a command."""
    options = parsed()
    if options.command == "all":
        everything(options.quick)
    if options.command in ("all", "report"):
        report.report(RESULTS, options.write)
        return
    before = machine()
    rows = COMMANDS[options.command].run(options)
    result = {"command": sys.argv[1:], "machine": before, "rows": rows}
    if options.keep:
        RESULTS.mkdir(parents=True, exist_ok=True)
        kept = RESULTS / f"{options.keep}.json"
        kept.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1) if options.json else report.table(rows))


if __name__ == "__main__":
    main()
