"""What a gazetteer holds, what it lacks, where its names collide, and how two gazetteers differ.

Pure functions over `Gazetteer`; nothing here prints.

Left to others: how reports are shown (`report_lines`), the command line (`cli`), what must be mended
(`Gazetteer.check`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sco_ner._core import Gazetteer, Matcher, Record
from sco_ner.states import CITY_STATES, OTHERS, SCO_STATES, STATES_SINCE, UN_MEMBERS, UN_OBSERVERS, UNINHABITED

HEADS = frozenset({"head-of-state", "head-of-government"})
"""The offices of which one at least must be known for a state and a year."""

FORMS = ("country", "nationality", "capital")
"""What every state is due: a name, a nationality word, a capital that is listed."""

_FIELDS = (
    "label",
    "name",
    "name_en",
    "country",
    "gender",
    "kind",
    "rank",
    "capital",
    "founded",
    "ended",
    "positions",
    "members",
    "xref",
    "sources",
)


@dataclass(frozen=True)
class Counts:
    """How much a gazetteer holds: counts by label, strength, country and decade."""

    records: Mapping[str, int]
    names: Mapping[str, int]
    surfaces: Mapping[str, int]
    countries: Mapping[str, int]
    decades: Mapping[str, int]


def count(gazetteer: Gazetteer) -> Counts:
    """Counts records by label and country, names by strength, surfaces by label, offices by decade.

    Args:
        gazetteer: what to count.

    Returns:
        The counts; a decade is written "2010s", "-1949" or "unknown".

    Example:
        >>> import sco_ner
        >>> from sco_ner.reports import count
        >>> count(sco_ner.Gazetteer.from_names(["بكين", "موسكو"])).records
        Counter({'NAME': 2})
    """
    records, names, surfaces, countries, decades = (Counter[str]() for _ in range(5))
    for record in gazetteer:
        records[record.label] += 1
        names.update("weak" if name["weak"] else "strong" for name in record.names)
        surfaces.update(surface["label"] for surface in record.surfaces())
        countries.update([record.country] if record.country else [])
        decades.update(_decade(position["start"]) for position in record.positions)
    return Counts(records, names, surfaces, countries, decades)


def _decade(date: str | None) -> str:
    if date is None:
        return "unknown"
    return "-1949" if date < "1950" else f"{date[:3]}0s"


@dataclass(frozen=True)
class Coverage:
    """What a gazetteer lacks of the world.

    Attributes:
        lacking: code to those of `FORMS` that it lacks; only codes that lack one.
        headless: code to the years without a known head of state or government; only states that have such a year.
        member_years: how many years of UN members were looked at, of which `headless` is a part.
    """

    lacking: Mapping[str, tuple[str, ...]]
    headless: Mapping[str, tuple[int, ...]]
    member_years: int

    @property
    def headless_years(self) -> int:
        """How many years of UN members have no known head."""
        return sum(len(years) for years in self.headless.values())

    @property
    def members_lacking(self) -> dict[str, tuple[str, ...]]:
        """The part of `lacking` that concerns members and observers of the United Nations."""
        return {code: forms for code, forms in self.lacking.items() if code in UN_MEMBERS | UN_OBSERVERS}


def cover(gazetteer: Gazetteer, *, first: int = 2000, last: int = 2026, states: Iterable[str] = UN_MEMBERS) -> Coverage:
    """Finds which states lack a name, a nationality word, a capital, or a head of state or government in a year.

    A year counts as known where the dates of an office (start, end, as_of) show that it was held; an office without an
    end counts up to its as_of, for what is not known to be over is not known to go on.

    Args:
        gazetteer: what to look at.
        first: the first year; states that are younger begin with their own.
        last: the last year.
        states: codes of the states whose heads are looked for.

    Returns:
        What is lacking.

    Example:
        >>> import sco_ner
        >>> from sco_ner.reports import cover
        >>> coverage = cover(sco_ner.Gazetteer.from_names([]), first=2010, last=2012, states=["SS"])
        >>> coverage.headless, coverage.member_years, coverage.lacking["SS"]
        ({'SS': (2011, 2012)}, 2, ('country', 'nationality', 'capital'))
    """
    known: dict[str, set[int]] = {}
    for record in gazetteer:
        for position in record.positions:
            if position["office"] in HEADS:
                dates = [position[key] for key in ("start", "end", "as_of")]
                years = [int(date[:4]) for date in dates if date is not None and date != "?"]
                if years:
                    known.setdefault(position["of"], set()).update(range(min(years), max(years) + 1))
    due = {code: range(max(first, STATES_SINCE.get(code, first)), last + 1) for code in sorted(states)}
    missing = {code: tuple(year for year in years if year not in known.get(code, ())) for code, years in due.items()}
    lacking = {code: tuple(_lacking(gazetteer, code)) for code in sorted(UN_MEMBERS | UN_OBSERVERS | OTHERS)}
    return Coverage(
        lacking={code: forms for code, forms in lacking.items() if forms},
        headless={code: years for code, years in missing.items() if years},
        member_years=sum(map(len, due.values())),
    )


def _lacking(gazetteer: Gazetteer, code: str) -> Iterator[str]:
    record = gazetteer.get(code)
    labels = set() if record is None else {surface["label"] for surface in record.surfaces()}
    capital = None if record is None else gazetteer.get(record.capital)
    if "COUNTRY" not in labels:
        yield "country"
    if code in UNINHABITED:
        return
    if "NORP" not in labels:
        yield "nationality"
    if capital is None and code not in CITY_STATES:
        yield "capital"


def cover_sco(gazetteer: Gazetteer, *, first: int = 1991, last: int = 2026) -> Coverage:
    """The same as `cover` for the states of the Shanghai Cooperation Organisation, since its region began anew.

    Args:
        gazetteer: what to look at.
        first: the first year.
        last: the last year.

    Returns:
        What is lacking.

    Example:
        >>> import sco_ner
        >>> from sco_ner.reports import cover_sco
        >>> "KZ" in cover_sco(sco_ner.Gazetteer.bundled()).headless
        False
    """
    return cover(gazetteer, first=first, last=last, states=SCO_STATES)


@dataclass(frozen=True)
class CommonWord:
    """A frequent word that is also a name.

    Attributes:
        word: the word.
        zipf: its frequency, as the base-10 logarithm of occurrences in a thousand million words.
        label: the label of the name.
        id: whom the name means, None where several share it.
        weak: whether it needs support in the text.
    """

    word: str
    zipf: float
    label: str
    id: str | None
    weak: bool


def common_words(gazetteer: Gazetteer, frequencies: Mapping[str, float], *, least: float = 3.5) -> list[CommonWord]:
    """Finds the frequent words that are names: those without need of support may be found where nobody is named.

    Args:
        gazetteer: what to look at.
        frequencies: word to zipf frequency, for example 5.0 for a word that stands once in ten thousand.
        least: the frequency from which on a word is frequent.

    Returns:
        The words that are names whole, without a particle, most frequent first.

    Example:
        >>> import sco_ner
        >>> from sco_ner.reports import common_words
        >>> names = sco_ner.Gazetteer.from_names([("الحياة", "al-hayat"), ("الأمل", "amal")])
        >>> [(row.id, row.zipf) for row in common_words(names, {"الحياة": 5.4, "الأمل": 3.1, "بيت": 5.0})]
        [('al-hayat', 5.4)]
    """
    frequent = sorted(
        (word for word, zipf in frequencies.items() if zipf >= least), key=lambda word: -frequencies[word]
    )
    # Alone, without a text, only names that need no support are found; then the others.
    strong, all_names = (Matcher(gazetteer, boundaries="word", evidence=evidence) for evidence in (True, False))
    found = zip(frequent, strong.extract_batch(frequent), all_names.extract_batch(frequent), strict=True)
    rows = []
    for word, certain, possible in found:
        for entity in certain or possible:
            if (entity.start, entity.end) == (0, len(word)):
                rows.append(CommonWord(word, frequencies[word], entity.label, entity.id, not certain))
    return rows


@dataclass(frozen=True)
class Change:
    """What became of one record between two gazetteers.

    Attributes:
        id: the record's id.
        sort: "added", "removed" or "changed".
        record: the record as it is in the second gazetteer; in the first, if it was removed.
        details: of a changed record: one line for each name or field that differs.
    """

    id: str
    sort: str
    record: Record
    details: tuple[str, ...] = field(default=())


def diff(before: Gazetteer, after: Gazetteer) -> list[Change]:
    """Finds which records were added, removed and changed, and their names and fields with them.

    Args:
        before: the first gazetteer.
        after: the second.

    Returns:
        The changes, ordered by id.

    Example:
        >>> import sco_ner
        >>> from sco_ner.reports import diff
        >>> before = sco_ner.Gazetteer.from_names([("بكين", "beijing"), ("لندن", "london")])
        >>> after = sco_ner.Gazetteer.from_names([("بكين", "beijing"), ("بيجين", "beijing")])
        >>> [(change.id, change.sort, change.details) for change in diff(before, after)]
        [('beijing', 'changed', ('+ name بيجين (full)',)), ('london', 'removed', ())]
    """
    changes = []
    for identity in sorted({*before.ids, *after.ids}):
        # `get` follows ids that were merged into another; here only records of their own count.
        old, new = (_own(gazetteer, identity) for gazetteer in (before, after))
        if old is None and new is not None:
            changes.append(Change(identity, "added", new))
        elif new is None and old is not None:
            changes.append(Change(identity, "removed", old))
        elif old is not None and new is not None:
            details = tuple(_details(old, new))
            if details:
                changes.append(Change(identity, "changed", new, details))
    return changes


def _own(gazetteer: Gazetteer, identity: str) -> Record | None:
    record = gazetteer.get(identity)
    return record if record is not None and record.id == identity else None


def _details(old: Record, new: Record) -> Iterator[str]:
    if old == new:
        return
    for sign, here, there in (("-", old, new), ("+", new, old)):
        others = there.names
        for name in (name for name in here.names if name not in others):
            dates = "".join(f", {key} {name[key]}" for key in ("from", "to") if key in name)
            yield f"{sign} name {name['text']} ({'weak ' if name['weak'] else ''}{name['kind']}{dates})"
        others_made = _made(there)
        made = [text for text in _made(here) if text not in others_made]
        if made:
            more = f" and {len(made) - 1} more forms" if len(made) > 1 else ""
            yield f"{sign} by rule {made[0]}{more}"
    for key in _FIELDS:
        was, now = getattr(old, key), getattr(new, key)
        if isinstance(was, list):
            yield from (f"- {key} {_plain(item)}" for item in was if item not in now)
            yield from (f"+ {key} {_plain(item)}" for item in now if item not in was)
        elif was != now:
            yield f"{key}: {_plain(was)} → {_plain(now)}"


def _made(record: Record) -> list[str]:
    """What rules make of a record, each writing with its strength."""
    surfaces = record.surfaces()
    return [f"{row['text']}{' (weak)' if row['weak'] else ''}" for row in surfaces if row["rule"] is not None]


def _plain(value: object) -> str:
    """A value of a record, on one line."""
    if isinstance(value, Mapping):
        return " ".join(f"{key}={item}" for key, item in value.items() if item) or "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    return str(value) if value or value == 0 else "nothing"
