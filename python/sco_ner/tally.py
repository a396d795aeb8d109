"""What is counted over many texts: who is named how often, when, beside whom, and in what words.

A tally takes texts one by one and holds counts and a few examples only, so an archive of any size fits; tallies of
parts can be put together. Reports (`report`) and charts (`plots`) are drawn from it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_ner._core import Extraction
from sco_ner.inputs.rows import day_of

_AROUND = 60
_EXAMPLES = 3


class Key(NamedTuple):
    """Whom a mention is counted for.

    Attributes:
        label: what it is.
        id: whom it names; the mention itself where the text does not tell.
    """

    label: str
    id: str


class Example(NamedTuple):
    """A mention in its words."""

    before: str
    text: str
    after: str
    source: str
    date: str


@dataclass
class Tally:
    """Counts over texts.

    Attributes:
        texts: how many texts were counted.
        dated: how many of them have a date.
        mentions: mentions of each.
        texts_with: texts that mention each.
        months: mentions of each in each month ("2024-05").
        pairs: texts that mention both a person and a country (nationality words count for their countries), by ids.
        names: the preferred names of each, Arabic and English.
        examples: the first few mentions of each, from different texts.
    """

    texts: int = 0
    dated: int = 0
    mentions: Counter[Key] = field(default_factory=Counter)
    texts_with: Counter[Key] = field(default_factory=Counter)
    months: Counter[tuple[str, Key]] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[Key, tuple[str, str]] = field(default_factory=dict)
    examples: dict[Key, list[Example]] = field(default_factory=dict)

    def add(self, extraction: Extraction, *, source: str = "", date: str | None = None) -> None:
        """Counts one text.

        Args:
            extraction: what was found in it.
            source: what the text is called.
            date: its date, beginning with year and month (2024-05); others are taken as none.

        Example:
            >>> import sco_ner
            >>> from sco_ner.tally import Key, Tally
            >>> tally = Tally()
            >>> tally.add(sco_ner.extract("وصل بوتين إلى الصين"), date="2024-05-16")
            >>> tally.mentions[Key("COUNTRY", "CN")], tally.pairs
            (1, Counter({('vladimir-putin', 'CN'): 1}))
        """
        month = month_of(date)
        self.texts += 1
        self.dated += month is not None
        text = extraction.text
        here: Counter[Key] = Counter()
        for entity in extraction:
            key = Key(entity.label, entity.text if entity.id is None else entity.id)
            here[key] += 1
            if here[key] > 1:
                continue
            # A person that no list has is called as first written.
            self.names.setdefault(key, (entity.name or entity.text, entity.name_en))
            examples = self.examples.setdefault(key, [])
            if len(examples) < _EXAMPLES:
                before, after = text[max(0, entity.start - _AROUND) : entity.start], text[entity.end :][:_AROUND]
                examples.append(Example(before, entity.text, after, source, date or ""))
        self.mentions.update(here)
        self.texts_with.update(here.keys())
        if month is not None:
            self.months.update({(month, key): count for key, count in here.items()})
        countries = {key.id for key in here if key.label in ("COUNTRY", "NORP")}
        people = [key.id for key in here if key.label == "PERSON"]
        self.pairs.update((person, country) for person in people for country in countries)

    def merge(self, other: "Tally") -> None:
        """Adds what another tally counted, behind what this one did."""
        self.texts += other.texts
        self.dated += other.dated
        self.mentions.update(other.mentions)
        self.texts_with.update(other.texts_with)
        self.months.update(other.months)
        self.pairs.update(other.pairs)
        for key, names in other.names.items():
            self.names.setdefault(key, names)
        for key, examples in other.examples.items():
            mine = self.examples.setdefault(key, [])
            mine += examples[: _EXAMPLES - len(mine)]

    def labels(self) -> dict[str, int]:
        """Mentions of each label, the most frequent first."""
        counts: Counter[str] = Counter()
        for key, count in self.mentions.items():
            counts[key.label] += count
        return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))

    def top(self, number: int, labels: Iterable[str] | None = None) -> list[Key]:
        """Those who are mentioned most.

        Args:
            number: how many.
            labels: of which labels, of all if None.

        Returns:
            The most frequent first; of equals, in order of id.
        """
        wanted = None if labels is None else set(labels)
        keys = (key for key in self.mentions if wanted is None or key.label in wanted)
        return sorted(keys, key=lambda key: (-self.mentions[key], key))[:number]

    def name(self, key: Key) -> str:
        """How one is shown: the preferred name, else the id."""
        return self.names.get(key, ("", ""))[0] or key.id

    def country(self, code: str) -> str:
        """How a country is shown that is named, or whose people are."""
        named = (self.name(Key(label, code)) for label in ("COUNTRY", "NORP") if Key(label, code) in self.names)
        return next(named, code)

    def neighbours(self, people: int, countries: int) -> tuple[list[str], list[str]]:
        """The persons and countries that stand beside one another most often.

        Args:
            people: how many persons.
            countries: how many countries.

        Returns:
            Ids of persons and of countries, the most frequent first.
        """
        sides: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        # In order, so that of equals the first by id goes first.
        for pair, count in sorted(self.pairs.items()):
            for side, identity in zip(sides, pair, strict=True):
                side[identity] += count
        first, second = ([identity for identity, _ in side.most_common()] for side in sides)
        return first[:people], second[:countries]


def tally(
    extractions: Iterable[Extraction],
    *,
    documents: Iterable[str | int] | None = None,
    dates: Iterable[str | None] | None = None,
) -> Tally:
    """Counts texts.

    Args:
        extractions: what was found in them.
        documents: what each text is called.
        dates: the date of each text, beginning with year and month (2024-05), or None.

    Returns:
        The counts.

    Raises:
        ValueError: there are more or fewer names or dates than extractions.

    Example:
        >>> import sco_ner
        >>> from sco_ner.tally import tally
        >>> tally([sco_ner.extract("بكين وموسكو"), sco_ner.extract("بكين")]).labels()
        {'CITY': 3}
    """
    counted = Tally()
    listed = list(extractions)
    names = [""] * len(listed) if documents is None else list(documents)
    days = [None] * len(listed) if dates is None else list(dates)
    for extraction, name, day in zip(listed, names, days, strict=True):
        counted.add(extraction, source=str(name), date=None if day is None else str(day))
    return counted


def month_of(date: str | None) -> str | None:
    """The month of a date, None where it has none.

    Args:
        date: a date as it stands in a row.

    Returns:
        Year and month.

    Example:
        >>> from sco_ner.tally import month_of
        >>> month_of("2024-05-16T10:00"), month_of("2024/5/16"), month_of("2024")
        ('2024-05', '2024-05', None)
    """
    day = None if date is None else day_of(date)
    return day[:7] if day is not None and len(day) > 4 else None


def periods(months: Iterable[str], most: int = 120) -> list[str]:
    """The months from the first to the last, or the years where that would be very many.

    Args:
        months: some months.
        most: from how many months on years are taken.

    Returns:
        All periods between, those without mentions too.

    Example:
        >>> from sco_ner.tally import periods
        >>> periods(["2024-02", "2023-12"])
        ['2023-12', '2024-01', '2024-02']
    """
    found = sorted(set(months))
    if not found:
        return []
    (first, last) = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (found[0], found[-1]))
    if last - first < most:
        return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]
    return [f"{year:04d}" for year in range(first // 12, last // 12 + 1)]
