"""doccano: JSON Lines to import into a project for sequence labelling.

`{"text": …, "label": [[start, end, label], …]}` and metadata beside them. doccano counts as JavaScript does, in UTF-16
units (in projects that do not count grapheme clusters), so a sign beyond U+FFFF moves what follows it by two.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from sco_ner.formats.format import Annotated, Format, Found, replaced
from sco_ner.marks import Mark


def _encode(group: Sequence[Found]) -> bytes:
    return "".join(_line(found) for found in group).encode("utf-8")


def _line(found: Found) -> str:
    document, extraction = found
    text = replaced(extraction.text)
    at = _units(text)
    row = {
        "text": text,
        "label": [[at[entity.start], at[entity.end], entity.label] for entity in extraction],
        "ids": [entity.id for entity in extraction],
        "source": replaced(document.source),
        "document": None if document.document is None else replaced(str(document.document)),
    }
    return f"{json.dumps(row, ensure_ascii=False)}\n"


def _units(text: str) -> Sequence[int]:
    """The offset in UTF-16 units of each code point, and of the end."""
    if not text or max(text) <= "\uffff":
        return range(len(text) + 1)
    return [0, *accumulate(1 + (letter > "\uffff") for letter in text)]


FORMAT = Format("doccano", _encode)
"""One object a text."""


def read(lines: Iterable[str]) -> Iterator[Annotated]:
    """Reads what was written here, or what doccano exports.

    Args:
        lines: the lines of a file.

    Yields:
        The texts and their marks, offsets in code points.

    Raises:
        ValueError: a line is not of this form; the message names it.

    Example:
        >>> from sco_ner.formats import doccano
        >>> next(doccano.read(['{"text": "😀 بكين", "label": [[3, 7, "CITY"]]}'])).marks
        [Mark(start=2, end=6, label='CITY', id=None)]
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
            point = {unit: count for count, unit in enumerate(_units(text))}
            ids = row.get("ids") or [None] * len(row["label"])
            marks = [
                Mark(point[start], point[end], label, identity)
                for (start, end, label), identity in zip(row["label"], ids, strict=True)
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"line {number}: not of doccano's form: {error!r}") from None
        name = ":".join(str(row[key]) for key in ("source", "document") if row.get(key) not in (None, ""))
        yield Annotated(text, sorted(marks), name)
