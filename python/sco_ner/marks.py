"""Text with inline marks: `وصل ⟦بوتين|PERSON|vladimir-putin⟧ إلى ⟦موسكو|CITY⟧`.

A mark holds the surface, the label and, where it is known, the id. Taking the marks away gives the text. People write
this form by hand, for tests and for annotated text.

Left to others: finding mentions (`Matcher`), comparing them (`evaluate`, `testing`).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z][A-Z0-9_]*)(?:\|([^⟦⟧|]+))?⟧")
_SIGNS = re.compile("[⟦⟧]")


class Mark(NamedTuple):
    """A place in a text and what stands there.

    Attributes:
        start: offset of its first code point.
        end: offset after its last code point.
        label: what it is.
        id: whom it names, None where the text does not tell or nobody said.
    """

    start: int
    end: int
    label: str
    id: str | None = None


class MarkError(ValueError):
    """A marked text is not well-formed; the message shows where and what to write."""


def read(marked: str) -> tuple[str, list[Mark]]:
    """Takes the marks out of a text.

    Args:
        marked: a text with marks.

    Returns:
        The text without marks, and the marks in order, their offsets those of that text.

    Raises:
        MarkError: a sign of a mark stands alone.

    Example:
        >>> from sco_ner import marks
        >>> marks.read("وصل ⟦بوتين|PERSON⟧")
        ('وصل بوتين', [Mark(start=4, end=9, label='PERSON', id=None)])
    """
    text, found, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += _plain(marked, done, match.start())
        found.append(Mark(len(text), len(text) + len(match[1]), match[2], match[3]))
        text += match[1]
        done = match.end()
    return text + _plain(marked, done, len(marked)), found


def _plain(marked: str, start: int, end: int) -> str:
    sign = _SIGNS.search(marked, start, end)
    if sign is None:
        return marked[start:end]
    near = marked[max(0, sign.start() - 12) : sign.start() + 24]
    raise MarkError(
        f"not a mark at character {sign.start()}: …{near}…; write ⟦surface|LABEL⟧ or ⟦surface|LABEL|id⟧, "
        "the label in capitals"
    )


def context(text: str, mark: Mark, around: int) -> str:
    """A mark among the words beside it, on one line.

    Args:
        text: the text.
        mark: what stands in it.
        around: how many code points are shown on either side.

    Example:
        >>> from sco_ner import marks
        >>> marks.context("وصل بوتين أمس", marks.Mark(4, 9, "PERSON"), 3)
        'صل ⟦بوتين⟧ أم'
    """
    before, after = text[max(0, mark.start - around) : mark.start], text[mark.end : mark.end + around]
    return " ".join(f"{before}⟦{text[mark.start : mark.end]}⟧{after}".split())


def write(text: str, marks: Iterable[Mark], *, ids: bool = True) -> str:
    """Puts marks into a text.

    Args:
        text: the text.
        marks: what stands in it; of those that overlap, the first and longest are written.
        ids: whether ids are written too.

    Returns:
        The marked text.

    Example:
        >>> from sco_ner import marks
        >>> marks.write("وصل بوتين", [marks.Mark(4, 9, "PERSON", "vladimir-putin")])
        'وصل ⟦بوتين|PERSON|vladimir-putin⟧'
    """
    pieces, done = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= done:
            identity = f"|{mark.id}" if ids and mark.id is not None else ""
            pieces += [text[done : mark.start], f"⟦{text[mark.start : mark.end]}|{mark.label}{identity}⟧"]
            done = mark.end
    return "".join([*pieces, text[done:]])
