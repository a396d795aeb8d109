"""How well a matcher finds what people marked: strictly, partly, by label, by id, and what it gets wrong.

Gold text comes with inline marks (`marks`), in CoNLL (`formats.conll`) or any form that a reader of `formats` gives.

Left to others: finding (`Matcher`), the command (`cli`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_ner._core import Matcher
from sco_ner.formats.format import Annotated
from sco_ner.marks import Mark, context

ALIASES: Mapping[str, str] = {"PER": "PERSON", "GPE": "COUNTRY"}
"""Labels that others use, and ours."""

NIL = "NIL"
"""The id in gold text that says: nobody can tell."""

ALL = "ALL"
"""The row over all labels."""

_AROUND = 30


@dataclass
class Score:
    """Counts of one label, or of all.

    Attributes:
        gold: marks in the gold text.
        found: mentions found.
        strict: mentions with a mark's limits and label.
        overlapping: further mentions that overlap a mark with their label.
        with_id: of the strict ones, those whose mark has an id that is not NIL.
        linked: of these, those with the mark's id.
        with_gold_id: strict ones with the mark's id, or a mark without one.
    """

    gold: int = 0
    found: int = 0
    strict: int = 0
    overlapping: int = 0
    with_id: int = 0
    linked: int = 0
    with_gold_id: int = 0

    def rates(self) -> dict[str, float]:
        """Rates from 0 to 1, 0 where nothing was to be found.

        Returns:
            "precision", "recall" and "f1" of strict mentions; "partial", the F1 where overlapping ones count half;
            "type", where they count whole; "link", the share of ids that are right among strict mentions; "f1_id",
            where a mention counts with its id only.
        """
        both = self.gold + self.found
        return {
            "precision": _share(self.strict, self.found),
            "recall": _share(self.strict, self.gold),
            "f1": _share(2 * self.strict, both),
            "partial": _share(2 * self.strict + self.overlapping, both),
            "type": _share(2 * (self.strict + self.overlapping), both),
            "link": _share(self.linked, self.with_id),
            "f1_id": _share(2 * self.with_gold_id, both),
        }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


class Mistake(NamedTuple):
    """A kind of mistake, as the table of errors counts it.

    Attributes:
        kind: "missed", "false", "limits", "label", "limits and label" or "id".
        label: the gold label; of false mentions their own.
        text: the mark's text; of false mentions their own.
        instead: what was found instead, "" if nothing.
    """

    kind: str
    label: str
    text: str
    instead: str


@dataclass
class Evaluation:
    """What an evaluation found.

    Attributes:
        documents: how many texts were read.
        scores: counts by label, and over all under "ALL".
        mistakes: how often each was made.
        contexts: an example of each.
    """

    documents: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {ALL: Score()})
    mistakes: Counter[Mistake] = field(default_factory=Counter)
    contexts: dict[Mistake, str] = field(default_factory=dict)


def evaluate(
    gold: Iterable[Annotated],
    matcher: Matcher,
    *,
    aliases: Mapping[str, str] = ALIASES,
    same: Mapping[str, str] | None = None,
    labels: Iterable[str] | None = None,
) -> Evaluation:
    """Holds what a matcher finds against gold text.

    Args:
        gold: texts with their marks.
        matcher: what finds.
        aliases: label in the gold text to label here.
        same: id to the id that is to stand for it, where several mean one entity.
        labels: the labels to look at, all if None.

    Returns:
        Scores and mistakes.

    Example:
        >>> import sco_ner
        >>> from sco_ner import marks
        >>> from sco_ner.evaluate import evaluate
        >>> from sco_ner.formats import Annotated
        >>> gold = [Annotated(*marks.read("وصل ⟦بوتين|PER|vladimir-putin⟧ إلى ⟦كوكب|CITY⟧"))]
        >>> evaluation = evaluate(gold, sco_ner.Matcher())
        >>> evaluation.scores["ALL"].rates()["recall"], [mistake.text for mistake in evaluation.mistakes]
        (0.5, ['كوكب'])
    """
    same = {} if same is None else same
    wanted = None if labels is None else set(labels)
    evaluation = Evaluation()
    for document in gold:
        expected = [
            Mark(mark.start, mark.end, aliases.get(mark.label, mark.label), _one(mark.id, same))
            for mark in document.marks
        ]
        found = [
            Mark(entity.start, entity.end, entity.label, _one(entity.id, same))
            for entity in matcher.extract(document.text)
        ]
        if wanted is not None:
            expected, found = ([mark for mark in side if mark.label in wanted] for side in (expected, found))
        evaluation.documents += 1
        _compare(evaluation, document.text, expected, found)
    return evaluation


def _one(identity: str | None, same: Mapping[str, str]) -> str | None:
    return None if identity is None else same.get(identity, identity)


def _compare(evaluation: Evaluation, text: str, expected: Sequence[Mark], found: Sequence[Mark]) -> None:
    def scores(label: str) -> Iterator[Score]:
        yield evaluation.scores.setdefault(label, Score())
        yield evaluation.scores[ALL]

    def mistake(kind: str, mark: Mark, instead: str, near: Mark) -> None:
        made = Mistake(kind, mark.label, " ".join(text[mark.start : mark.end].split()), instead)
        evaluation.mistakes[made] += 1
        evaluation.contexts.setdefault(made, context(text, near, _AROUND))

    for each in expected:
        for score in scores(each.label):
            score.gold += 1
    for each in found:
        for score in scores(each.label):
            score.found += 1
    for mark, guess in pair(expected, found):
        if mark is None or guess is None:
            only = guess if mark is None else mark
            if only is not None:
                mistake("false" if mark is None else "missed", only, "", only)
            continue
        limits, label = mark[:2] == guess[:2], mark.label == guess.label
        said = " ".join(text[guess.start : guess.end].split())
        if not (limits and label):
            kind = " and ".join(what for what, right in (("limits", limits), ("label", label)) if not right)
            mistake(kind, mark, guess.label if limits else f"{said} {guess.label}", guess)
        elif mark.id not in (None, NIL, guess.id):
            mistake("id", mark, f"{guess.id or NIL} for {mark.id}", guess)
        if not label:
            continue
        for score in scores(mark.label):
            score.strict += limits
            score.overlapping += not limits
            if limits:
                right = mark.id == guess.id
                score.with_id += mark.id not in (None, NIL)
                score.linked += right and mark.id is not None
                score.with_gold_id += right or mark.id in (None, NIL)


def _overlap(mark: Mark, guess: Mark) -> bool:
    return guess.start < mark.end and mark.start < guess.end


_LIKENESSES: tuple[Callable[[Mark, Mark], bool], ...] = (
    lambda mark, guess: mark[:3] == guess[:3],
    lambda mark, guess: mark[:2] == guess[:2],
    lambda mark, guess: mark.label == guess.label and _overlap(mark, guess),
    _overlap,
)


def pair(expected: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[Mark | None, Mark | None]]:
    """Which mention answers to which mark: first those alike, then those that overlap, each once.

    Args:
        expected: the marks.
        found: the mentions.

    Returns:
        Pairs in the order of the text; None for what has no counterpart.

    Example:
        >>> from sco_ner.evaluate import pair
        >>> from sco_ner.marks import Mark
        >>> pair([Mark(0, 4, "ORG")], [Mark(2, 4, "ORG"), Mark(5, 6, "ORG")])[0][1].start
        2
    """
    pairs: list[tuple[Mark | None, Mark | None]] = []
    left = sorted(found)
    unpaired = list(expected)
    for same in _LIKENESSES:
        for mark in list(unpaired):
            guess = next((guess for guess in left if same(mark, guess)), None)
            if guess is not None:
                unpaired.remove(mark)
                left.remove(guess)
                pairs.append((mark, guess))
    pairs += [(mark, None) for mark in unpaired]
    pairs += [(None, guess) for guess in left]
    return sorted(pairs, key=lambda both: both[0] or both[1] or Mark(0, 0, ""))
