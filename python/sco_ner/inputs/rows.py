"""What reading gives: documents, errors of single rows, and blocks of both with the place behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


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
