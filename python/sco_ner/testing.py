"""What users' own tests need: is exactly this found in that text?

>>> from sco_ner.testing import assert_entities
>>> assert_entities("وصل ⟦بوتين|PERSON⟧ إلى ⟦بكين|CITY|beijing⟧")

Left to others: the marks (`marks`), finding (`Matcher`).
"""

from collections.abc import Iterable

from sco_ner import marks
from sco_ner._core import Matcher, extract
from sco_ner.marks import Mark

_AROUND = 20


def assert_entities(marked: str, *, matcher: Matcher | None = None, labels: Iterable[str] | None = None) -> None:
    """Asserts that just the marked mentions are found in a text: their places, labels and, where given, ids.

    Args:
        marked: the text with each mention as ⟦surface|LABEL⟧ or ⟦surface|LABEL|id⟧; `|NIL` demands that no
            list has whom it names: no id, or one that begins with "NIL-".
        matcher: what finds; the bundled one if left out.
        labels: the labels to compare, all if None; marks and mentions with others are left aside.

    Raises:
        AssertionError: something else is found; the message shows both texts and every difference.
        MarkError: the marked text is not well-formed.

    Example:
        >>> from sco_ner.testing import assert_entities
        >>> assert_entities("زار ⟦لندن|CITY⟧ أمس")
        >>> assert_entities("زار ⟦لندن|PERSON⟧")
        Traceback (most recent call last):
        ...
        AssertionError: the entities differ
          expected: زار ⟦لندن|PERSON⟧
          found:    زار ⟦لندن|CITY|london⟧
          label differs at 4–8: PERSON expected, CITY (london) found: زار ⟦لندن⟧
    """
    __tracebackhide__ = True
    text, expected = marks.read(marked)
    wanted = None if labels is None else set(labels)
    extraction = extract(text) if matcher is None else matcher.extract(text)
    found = [Mark(entity.start, entity.end, entity.label, entity.id) for entity in extraction]
    if wanted is not None:
        expected, found = ([mark for mark in side if mark.label in wanted] for side in (expected, found))
    lines = _differences(text, expected, found)
    if lines:
        both = [f"expected: {marks.write(text, expected)}", f"found:    {marks.write(text, found)}"]
        raise AssertionError("\n  ".join(["the entities differ", *both, *lines]))


def _differences(text: str, expected: list[Mark], found: list[Mark]) -> list[str]:
    """One line a difference, in the order of the text."""
    lines: list[tuple[int, str]] = []
    left = list(found)
    unmatched = []
    for mark in expected:
        same = next((other for other in left if _agree(mark, other)), None)
        if same is None:
            unmatched.append(mark)
        else:
            left.remove(same)
    for mark in unmatched:
        rival = next((other for other in left if other.start < mark.end and mark.start < other.end), None)
        if rival is None:
            lines.append(
                (mark.start, f"missing at {_place(mark)}: {_said(mark)}: {marks.context(text, mark, _AROUND)}")
            )
            continue
        left.remove(rival)
        what = [
            name
            for name, differs in (
                ("limits", mark[:2] != rival[:2]),
                ("label", mark.label != rival.label),
                ("id", not _one_id(mark.id, rival.id)),
            )
            if differs
        ]
        place = f"{_place(rival)} " if mark[:2] != rival[:2] else ""
        verb = "differs" if len(what) == 1 and what != ["limits"] else "differ"
        lines.append(
            (
                mark.start,
                f"{' and '.join(what)} {verb} at {_place(mark)}: {_said(mark)} expected, {place}{_said(rival)} found: "
                f"{marks.context(text, rival, _AROUND)}",
            )
        )
    lines += [
        (mark.start, f"not expected at {_place(mark)}: {_said(mark)}: {marks.context(text, mark, _AROUND)}")
        for mark in left
    ]
    return [line for _, line in sorted(lines)]


def _agree(expected: Mark, found: Mark) -> bool:
    return expected[:3] == found[:3] and _one_id(expected.id, found.id)


def _one_id(expected: str | None, found: str | None) -> bool:
    """Whether an id is what is expected; "NIL" is nobody's that a list has, None any."""
    if expected == "NIL":
        return found is None or found.startswith("NIL-")
    return expected is None or expected == found


def _place(mark: Mark) -> str:
    return f"{mark.start}–{mark.end}"


def _said(mark: Mark) -> str:
    return mark.label if mark.id is None else f"{mark.label} ({mark.id})"
