"""Characters a second of `extract` beside ahocorasick_rs, with the same names on the same text in the same run.

usage: make bench, or: python bench/bench.py [--rounds 7] [--megabytes 2]

Every round gives each contender the same documents as new `str` objects (one that has been matched before may carry a
cached UTF-8 copy) and takes process CPU time, in a new random order. Ratios are medians of the ratios within a round:
machines are shared, so the ratio is what to trust. What the contenders do differs: ahocorasick_rs finds raw letters,
inside other words too, and folds nothing; the counts show by how much.
"""

from __future__ import annotations

import argparse
import pathlib
import platform
import random
import re
import statistics
import time
from collections.abc import Callable, Sequence

import ahocorasick_rs
import sco_ner

NEWS = pathlib.Path(__file__).resolve().parents[1] / "examples" / "news.txt"
REFERENCE = "ahocorasick_rs, leftmost-longest"

Find = Callable[[str], int]


def documents(megabytes: float, seed: int = 7) -> list[str]:
    """Documents of about 2 KB, the sentences of the project's own news text in random order."""
    sentences = [part for part in re.split(r"(?<=[.!؟\n])\s*", NEWS.read_text(encoding="utf-8")) if part.strip()]
    rng = random.Random(seed)
    made: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        document = ""
        while len(document) < 1100:
            document += rng.choice(sentences) + " "
        made.append(document)
        size += len(document.encode())
    return made


def fresh(texts: Sequence[str]) -> list[str]:
    """Equal texts as new objects."""
    return [text[:1] + text[1:] for text in texts]


def contenders() -> dict[str, Find]:
    """What is measured: text to number of matches."""
    gazetteer = sco_ner.Gazetteer.bundled()
    names = sorted({surface["text"] for record in gazetteer for surface in record.surfaces()})
    raw = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    own = sco_ner.Matcher(sco_ner.Gazetteer.from_names(names), evidence=False)
    bundled = sco_ner.Matcher(gazetteer)
    print(f"{len(names)} names")
    return {
        REFERENCE: lambda text: len(raw.find_matches_as_indexes(text)),
        "sco_ner, the same names by from_names": lambda text: len(list(own.extract(text))),
        "sco_ner, bundled gazetteer, evidence on": lambda text: len(list(bundled.extract(text))),
        "sco_ner, bundled, entities not looked at": lambda text: len(bundled.extract(text)),
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--megabytes", type=float, default=2.0)
    arguments = parser.parse_args()

    texts = documents(arguments.megabytes)
    characters = sum(map(len, texts))
    size = sum(len(text.encode()) for text in texts)
    began = time.perf_counter()
    finds = contenders()
    print(f"made in {time.perf_counter() - began:.2f} s; {len(texts)} documents, {characters} characters, {size} bytes")
    counts = {name: sum(map(find, texts)) for name, find in finds.items()}
    if not all(counts.values()):
        raise SystemExit(f"a contender found nothing: {counts}")
    seconds: dict[str, list[float]] = {name: [] for name in finds}
    for number in range(arguments.rounds):
        order = list(finds)
        random.Random(number).shuffle(order)
        for name in order:
            given = fresh(texts)
            began = time.process_time()
            found = sum(map(finds[name], given))
            seconds[name].append(time.process_time() - began)
            if found != counts[name]:
                raise SystemExit(f"{name}: {found} matches, {counts[name]} before")
    print(f"{platform.machine()}, Python {platform.python_version()}, {arguments.rounds} rounds, medians")
    print(f"{'contender':42} {'Mchar/s':>8} {'MB/s':>7} {'x raw':>6} {'matches':>8}")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        ratio = statistics.median(raw / own for raw, own in zip(seconds[REFERENCE], taken, strict=True))
        print(f"{name:42} {characters / median / 1e6:8.1f} {size / median / 1e6:7.1f} {ratio:6.2f} {counts[name]:8}")


if __name__ == "__main__":
    main()
