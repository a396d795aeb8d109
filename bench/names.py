"""Lists of names of the project's own data: distinct, the same in every run, four letters or more.

Shorter names are left out: matchers that know no word limits find those inside ordinary words everywhere, and would be
measured by that alone.
"""

from __future__ import annotations

import pathlib
import random

import sco_ner

GIVEN = pathlib.Path(__file__).resolve().parents[1] / "gazetteer" / "given_names.txt"
SIZES = {"1.5k": 1_500, "50k": 50_000, "500k": 500_000, "1M": 1_000_000}
SHORTEST = 4
FAMILY_KINDS = ("surname", "full")


def surfaces(labels: tuple[str, ...] = ()) -> list[str]:
    """Every writing in the bundled gazetteer, or of these labels, sorted."""
    found = {row["text"] for record in sco_ner.Gazetteer.bundled() for row in record.surfaces() if fits(row, labels)}
    return sorted(found)


def fits(row: dict[str, object], labels: tuple[str, ...]) -> bool:
    """Whether a surface is wanted."""
    return len(str(row["text"])) >= SHORTEST and (not labels or row["label"] in labels)


def of_places() -> list[str]:
    """Countries, nationality words and cities, a third each."""
    taken: list[str] = []
    for label in ("COUNTRY", "NORP", "CITY"):
        known = set(taken)
        new = [name for name in surfaces((label,)) if name not in known]
        random.Random(label).shuffle(new)
        taken += new[: SIZES["1.5k"] // 3]
    return taken


def composed(count: int, known: set[str]) -> list[str]:
    """Names of persons that nobody has: given names and a family name of the gazetteer."""
    given = [line.strip() for line in GIVEN.read_text(encoding="utf-8").splitlines()]
    given = [name for name in given if name and not name.startswith("//")]
    persons = [record for record in sco_ner.Gazetteer.bundled() if record.label == "PERSON"]
    last = {name["text"].split()[-1] for record in persons for name in record.names if name["kind"] in FAMILY_KINDS}
    family = sorted(name for name in last if len(name) >= SHORTEST)
    rng = random.Random(count)
    made: dict[str, None] = {}
    while len(made) < count:
        parts = [rng.choice(given) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
        name = " ".join([*parts, rng.choice(family)])
        if name not in known:
            made[name] = None
    return list(made)


def names(size: str) -> list[str]:
    """The list of a size.

    Args:
        size: "1.5k" (places), "50k" (the gazetteer's surfaces), "500k" or "1M" (and persons made up).
    """
    count = SIZES[size]
    taken = of_places() if size == "1.5k" else surfaces()
    random.Random(size).shuffle(taken)
    taken = taken[:count]
    taken += composed(count - len(taken), set(taken))
    if not len(taken) == len(set(taken)) == count:
        raise SystemExit(f"{len(set(taken))} different names, not {count}")
    return taken
