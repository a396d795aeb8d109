"""Seconds to build each contender and the memory that takes, in a process of its own."""

from __future__ import annotations

import argparse
import gc
import json
import pathlib
import statistics
import subprocess
import sys
import time

from memory import peak, reset_peak, resident
from names import SIZES, names
from peers import CONTENDERS, wanted

HELP = "seconds and memory to build each contender"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", nargs="+", choices=SIZES, default=["50k"], help="lists of names (%(default)s)")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="contenders called so, or with it in their name")
    parser.add_argument("--rounds", type=int, default=3)


def build(contender: str, size: str) -> dict[str, float]:
    """Builds one here."""
    listed = names(size)
    # What the package itself loads is no part of building.
    CONTENDERS[contender].build(listed[:10])
    gc.collect()
    reset_peak()
    before, began = resident(), time.process_time()
    kept = CONTENDERS[contender].build(listed)
    taken, highest = time.process_time() - began, peak()
    after = resident()
    del kept
    return {"s": taken, "kept MB": (after - before) / 1e6, "peak MB": (highest - before) / 1e6}


def run(options: argparse.Namespace) -> list[dict[str, object]]:
    """One process for each contender, list and round."""
    # One of several faces of the same matcher stands for all.
    faces = [name for name, contender in CONTENDERS.items() if contender.package != "sco_ner" or name == "sco_ner"]
    rows: list[dict[str, object]] = []
    for size in options.size:
        for name in [name for name in wanted(size, options.only) if name in faces]:
            runs = []
            for _ in range(options.rounds):
                command = [sys.executable, str(pathlib.Path(__file__).resolve()), name, size]
                runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
            medians = {key: round(statistics.median(one[key] for one in runs), 3) for key in runs[0]}
            rows.append({"names": size, "contender": name, **medians})
    return rows


if __name__ == "__main__":
    print(json.dumps(build(*sys.argv[1:])))
