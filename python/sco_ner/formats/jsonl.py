"""JSON Lines: one object a text, with its source and its entities.

`{"source": …, "document": …, "date": …, "entities": [{"text": …, "start": …, …}]}`; `document` and `date` only where
there are any, and `text`, the whole of it, where that is asked for.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sco_ner._core import Entity, Extraction, _json_lines
from sco_ner.formats.format import Format, Found, utf8
from sco_ner.inputs.rows import Document


def _encode(group: Sequence[Found]) -> bytes:
    return _lines(group, text=False)


def _with_text(group: Sequence[Found]) -> bytes:
    return _lines(group, text=True)


def _lines(group: Sequence[Found], *, text: bool) -> bytes:
    heads = [_head(found.document, text=text) for found in group]
    try:
        return _json_lines(heads, [found.extraction for found in group])
    except ValueError:
        # Extractions that no matcher found, or several did.
        arrays = (utf8(found.extraction.to_json()) for found in group)
        return b"".join(b"%b%b}\n" % pair for pair in zip(heads, arrays, strict=True))


def _head(document: Document, *, text: bool) -> bytes:
    """The line's beginning, up to the entities."""
    line = f'{{"source": {_quoted(document.source)}'
    if document.document is not None:
        name = document.document
        line += f', "document": {_quoted(name) if isinstance(name, str) else json.dumps(name)}'
    if document.date is not None:
        line += f', "date": {_quoted(document.date)}'
    if text:
        line += f', "text": {_quoted(document.text)}'
    return utf8(f'{line}, "entities": ')


_quoted = json.encoder.encode_basestring

FORMAT = Format("jsonl", _encode, detached=True)
"""Without the texts."""

WITH_TEXT = replace(FORMAT, encode=_with_text)
"""With the texts: what `read` reads."""


def read(lines: Iterable[str]) -> Iterator[Found]:
    """Reads what was written with texts.

    Args:
        lines: the lines of a file.

    Yields:
        The documents and what was found in them.

    Raises:
        ValueError: a line is not of this form, or holds no text; the message names it.

    Example:
        >>> import sco_ner
        >>> from sco_ner.formats import Found, jsonl
        >>> from sco_ner.inputs import Document
        >>> found = Found(Document("a.txt", "وصل بوتين"), sco_ner.extract("وصل بوتين"))
        >>> list(jsonl.read([jsonl.WITH_TEXT.encode([found]).decode()])) == [found]
        True
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
            document = Document(row["source"], text, row.get("document"), row.get("date"))
            extraction = Extraction(text, [Entity(**entity) for entity in row["entities"]])
        except (KeyError, OverflowError, TypeError, ValueError) as error:
            remedy = "write it with texts (--with-text)"
            raise ValueError(f"line {number}: not an object of this form: {error!r}; {remedy}") from None
        yield Found(document, extraction)
