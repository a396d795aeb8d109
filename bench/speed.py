"""Characters a second of all contenders, on the same names and texts in the same run.

Every round gives each contender the same texts as new `str` objects and takes process CPU time, in a new random order.
Ratios are medians of the ratios within a round: machines are shared, so trust the ratios.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import time
from dataclasses import dataclass, field

from names import SIZES, names
from peers import CONTENDERS, REFERENCE, Find, wanted
from texts import KINDS, SHAPES, fresh, texts

HELP = "characters a second beside the other matchers"


@dataclass
class Cell:
    """One contender on one list of names and one kind of text."""

    size: str
    kind: str
    shape: str
    contender: str
    find: Find
    texts: list[str]
    matches: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """Characters of the text."""
        return sum(map(len, self.texts))

    def run(self) -> float:
        """CPU seconds on new objects."""
        given = fresh(self.texts)
        getattr(self.find, "prepare", lambda _: None)(given)
        began = time.process_time()
        found = self.find(given)
        taken = time.process_time() - began
        if found != self.matches:
            raise SystemExit(f"{self.contender}: {found} matches, {self.matches} before")
        return taken


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", nargs="+", choices=SIZES, default=["50k"], help="lists of names (%(default)s)")
    parser.add_argument("--texts", nargs="+", choices=KINDS, default=["plain"], help="kinds of text (%(default)s)")
    parser.add_argument("--shape", nargs="+", choices=SHAPES, default=["documents"], help="lengths (%(default)s)")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="contenders called so, or with it in their name")
    parser.add_argument("--megabytes", type=float, default=8.0, help="of text, in UTF-8 (%(default)s)")
    parser.add_argument("--rounds", type=int, default=7)


def cells(options: argparse.Namespace) -> list[Cell]:
    """Builds what is measured and counts what each finds."""
    part = {(kind, shape): texts(kind, shape, options.megabytes) for kind in options.texts for shape in options.shape}
    made: list[Cell] = []
    for size in options.size:
        listed = names(size)
        for name in dict.fromkeys([REFERENCE, *wanted(size, options.only)]):
            contender = CONTENDERS[name]
            find = contender.build(listed)
            for (kind, shape), given in part.items():
                slow = contender.share < 1
                less = texts(kind, shape, options.megabytes * contender.share) if slow else given
                made.append(Cell(size, kind, shape, name, find, less))
            print(f"# built {name} of {size} names", file=sys.stderr)
    return made


def count(made: list[Cell]) -> None:
    """Finds once what is to be found: something, and the same where that is promised."""
    known: dict[tuple[str, str, str, str], tuple[str, int]] = {}
    for cell in made:
        given = fresh(cell.texts)
        getattr(cell.find, "prepare", lambda _: None)(given)
        cell.matches = cell.find(given)
        if not cell.matches and (cell.kind != "vocalized" or cell.contender.startswith("sco_ner")):
            raise SystemExit(f"{cell.contender} finds nothing in {cell.kind} {cell.shape} with {cell.size} names")
        if same := CONTENDERS[cell.contender].same:
            key = (cell.size, cell.kind, cell.shape, same)
            other, matches = known.setdefault(key, (cell.contender, cell.matches))
            if matches != cell.matches:
                raise SystemExit(f"{cell.contender} finds {cell.matches}, {other} {matches}")


def run(options: argparse.Namespace) -> list[dict[str, object]]:
    """Measures and gives a row for each contender, names and texts."""
    made = cells(options)
    count(made)
    for number in range(options.rounds):
        order = list(made)
        random.Random(number).shuffle(order)
        for cell in order:
            cell.seconds.append(cell.run())
    by = {(cell.size, cell.kind, cell.shape, cell.contender): cell for cell in made}
    rows: list[dict[str, object]] = []
    for (size, kind, shape, name), cell in by.items():
        first = by.get((options.size[0], options.texts[0], options.shape[0], name))
        seconds = statistics.median(cell.seconds)
        rows.append(
            {
                "names": size,
                "text": kind,
                "shape": shape,
                "contender": name,
                "Mchar/s": round(cell.letters / seconds / 1e6, 2),
                "MB/s": round(sum(len(text.encode()) for text in cell.texts) / seconds / 1e6, 2),
                "x raw": ratio(cell, by[size, kind, shape, REFERENCE]),
                "x first": ratio(cell, first) if first else None,
                "matches": cell.matches,
                "characters": cell.letters,
            }
        )
    return rows


def ratio(cell: Cell, other: Cell) -> float:
    """How many times the other's characters a second, the median over the rounds."""
    scale = cell.letters / other.letters
    return round(statistics.median(scale * b / a for a, b in itertools.zip_longest(cell.seconds, other.seconds)), 3)
