"""Words of a text, cut where mentions begin and end.

A word is a run of letters, digits and the marks written on them; any other sign that is no blank is a word of its own.
Mentions cut words, so that in وروسيا the particle and the country are two.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(
    "[\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u200c\u200d]+"
    "|\\S"
)
_ENDS = frozenset(".!?؟…")


def words(text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Where the words of a text are.

    Args:
        text: the text.
        cuts: offsets at which a word ends in any case.

    Returns:
        Start and end of each word, in order.

    Example:
        >>> from sco_ner.formats.tokens import words
        >>> [("وروسيا، نعم")[start:end] for start, end in words("وروسيا، نعم", [1])]
        ['و', 'روسيا', '،', 'نعم']
    """
    wanted = sorted(set(cuts))
    found, at = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(wanted) and wanted[at] <= start:
            at += 1
        while at < len(wanted) and wanted[at] < end:
            found.append((start, wanted[at]))
            start = wanted[at]
            at += 1
        found.append((start, end))
    return found


def ends_sentence(text: str, end: int, following: int) -> bool:
    """Whether a sentence ends behind the word that ends here, where another begins at `following`."""
    gap = text[end:following]
    return "\n" in gap or (gap != "" and text[end - 1] in _ENDS)
