"""Reports as lines for a person to read.

Left to others: what is reported (`reports`), where the lines go (`cli`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sco_ner.output import shown
from sco_ner.reports import FORMS, Change, CommonWord, Counts, Coverage

if TYPE_CHECKING:
    from sco_ner._core import _CollisionRow


def counts(found: Counts) -> Iterator[str]:
    """What a gazetteer holds, a number a line.

    Args:
        found: the counts.

    Yields:
        The lines.

    Example:
        >>> import sco_ner
        >>> from sco_ner import report_lines, reports
        >>> found = reports.count(sco_ner.Gazetteer.from_names(["بكين", "موسكو"]))
        >>> [line.split() for line in report_lines.counts(found)][:2]
        [['2', 'records'], ['2', 'NAME']]
    """
    for title, rows in (
        ("records", found.records),
        ("names listed", found.names),
        ("surfaces, with those made by rule", found.surfaces),
    ):
        yield f"{sum(rows.values()):>9,}  {title}"
        yield from _rows(sorted(rows.items(), key=lambda row: (-row[1], row[0])))
    yield f"{sum(found.decades.values()):>9,}  offices held, by decade of their beginning"
    yield from _rows(sorted(found.decades.items()))
    yield f"{len(found.countries):>9,}  countries that have records of their own"
    most = sorted(found.countries.items(), key=lambda row: (-row[1], row[0]))
    for first in range(0, len(most), 8):
        yield "           " + "  ".join(f"{code} {number:<4,}" for code, number in most[first : first + 8]).rstrip()


def _rows(rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    for name, number in rows:
        yield f"{number:>9,}    {name}"


def coverage(world: Coverage, sco: Coverage) -> Iterator[str]:
    """What a gazetteer lacks of the world.

    Args:
        world: the coverage of the members of the United Nations.
        sco: the coverage of the states of the Shanghai Cooperation Organisation.

    Yields:
        The lines.

    Example:
        >>> import sco_ner
        >>> from sco_ner import report_lines, reports
        >>> nothing = sco_ner.Gazetteer.from_names([])
        >>> lines = list(report_lines.coverage(reports.cover(nothing), reports.cover_sco(nothing)))
        >>> lines[0]
        '      195  UN members and observers without country, nationality or capital form'
    """
    members, every = world.members_lacking, world.lacking
    yield f"{len(members):>9,}  UN members and observers without country, nationality or capital form"
    yield from _lacking(members)
    others = {code: forms for code, forms in every.items() if code not in members}
    yield f"{len(others):>9,}  other ISO codes without one of these forms"
    yield from _lacking(others)
    for title, headless in (("UN members", world), ("states of the SCO", sco)):
        missing, years = headless.headless_years, headless.member_years
        share = f"{missing / years:.1%} of {years:,}"
        yield f"{missing:>9,}  years of {title} without a head of state or government: {share}"
        # States that lack the same years stand together.
        groups: dict[str, list[str]] = {}
        for code, lacking in headless.headless.items():
            groups.setdefault(_spans(lacking), []).append(code)
        for spans, codes in sorted(groups.items()):
            yield f"             {spans}: {' '.join(codes)}"


def _lacking(codes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for form in FORMS:
        without = [code for code, forms in codes.items() if form in forms]
        if without:
            yield f"{len(without):>9,}    {form}: {' '.join(without)}"


def _spans(years: Sequence[int]) -> str:
    """Years with those that follow one another drawn together: 2001–2003, 2007."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def collisions(rows: Sequence["_CollisionRow"], *, undecided: bool = False) -> Iterator[str]:
    """Names that can mean several entities: the preferred first, and what decides.

    Args:
        rows: what `Gazetteer.collisions` gives.
        undecided: whether only those are wanted that nothing decides.

    Yields:
        The lines: first a summary, then one a name.

    Example:
        >>> import sco_ner
        >>> from sco_ner import report_lines
        >>> twins = sco_ner.Gazetteer.from_names([("طرابلس", "tripoli-libya"), ("طرابلس", "tripoli-lebanon")])
        >>> print(*report_lines.collisions(twins.collisions()), sep=chr(10))
                1  names that can mean several entities: 1 undecided
        undecided  tripoli-lebanon (NAME, full, 100) | tripoli-libya (NAME, full, 100)  طرابلس
    """
    decided: dict[str, int] = {}
    for row in rows:
        decided[row["decided"]] = decided.get(row["decided"], 0) + 1
    summary = ", ".join(f"{number:,} {how}" for how, number in sorted(decided.items()))
    yield f"{len(rows):>9,}  names that can mean several entities{': ' if summary else ''}{summary}"
    for row in rows:
        if undecided and row["decided"] != "undecided":
            continue
        meanings = [
            f"{shown(meaning['id'])} ({meaning['label']}, {'weak ' if meaning['weak'] else ''}{meaning['kind']}, "
            f"{meaning['rank']})"
            for meaning in row["meanings"]
        ]
        stop = "" if row["stop"] is None else f" | stop: {shown(row['stop'])}"
        yield f"{row['decided']:>9}  {' | '.join(meanings)}{stop}  {shown(row['meanings'][0]['text'])}"


def common_words(rows: Sequence[CommonWord], *, every: bool = False) -> Iterator[str]:
    """Frequent words that are names, most frequent first: those that may be found where nobody is named.

    Args:
        rows: the words.
        every: whether names that need support in the text are listed too, and states and nationality words, which are
            frequent as names.

    Yields:
        The lines: first a summary, then one a word.

    Example:
        >>> from sco_ner.report_lines import common_words
        >>> from sco_ner.reports import CommonWord
        >>> print(*common_words([CommonWord("الحياة", 5.4, "ORG", "al-hayat", False)]), sep=chr(10))
                1  frequent words that are names; 0 of them need support in the text
             5.40  ORG      strong  al-hayat  الحياة
    """
    supported = sum(row.weak for row in rows)
    yield f"{len(rows):>9,}  frequent words that are names; {supported:,} of them need support in the text"
    for row in rows:
        if every or not (row.weak or row.label in ("COUNTRY", "NORP")):
            strength = "weak" if row.weak else "strong"
            yield f"{row.zipf:>9.2f}  {row.label:<8} {strength:<7} {shown(row.id or 'several')}  {shown(row.word)}"


def changes(rows: Sequence[Change]) -> Iterator[str]:
    """What became of records between two gazetteers.

    Args:
        rows: the changes.

    Yields:
        The lines: first a summary, then a record's with its details below.

    Example:
        >>> import sco_ner
        >>> from sco_ner import report_lines, reports
        >>> before, after = (sco_ner.Gazetteer.from_names(names) for names in (["بكين"], ["بكين", "موسكو"]))
        >>> print(*report_lines.changes(reports.diff(before, after)), sep=chr(10))
        1 records added, 0 removed, 0 changed
        + موسكو NAME موسكو
    """
    number = {sort: sum(row.sort == sort for row in rows) for sort in ("added", "removed", "changed")}
    yield f"{number['added']:,} records added, {number['removed']:,} removed, {number['changed']:,} changed"
    signs = {"added": "+", "removed": "-", "changed": "~"}
    for row in rows:
        yield shown(f"{signs[row.sort]} {row.id} {row.record.label} {row.record.name}")
        for detail in row.details:
            yield f"    {shown(detail)}"
