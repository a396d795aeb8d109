"""What a fresh process waits for: the import, the first text, a saved model; and how large models are.

Each figure is the median over fresh processes, with the files in the system's cache: by the wall clock and as CPU time,
which says more where others use the machine too.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import sco_ner
from names import SIZES, names
from peers import listed

HELP = "import, first extract, loading a saved model, sizes"
# Sections with lower tags are tables of the scan, the others what the names mean.
PAYLOAD = 20
Seconds = tuple[float, float]
SENTENCE = "وصل بوتين إلى بكين"
FIRST = f"""
import sco_ner, time
began = time.perf_counter(), time.process_time()
found = len(sco_ner.extract("{SENTENCE}"))
print(time.perf_counter() - began[0], time.process_time() - began[1])
assert found == 2
"""
LOAD = """
import sco_ner, sys, time
began = time.perf_counter(), time.process_time()
matcher = sco_ner.Matcher.load(sys.argv[1], mapped=sys.argv[2] == "mapped")
print(time.perf_counter() - began[0], time.process_time() - began[1])
assert matcher.extract(sys.argv[1]) is not None
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", nargs="*", choices=SIZES, default=["50k", "500k"], help="(%(default)s)")
    parser.add_argument("--rounds", type=int, default=15)


def whole(code: str) -> Seconds:
    """What a fresh interpreter takes for some code, from its start to its end."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    taken, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def said(code: str, *given: str) -> Seconds:
    """What a fresh interpreter says that some of its code took."""
    done = subprocess.run([sys.executable, "-c", code, *given], check=True, capture_output=True, text=True)
    wall, processor = map(float, done.stdout.split())
    return wall, processor


def sections(path: pathlib.Path) -> tuple[int, int]:
    """Bytes of a model's scan tables and of its other sections."""
    model = path.read_bytes()
    (count,) = struct.unpack_from("<I", model, 12)
    scan = payload = 0
    for index in range(count):
        tag, _, size = struct.unpack_from("<QQQ", model, 40 + 24 * index)
        scan, payload = (scan + size, payload) if tag < PAYLOAD else (scan, payload + size)
    return scan, payload


def milliseconds(seconds: list[Seconds]) -> dict[str, float]:
    """The medians."""
    wall, processor = zip(*seconds, strict=True)
    return {"ms": round(1e3 * statistics.median(wall), 2), "CPU ms": round(1e3 * statistics.median(processor), 2)}


def run(options: argparse.Namespace) -> list[dict[str, object]]:
    """Measures and gives a row for each figure."""
    empty, imported, first = [], [], []
    for _ in range(options.rounds):
        empty.append(whole("pass"))
        imported.append(whole("import sco_ner"))
        first.append(said(FIRST))
    over = [(there[0] - bare[0], there[1] - bare[1]) for there, bare in zip(imported, empty, strict=True)]
    rows: list[dict[str, object]] = [
        {"what": "import sco_ner, over an empty interpreter", **milliseconds(over)},
        {"what": "first extract in a fresh process", **milliseconds(first)},
    ]
    with tempfile.TemporaryDirectory() as folder:
        for size in ["bundled", *options.size]:
            path = pathlib.Path(folder) / f"{size}.model"
            (sco_ner.Matcher() if size == "bundled" else listed(names(size))).save(path)
            ways = ["plain", "mapped"]
            seconds: dict[str, list[Seconds]] = {way: [] for way in ways}
            said(LOAD, str(path), "plain")
            for number in range(options.rounds):
                random.Random(number).shuffle(ways)
                for way in ways:
                    seconds[way].append(said(LOAD, str(path), way))
            scan, payload = sections(path)
            for way, taken in seconds.items():
                rows.append({"what": f"{way} load, {size} names", **milliseconds(taken)})
            rows.append({"what": f"scan tables, {size} names", "MB": round(scan / 1e6, 2)})
            rows.append({"what": f"payload, {size} names", "MB": round(payload / 1e6, 2)})
    return rows
