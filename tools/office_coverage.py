"""Who held an office in which year, and the years for which nobody is listed.

Foreign and defence ministers of the states of the SCO, the G20 and the Arab League, and speakers of the parliaments of
SCO members, since 2010. A term whose end is unknown counts up to the year its holder was last seen; one without a start
counts for that year alone. Nothing fails: a gap may be right (Palestine has no minister of defence), and a guess would
be worse.

    python tools/office_coverage.py [--since YEAR] [--holders] [STATE ...]
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import sco_ner
from sco_ner.states import SCO_MEMBERS, SCO_STATES

ROOT = Path(__file__).parents[1]
_G20 = "AR AU BR CA CN DE FR GB ID IN IT JP KR MX RU SA TR US ZA"
_ARAB_LEAGUE = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"
G20, ARAB_LEAGUE = (frozenset(codes.split()) for codes in (_G20, _ARAB_LEAGUE))
LAST = 2026
MINISTERS = ("foreign-minister", "defence-minister")


def main() -> None:
    """Prints a line for each state and office, with the holders if asked for, and the sum."""
    parser = argparse.ArgumentParser(description="Offices by state and year, and the years without a holder.")
    parser.add_argument("states", nargs="*", help="these states only")
    parser.add_argument("--since", type=int, default=2010)
    parser.add_argument("--holders", action="store_true", help="list who held the office")
    arguments = parser.parse_args()

    terms: dict[tuple[str, str], list[tuple[str, Mapping[str, object]]]] = defaultdict(list)
    for record in sco_ner.Gazetteer.read(ROOT / "gazetteer"):
        for position in record.positions:
            terms[str(position["of"]), str(position["office"])].append((record.id, position))

    wanted, lacking = 0, 0
    for state in arguments.states or sorted(SCO_STATES | G20 | ARAB_LEAGUE):
        for office in (*MINISTERS, "speaker") if state in SCO_MEMBERS else MINISTERS:
            held = sorted(terms[state, office], key=lambda term: str(term[1].get("start") or ""))
            covered = {year for _, position in held for year in years(position)}
            gaps = [year for year in range(arguments.since, LAST + 1) if year not in covered]
            wanted, lacking = wanted + LAST + 1 - arguments.since, lacking + len(gaps)
            recent = [term for term in held if any(year >= arguments.since for year in years(term[1]))]
            print(f"{state}  {office:16}  {len(recent):3} holders   lacking: {spans(gaps) or '-'}")
            for holder, term in recent if arguments.holders else ():
                end = term.get("end") or f"last seen {term.get('as_of')}"
                print(f"      {term.get('start') or '?':10}  {end:18}  {term.get('source', ''):6}  {holder}")
    print(f"{wanted:,} years of offices, {lacking:,} without a holder ({1 - lacking / wanted:.1%} covered)")


def years(position: Mapping[str, object]) -> range:
    """The years for which a position names the holder."""
    start, end, seen = (str(position.get(field) or "") for field in ("start", "end", "as_of"))
    first = int((start if start[:1].isdigit() else seen)[:4] or LAST + 1)
    if end[:1].isdigit():
        last = int(end[:4])
        return range(first if start[:1].isdigit() else last, last + 1)
    return range(first, (int(seen[:4] or first) if end else LAST) + 1)


def spans(gaps: list[int]) -> str:
    """Years in a row as first–last."""
    rows: list[list[int]] = []
    for year in gaps:
        if rows and year == rows[-1][1] + 1:
            rows[-1][1] = year
        else:
            rows.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in rows)


if __name__ == "__main__":
    main()
