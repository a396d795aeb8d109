"""A function for `datasets.Dataset.map`, whose fingerprint tells what it does.

`datasets` keeps what `map` gave and finds it again by a hash of the function. A function that holds a matcher would be
hashed by whatever lies in memory; this one pickles as its settings and the matcher's own fingerprint, so that the same
settings over the same gazetteer are found again in another process, and any change is not.
"""

from collections.abc import Mapping
from typing import Any

from sco_ner._core import Matcher
from sco_ner.tables import annotate


def mapper(
    text: str = "text",
    *,
    date: str | None = None,
    column: str = "entities",
    matcher: Matcher | None = None,
    threads: int = 1,
) -> "Mapper":
    """Makes a function for `dataset.map(function, batched=True)`.

    Args:
        text: the column to read; null is no text.
        date: the column of dates, if any.
        column: the name of the new column: one list of entities a text, null where the text is.
        matcher: what finds the entities; the bundled one if left out.
        threads: how many threads share the work of a batch; not part of the fingerprint, since the result does not
            depend on it, and 1 in the processes of `num_proc`.

    Examples:
        >>> from sco_ner.datasets import mapper
        >>> batch = mapper("title")({"title": ["وصل بوتين إلى بكين", None]})
        >>> [entity["id"] for entity in batch["entities"][0]], batch["entities"][1]
        (['vladimir-putin', 'beijing'], None)
    """
    return Mapper(text, date, column, matcher, threads)


class Mapper:
    """What `mapper` makes. Call it with a batch: a mapping of columns to lists."""

    def __init__(self, text: str, date: str | None, column: str, matcher: Matcher | None, threads: int) -> None:
        self._text = text
        self._date = date
        self._column = column
        self._matcher = matcher
        self._threads = threads

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The new column of a batch."""
        texts = batch[self._text]
        if isinstance(texts, str) or texts is None:
            raise TypeError("map hands over one row at a time; call it with batched=True")
        dates = None if self._date is None else batch[self._date]
        lists = annotate(list(texts), date=dates, matcher=self._matcher, form="nested", threads=self._threads)
        return {self._column: lists}

    def __reduce__(self) -> tuple[Any, ...]:
        matcher = Matcher() if self._matcher is None else self._matcher
        settings = (self._text, self._date, self._column, self._matcher)
        return _rebuilt, (*settings, matcher.fingerprint)


def _rebuilt(text: str, date: str | None, column: str, matcher: Matcher | None, fingerprint: str) -> Mapper:
    made = Mapper(text, date, column, matcher, 1)
    found = Matcher() if matcher is None else matcher
    if found.fingerprint != fingerprint:
        raise ValueError(
            f"this function was made with a matcher of fingerprint {fingerprint}, here it is {found.fingerprint}; "
            "install the same version of sco_ner on both sides"
        )
    return made
