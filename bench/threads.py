"""What two threads gain over one: `extract_arrow(threads=2)` beside a loop that shares nothing, in the same run.

The loop hashes bytes outside the interpreter's lock, the same work on one thread and on two, so that its gain is what
the machine has to give at that moment. Wall clock; the gains are taken within a round, medians over the rounds.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import sco_ner
from names import SIZES, names
from peers import listed
from texts import fresh, texts

HELP = "what two threads gain over one"
BYTES = bytes(1 << 16)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", nargs="+", choices=[*SIZES, "bundled"], default=["50k"], help="(%(default)s)")
    parser.add_argument("--megabytes", type=float, default=40.0, help="of text, in UTF-8 (%(default)s)")
    parser.add_argument("--rounds", type=int, default=9)


def hash_some(times: int) -> None:
    """Work that needs no lock and no memory."""
    state = hashlib.sha256()
    for _ in range(times):
        state.update(BYTES)


def loop(times: int, threads: int) -> None:
    """The loop, shared evenly."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(hash_some, [times // threads] * threads))


def looped(times: int, threads: int) -> float:
    """Seconds that the loop takes, by the clock on the wall."""
    began = time.perf_counter()
    loop(times, threads)
    return time.perf_counter() - began


def extracted(matcher: sco_ner.Matcher, given: list[str], threads: int) -> float:
    """Seconds that the matcher takes."""
    new = fresh(given)
    began = time.perf_counter()
    matcher.extract_arrow(new, threads=threads)
    return time.perf_counter() - began


def measured(matcher: sco_ner.Matcher, given: list[str], rounds: int) -> dict[tuple[bool, int], list[float]]:
    """Seconds of each round, of the loop or not, by the number of threads."""
    # About as long as the matcher takes.
    times = max(2, int(100 * extracted(matcher, given, 1) / looped(100, 1))) // 2 * 2
    seconds: dict[tuple[bool, int], list[float]] = {(plain, n): [] for plain in (True, False) for n in (1, 2)}
    for number in range(rounds):
        order = list(seconds)
        random.Random(number).shuffle(order)
        for plain, threads in order:
            taken = looped(times, threads) if plain else extracted(matcher, given, threads)
            seconds[plain, threads].append(taken)
    return seconds


def run(options: argparse.Namespace) -> list[dict[str, object]]:
    """Measures and gives a row for each list of names."""
    given = texts("plain", "documents", options.megabytes)
    letters = sum(map(len, given))
    rows: list[dict[str, object]] = []
    for size in options.size:
        matcher = sco_ner.Matcher() if size == "bundled" else listed(names(size))
        counts = {len(matcher.extract_arrow(given, threads=threads)) for threads in (1, 2, 8)}
        if len(counts) != 1 or not all(counts):
            raise SystemExit(f"the number of threads changes what is found: {counts}")
        seconds = measured(matcher, given, options.rounds)
        gain = [one / two for one, two in zip(seconds[False, 1], seconds[False, 2], strict=True)]
        plain = [one / two for one, two in zip(seconds[True, 1], seconds[True, 2], strict=True)]
        rows.append(
            {
                "names": size,
                "Mchar/s, 1 thread": round(letters / statistics.median(seconds[False, 1]) / 1e6, 1),
                "Mchar/s, 2 threads": round(letters / statistics.median(seconds[False, 2]) / 1e6, 1),
                "gain": round(statistics.median(gain), 3),
                "gain of a plain loop": round(statistics.median(plain), 3),
                "of it": round(statistics.median(a / b for a, b in zip(gain, plain, strict=True)), 3),
            }
        )
    return rows
