"""What reading gives: documents, errors of single rows, and blocks of both with the place behind them."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_DATE = re.compile(r"\s*([0-9]{4})(?![0-9])(?:[-/.]([0-9]{1,2})(?![0-9])(?:[-/.]([0-9]{1,2})(?![0-9]))?)?")


class Document(NamedTuple):
    """One text.

    Attributes:
        source: the file it comes from, "-" for standard input.
        text: the text as it stands there.
        document: its id where rows have one, else the number of its line or row; None for a whole file.
        date: its date as it stands in the row, or None.
    """

    source: str
    text: str
    document: str | int | None = None
    date: str | None = None

    @property
    def day(self) -> str | None:
        """The date as far as it is one: 2022, 2022-05 or 2022-05-01; None where it begins with none."""
        return None if self.date is None else day_of(self.date)


def day_of(date: str) -> str | None:
    """The day, month or year with which a date begins.

    Args:
        date: a date as it stands in a row.

    Returns:
        2022-05-01, 2022-05 or 2022, whichever is the longest that the calendar has; None if there is none.

    Example:
        >>> from sco_ner.inputs.rows import day_of
        >>> day_of("2024-05-16T10:00"), day_of("2024/5"), day_of("2024-02-31"), day_of("May 2024")
        ('2024-05-16', '2024-05', '2024-02', None)
    """
    match = _DATE.match(date)
    if match is None or match[1] == "0000":
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= month <= 12:
        return f"{year:04d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


class RowError(NamedTuple):
    """A row that holds no text.

    Attributes:
        source: the file.
        row: number of its line (or row, in Parquet), from 1.
        field: the field at fault, "" if the whole row is.
        problem: what is wrong.
        remedy: what to do.
    """

    source: str
    row: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """The error as one line: file:row: field: problem; remedy."""
        source = "standard input" if self.source == "-" else self.source
        row = f":{self.row}" if self.row else ""
        return f"{source}{row}: {f'{self.field}: ' if self.field else ''}{self.problem}; {self.remedy}"


Row = Document | RowError


class Place(NamedTuple):
    """Where reading stands: in which file, behind which row and byte."""

    file: int
    row: int
    byte: int


START = Place(0, 0, 0)


@dataclass(frozen=True)
class Fields:
    """Which fields of a row hold what.

    Attributes:
        text: the field with the text.
        id: the field with the document's id; the number of its line if None.
        date: the field with the document's date; none if None.
    """

    text: str = "text"
    id: str | None = None
    date: str | None = None

    def document(self, source: str, number: int, row: Mapping[str, object]) -> Row:
        """The document of a row, or what is wrong with it."""
        text = row.get(self.text)
        if not isinstance(text, str):
            if text is None and self.text not in row:
                near = ", ".join(list(row)[:8]) or "no field at all"
                return RowError(source, number, self.text, "the field is missing", f"the row has {near}; use --field")
            said = "null" if text is None else type(text).__name__
            return RowError(source, number, self.text, f"not a text but {said}", "give a string, or leave the row out")
        document: str | int | None = number
        if self.id is not None:
            given = row.get(self.id)
            if given is None:
                return RowError(source, number, self.id, "no id", "give each row one, or leave out --id")
            document = given if isinstance(given, str | int) else str(given)
        date = row.get(self.date) if self.date is not None else None
        return Document(source, text, document, None if date is None else str(date))


@dataclass(frozen=True)
class Block:
    """Some rows of one file.

    Attributes:
        size: bytes of input that it takes.
        after: the place behind it.
        found: its rows, where they are known already.
    """

    size: int
    after: Place
    found: tuple[Row, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Its documents, and an error in place of each row that holds none."""
        yield from self.found
