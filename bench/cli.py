"""Megabytes a second of `sco-ner extract` on JSON Lines beside the same work in process, on texts that are in memory.

usage: python bench/cli.py [--megabytes 100] [--jobs 2] [--rounds 3] [--formats jsonl,parquet]

In process, the texts of the file are handed over at once: to `Matcher.extract_arrow` as an Arrow column where there is
one, else to `Matcher.extract_batch`, with as many threads as the command line has processes. The command line starts
anew each time, reads the file, and writes every field of every entity. Ratios are medians of the ratios within a round,
in wall-clock time and in CPU time (which other work on the machine disturbs less); peak memory is the largest resident
size of one process of the command line.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import sco_ner

NEWS = pathlib.Path(__file__).resolve().parents[1] / "examples" / "news.txt"


def write(path: pathlib.Path, megabytes: float, seed: int = 7) -> int:
    """Writes rows of about 2 KB, the sentences of the project's own news text in random order; gives their bytes."""
    sentences = [part for part in re.split(r"(?<=[.!؟\n])\s*", NEWS.read_text(encoding="utf-8")) if part.strip()]
    rng = random.Random(seed)
    size = number = 0
    with open(path, "w", encoding="utf-8") as stream:
        while size < megabytes * 1e6:
            body = ""
            while len(body) < 1100:
                body += rng.choice(sentences) + " "
            row = json.dumps({"id": number, "date": "2024-05-16", "text": body}, ensure_ascii=False)
            size += stream.write(f"{row}\n") and len(row.encode()) + 1
            number += 1
    return size


def in_process(path: pathlib.Path, threads: int) -> tuple[str, Callable[[], int]]:
    """What the command line is held against: its name, and a function that gives how many entities it finds."""
    matcher = sco_ner.Matcher()
    with open(path, encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    by_arrow = getattr(matcher, "extract_arrow", None)
    if by_arrow is not None:
        import pyarrow  # noqa: PLC0415 (only where it is used)

        column = pyarrow.array(texts)
        return "extract_arrow", lambda: len(pyarrow.table(by_arrow(column, threads=threads)))
    return "extract_batch", lambda: sum(map(len, matcher.extract_batch(texts, threads=threads)))


def command(path: pathlib.Path, out: pathlib.Path, jobs: int) -> tuple[float, float, float]:
    """Runs the command line; gives its seconds, its CPU seconds and its peak memory in MB."""
    began, used = time.perf_counter(), cpu()
    arguments = [sys.executable, "-m", "sco_ner", "extract", str(path), "-o", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen([*arguments, "--id", "id"])
    peak = 0
    while process.poll() is None:
        peak = max(peak, *map(resident, [process.pid, *children(process.pid)]))
        time.sleep(0.02)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"the command line failed: {process.returncode}")
    return seconds, cpu() - used, peak / 1000


def cpu() -> float:
    """CPU seconds of the processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def children(process: int) -> list[int]:
    """The processes that one has started."""
    try:
        listed = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def resident(process: int) -> int:
    """The largest resident size of a process so far, in kB; 0 where the system does not say."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=100.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--formats", default="jsonl,parquet,csv")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "news.jsonl")
        size = write(path, arguments.megabytes) / 1e6
        name, find = in_process(path, arguments.jobs)
        print(f"{size:.1f} MB, {find():,} entities; {arguments.jobs} threads in process, as many processes")
        print(f"{'':24} {'MB/s':>7} {'ratio':>6} {'CPU':>6} {'peak MB':>8}")
        rates: dict[str, list[float]] = {}
        ratios: dict[str, list[float]] = {}
        shares: dict[str, list[float]] = {}
        peaks: dict[str, float] = {}
        for _ in range(arguments.rounds):
            began, used = time.perf_counter(), time.process_time()
            find()
            own = time.process_time() - used
            rates.setdefault(name, []).append(size / (time.perf_counter() - began))
            for form in arguments.formats.split(","):
                seconds, taken, peak = command(path, path.with_suffix(f".out.{form}"), arguments.jobs)
                rates.setdefault(form, []).append(size / seconds)
                ratios.setdefault(form, []).append(rates[form][-1] / rates[name][-1])
                shares.setdefault(form, []).append(own / taken)
                peaks[form] = max(peaks.get(form, 0), peak)
        for row, measured in rates.items():
            ratio = f"{statistics.median(ratios[row]):6.2f}" if row in ratios else f"{'':6}"
            peak_shown = f"{statistics.median(shares[row]):6.2f} {peaks[row]:8.0f}" if row in peaks else ""
            shown = f"{row}, in process" if row == name else f"sco-ner, {row}"
            print(f"{shown:24} {statistics.median(measured):7.1f} {ratio} {peak_shown}")


if __name__ == "__main__":
    main()
