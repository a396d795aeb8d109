"""The contenders: each is built from a list of names and counts what it finds in texts.

What they do differs. ahocorasick_rs and pyahocorasick find raw letters, inside other words too; flashtext2 and spaCy
keep to whole words and miss those with particles written onto them; none folds letters. Every contender hands out what
a user would take: places and names of each match, as Python objects, unless its name says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Any

import sco_ner

Find = Callable[[list[str]], int]
REFERENCE = "ahocorasick_rs"


@dataclass(frozen=True)
class Contender:
    """What is measured.

    Attributes:
        package: the distribution that it is of.
        build: names to a function from texts to the number of matches.
        share: how much of the text it is given, slow ones less.
        sizes: the lists of names that it is built from; all if empty.
        same: contenders of one word here must find equally many.
    """

    package: str
    build: Callable[[Sequence[str]], Find]
    share: float = 1.0
    sizes: tuple[str, ...] = ()
    same: str = ""


def each(find: Callable[[str], Sequence[object]]) -> Find:
    """A function of one text as one of many."""
    return lambda texts: sum([len(find(text)) for text in texts])


def _raw(names: Sequence[str]) -> Find:
    import ahocorasick_rs

    matcher = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return each(matcher.find_matches_as_indexes)


def _pyahocorasick(names: Sequence[str]) -> Find:
    import ahocorasick

    matcher = ahocorasick.Automaton()
    for name in names:
        matcher.add_word(name, name)
    matcher.make_automaton()
    return each(lambda text: list(matcher.iter_long(text)))


def _flashtext(names: Sequence[str]) -> Find:
    from flashtext2 import KeywordProcessor

    matcher = KeywordProcessor(case_sensitive=True)
    matcher.add_keywords_from_iter(names)
    return each(lambda text: list(matcher.extract_keywords_with_span(text)))


def _spacy(names: Sequence[str]) -> Find:
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    pipeline = spacy.blank("ar")
    matcher = PhraseMatcher(pipeline.vocab)
    for index, name in enumerate(pipeline.tokenizer.pipe(names)):
        matcher.add(str(index), [name])

    def find(text: str) -> list[tuple[int, int, str]]:
        spans = filter_spans(matcher(pipeline.make_doc(text), as_spans=True))
        return [(span.start_char, span.end_char, span.label_) for span in spans]

    return each(find)


def listed(names: Iterable[str], **options: Any) -> sco_ner.Matcher:  # noqa: ANN401
    """Our matcher of a list, no variants made; one for all contenders that use the same."""
    return _listed(tuple(names), tuple(sorted(options.items())))


@cache
def _listed(names: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> sco_ner.Matcher:
    return sco_ner.Matcher(sco_ner.Gazetteer.from_names(names), **dict(options))


def wanted(size: str, only: list[str] | None) -> list[str]:
    """The contenders for a list that are called, or have in their name, one of these words."""
    return [
        name
        for name, contender in CONTENDERS.items()
        if (not contender.sizes or size in contender.sizes)
        and (not only or any(word == name or (word not in CONTENDERS and word in name) for word in only))
    ]


def _entities(matcher: sco_ner.Matcher) -> Find:
    return each(lambda text: list(matcher.extract(text)))


def _arrow_column(names: Sequence[str]) -> Find:
    """Texts that lie in Arrow already; putting them there is not counted."""
    import pyarrow

    matcher = listed(names)
    columns: dict[int, Any] = {}

    def find(texts: list[str]) -> int:
        return len(matcher.extract_arrow(columns.pop(id(texts))))

    find.prepare = lambda texts: columns.__setitem__(id(texts), pyarrow.array(texts))  # type: ignore[attr-defined]
    return find


def _batch(names: Sequence[str]) -> Find:
    matcher = listed(names)
    return lambda texts: sum([len(found) for found in matcher.extract_batch(texts)])


def _arrow(names: Sequence[str]) -> Find:
    matcher = listed(names)
    return lambda texts: len(matcher.extract_arrow(texts))


CONTENDERS = {
    REFERENCE: Contender("ahocorasick_rs", _raw),
    "pyahocorasick": Contender("pyahocorasick", _pyahocorasick),
    "flashtext2": Contender("flashtext2", _flashtext),
    "spaCy PhraseMatcher": Contender("spacy", _spacy, share=0.05, sizes=("1.5k", "50k")),
    "sco_ner": Contender("sco_ner", lambda names: _entities(listed(names)), same="list"),
    "sco_ner, not looked at": Contender("sco_ner", lambda names: each(listed(names).extract), same="list"),
    "sco_ner, batch": Contender("sco_ner", _batch, same="list"),
    "sco_ner, columnar": Contender("sco_ner", _arrow, same="list"),
    "sco_ner, columnar from Arrow": Contender("sco_ner", _arrow_column, same="list"),
    'sco_ner, boundaries="word"': Contender("sco_ner", lambda names: _entities(listed(names, boundaries="word"))),
    "sco_ner, nothing resolved": Contender(
        "sco_ner", lambda names: _entities(listed(names, overlaps="all", evidence=False))
    ),
    # These know the bundled gazetteer, whatever the list.
    "sco_ner, bundled gazetteer": Contender("sco_ner", lambda _: _entities(sco_ner.Matcher()), sizes=("50k",)),
    "sco_ner, bundled, evidence off": Contender(
        "sco_ner", lambda _: _entities(sco_ner.Matcher(evidence=False)), sizes=("50k",)
    ),
}


def version(package: str) -> str:
    """The installed version of a distribution."""
    return "this" if package == "sco_ner" else metadata.version(package)
