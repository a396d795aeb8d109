"""CoNLL: one word a line, sentences parted by empty lines, mentions as B-, I- and O.

Five columns between tabs: the word, its start and end in the text, the id of the mention that begins there (or -), and
the tag; programs that know the form of 2003 take the first and the last. Words are those of `tokens`. A text begins
with a line -DOCSTART- that names its source and document.

`read` takes this form and any other that has the word first and the tag last.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sco_ner._core import Entity
from sco_ner.formats.format import Annotated, Format, Found, replaced
from sco_ner.formats.tokens import ends_sentence, words
from sco_ner.marks import Mark

_START = "-DOCSTART-"


def _encode(group: Sequence[Found]) -> bytes:
    return "".join(line for found in group for line in _lines(found)).encode("utf-8")


def _lines(found: Found) -> Iterator[str]:
    document, extraction = found
    names = [_cell("" if part is None else str(part)) for part in (document.source, document.document)]
    yield f"{_START}\t{names[0]}\t{names[1]}\t-\tO\n\n"
    text = replaced(extraction.text)
    entities = list(extraction)
    places = words(text, (limit for entity in entities for limit in (entity.start, entity.end)))
    waiting = iter(entities)
    entity = next(waiting, None)
    for (start, end), (following, _) in pairwise([*places, (len(text), 0)]):
        while entity is not None and entity.end <= start:
            entity = next(waiting, None)
        inside = entity is not None and entity.start <= start
        yield f"{text[start:end]}\t{start}\t{end}\t{_tag(entity if inside else None, start)}\n"
        across = entity is not None and inside and following < entity.end
        if not across and ends_sentence(text, end, following):
            yield "\n"
    yield "\n\n" if places else "\n"


def _tag(entity: Entity | None, start: int) -> str:
    if entity is None:
        return "-\tO"
    begins = entity.start == start
    identity = _cell(entity.id or "") if begins and entity.id else "-"
    return f"{identity}\t{'B' if begins else 'I'}-{entity.label}"


def _cell(text: str) -> str:
    return " ".join(replaced(text).split()) or "-X-"


FORMAT = Format("conll", _encode, overlapping=False)
"""Words and tags."""


def read(lines: Iterable[str]) -> Iterator[Annotated]:
    """Reads words and tags.

    Args:
        lines: the lines of a file. Tags may be BIO (either kind) or BIOES.

    Yields:
        The texts, put together of their words: with blanks as the offsets demand, else one between each two.

    Raises:
        ValueError: a line has one column, or its tag is none; the message names it.

    Example:
        >>> from sco_ner.formats import conll
        >>> [found.marks for found in conll.read(["وصل O", "بوتين B-PERSON"])]
        [[Mark(start=4, end=9, label='PERSON', id=None)]]
    """
    reading = _Reading()
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t") if "\t" in line else line.split()
        if not cells or cells == [""]:
            reading.broken, reading.open = True, False
        elif cells[0] == _START:
            if reading.begun:
                yield reading.done()
            name = ":".join(cell for cell in cells[1:3] if cell not in ("-X-", "O")) if len(cells) == 5 else ""
            reading = _Reading(name, begun=True)
        else:
            reading.word(cells, number)
    if reading.begun:
        yield reading.done()


class _Reading:
    """A text as it grows."""

    def __init__(self, name: str = "", *, begun: bool = False) -> None:
        self.name = name
        self.begun = begun
        self.broken = False
        self.text = ""
        self.marks: list[Mark] = []
        self.open = False

    def word(self, cells: list[str], number: int) -> None:
        """Adds a word."""
        if len(cells) < 2:
            raise ValueError(f"line {number}: one column ({cells[0]!r}); give the word first and the tag last")
        prefix, _, label = cells[-1].partition("-")
        if (prefix == "O") == bool(label) or prefix not in ("O", "B", "I", "E", "S", "L", "U"):
            raise ValueError(f"line {number}: not a tag: {cells[-1]!r}; write O, B-LABEL or I-LABEL")
        word = cells[0]
        start = int(cells[1]) if len(cells) == 5 and cells[1].isdecimal() else None
        if start is None:
            self.text += ("\n" if self.broken else " ") if self.text else ""
        else:
            gap = start - len(self.text)
            self.text += "\n" * (gap > 0 and self.broken) + " " * (gap - (gap > 0 and self.broken))
        at = len(self.text)
        self.text += word
        self.begun, self.broken = True, False
        if prefix == "O":
            self.open = False
            return
        goes_on = prefix in ("I", "E", "L") and self.open and self.marks[-1].label == label
        if goes_on:
            self.marks[-1] = self.marks[-1]._replace(end=len(self.text))
        else:
            identity = cells[3] if start is not None and cells[3] != "-" else None
            self.marks.append(Mark(at, len(self.text), label, identity))
        self.open = prefix not in ("E", "S", "L", "U")

    def done(self) -> Annotated:
        """The whole text."""
        return Annotated(self.text, self.marks, self.name)
