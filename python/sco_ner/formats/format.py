"""What a format is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sco_ner._core import Extraction, Matcher
from sco_ner.inputs.rows import Document
from sco_ner.marks import Mark
from sco_ner.output import shown

_SURROGATE = re.compile("[\ud800-\udfff]")


class FormatError(Exception):
    """There is no such format, or it cannot be written here; the message says what to do."""


class Found(NamedTuple):
    """A document and what was found in it."""

    document: Document
    extraction: Extraction


class Annotated(NamedTuple):
    """A text as it was read back, and what is marked in it.

    Attributes:
        text: the text.
        marks: its mentions, in order.
        document: what the file calls it, "" if nothing.
    """

    text: str
    marks: list[Mark]
    document: str = ""


Pieces = Callable[[], Iterator[bytes]]
"""Gives the pieces from the first on, each time it is called."""


@dataclass(frozen=True)
class Format:
    """How results become bytes.

    Attributes:
        name: its name.
        encode: turns some documents into a piece; pieces that follow one another make the whole.
        head: what stands before the first piece.
        between: what stands between two pieces, where neither is empty.
        foot: what stands behind the last.
        assemble: for formats that are put together at the end: makes the file (or folder) of all pieces.
        needs: packages to import.
        overlapping: whether mentions may overlap.
        binary: whether it is unfit for a terminal.
        detached: whether most of the work is done away from the interpreter, so that threads can share it.
        columns: where it can be made of the core's columns: documents and a matcher to a piece and the number of
            mentions. The piece is that of `encode`.
    """

    name: str
    encode: Callable[[Sequence[Found]], bytes]
    head: bytes = b""
    between: bytes = b""
    foot: bytes = b""
    assemble: Callable[[Pieces, str], None] | None = None
    needs: tuple[str, ...] = ()
    overlapping: bool = True
    binary: bool = False
    detached: bool = False
    columns: "Callable[[Sequence[Document], Matcher], tuple[bytes, int]] | None" = None


def without_overlaps(format: Format, group: Sequence[Found]) -> None:
    """Refuses mentions that a format would drop or fail on.

    Args:
        format: the format to write.
        group: what is to be written.

    Raises:
        FormatError: mentions overlap, and the format holds none that do.
    """
    if format.overlapping:
        return
    for document, extraction in group:
        for before, entity in pairwise(sorted(extraction, key=lambda entity: entity.start)):
            if entity.start < before.end:
                name = label_of(document)
                where = f"{name}: " if name else ""
                both = f"{shown(before.text)!r} and {shown(entity.text)!r}"
                raise FormatError(
                    f"{where}{both} overlap at {entity.start}, and {format.name} holds no mentions that do; "
                    "take a matcher with overlaps='longest' and without roles, or another format"
                )


def utf8(text: str) -> bytes:
    r"""The bytes of a text; a lone surrogate as \udXXX, which JSON reads back."""
    return text.encode("utf-8", "backslashreplace")


def replaced(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, so that UTF-8 can hold it and no offset moves."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def label_of(document: Document) -> str:
    """How a document is called: its file, and its id there."""
    return ":".join(str(part) for part in (document.source, document.document) if part not in ("", None))
