"""A spaCy component: `nlp.add_pipe("sco_ner")`.

Arabic particles are written onto the names they precede, and spaCy's tokens keep them: وروسيا is one token. So there
are three views of what is found. `doc._.sco_ner` has the exact mentions; `doc.spans["sco_ner"]` has them widened to
whole tokens; `doc.ents` the same, where they do not overlap. With `split_proclitics` the tokens themselves are cut
where a mention begins or ends, and all three are exact. `doc.text` never changes.

What is found is kept on the doc as plain rows, so that it survives `to_bytes`, DocBin and `nlp.pipe(n_process=2)`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from sco_ner._core import Entity, Extraction, Gazetteer, Matcher
from sco_ner.extras import missing

try:
    from spacy import util
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ModuleNotFoundError as error:
    raise missing(error, "spacy") from None

_KEY = "sco_ner"
_MODEL = "matcher.model"


class EntityFinder:
    """Writes the entities of a gazetteer onto docs. Made by `nlp.add_pipe("sco_ner", config=…)`.

    Args:
        options: what `Matcher` takes besides the gazetteer.
        gazetteer: a file or folder to read; the bundled one if None.
        model: a file that `Matcher.save` wrote, in place of a gazetteer and options.
        split_proclitics: whether tokens are cut where a mention begins or ends.
        spans_key: the key in `doc.spans`; none is written if None.
        set_ents: whether `doc.ents` is written.
        overwrite_ents: whether entities that are there give way to those found, or stay.
    """

    def __init__(  # noqa: PLR0913 (keyword-only, the keys of the config)
        self,
        *,
        options: dict[str, Any],
        gazetteer: str | None = None,
        model: str | None = None,
        split_proclitics: bool = False,
        spans_key: str | None = _KEY,
        set_ents: bool = True,
        overwrite_ents: bool = False,
    ) -> None:
        if gazetteer is not None and model is not None:
            raise ValueError("gazetteer and model are both given; a model has its gazetteer, so leave one out")
        self._options = options
        self._gazetteer = gazetteer
        self._model = model
        self._matcher: Matcher | None = None
        self._split = split_proclitics
        self._spans_key = spans_key
        self._set_ents = set_ents
        self._overwrite_ents = overwrite_ents

    @property
    def matcher(self) -> Matcher:
        """What finds the entities. Made on first use, since `from_disk` brings one of its own."""
        if self._matcher is None:
            if self._model is not None:
                self._matcher = Matcher.load(self._model)
            elif self._gazetteer is not None:
                self._matcher = Matcher(Gazetteer.read(self._gazetteer), **self._options)
            else:
                self._matcher = Matcher(**self._options)
        return self._matcher

    def __call__(self, doc: Doc) -> Doc:
        """Finds the entities of a doc and writes them onto it."""
        self._write(doc, self.matcher.extract(doc.text, date=doc._.sco_ner_date))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Finds the entities of docs as they come."""
        for docs in util.minibatch(stream, batch_size):
            for doc in docs:
                yield self(doc)

    def _write(self, doc: Doc, extraction: Extraction) -> None:
        doc.user_data[_KEY] = extraction.to_dicts()
        if self._split:
            _split_tokens(doc, extraction)
        spans = [
            doc.char_span(e.start, e.end, label=e.label, kb_id=e.id or "", alignment_mode="expand") for e in extraction
        ]
        if self._spans_key is not None:
            doc.spans[self._spans_key] = spans
        if self._set_ents:
            there = list(doc.ents)
            doc.ents = util.filter_spans(_apart(spans, there) if self._overwrite_ents else _apart(there, spans))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The matcher as bytes; the settings are in the pipeline's config."""
        with TemporaryDirectory() as folder:
            self.to_disk(folder)
            return (Path(folder) / _MODEL).read_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "EntityFinder":
        """Takes the matcher that `to_bytes` wrote."""
        with TemporaryDirectory() as folder:
            (Path(folder) / _MODEL).write_bytes(data)
            # Read, not mapped: the file goes.
            return self.from_disk(folder)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the matcher into a folder; the settings are in the pipeline's config."""
        Path(path).mkdir(parents=True, exist_ok=True)
        self.matcher.save(Path(path) / _MODEL)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "EntityFinder":
        """Takes the matcher that `to_disk` wrote."""
        self._matcher = Matcher.load(Path(path) / _MODEL)
        return self


_MATCHING = {
    "fold": "standard",
    "boundaries": "run-on",
    "overlaps": "longest",
    "labels": None,
    "evidence": True,
    "roles": False,
    "unlisted": True,
}
_WRITING = {"split_proclitics": False, "spans_key": _KEY, "set_ents": True, "overwrite_ents": False}


@Language.factory(  # type: ignore[untyped-decorator]  # spaCy is optional
    _KEY,
    assigns=["doc._.sco_ner", "doc.spans", "doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"gazetteer": None, "model": None, **_MATCHING, **_WRITING},
)
def make(  # noqa: PLR0913, PLR0917 (the keys of the config)
    nlp: Language,
    name: str,
    gazetteer: str | None,
    model: str | None,
    fold: Literal["standard", "exact", "loose"],
    boundaries: Literal["run-on", "word", "none"],
    overlaps: Literal["longest", "nested", "all"],
    labels: list[str] | None,
    evidence: bool,
    roles: bool,
    unlisted: bool,
    split_proclitics: bool,
    spans_key: str | None,
    set_ents: bool,
    overwrite_ents: bool,
) -> EntityFinder:
    """Makes the component; spaCy calls it with the config of `nlp.add_pipe("sco_ner", config=…)`."""
    chosen = {
        "fold": fold,
        "boundaries": boundaries,
        "overlaps": overlaps,
        "labels": labels,
        "evidence": evidence,
        "roles": roles,
        "unlisted": unlisted,
    }
    options = {key: value for key, value in chosen.items() if value != _MATCHING[key]}
    if model is not None and options:
        raise ValueError(f"{', '.join(options)}: a model has its options; leave them out, or give a gazetteer")
    return EntityFinder(
        options=options,
        gazetteer=gazetteer,
        model=model,
        split_proclitics=split_proclitics,
        spans_key=spans_key,
        set_ents=set_ents,
        overwrite_ents=overwrite_ents,
    )


def _split_tokens(doc: Doc, extraction: Extraction) -> None:
    """Cuts the tokens inside which a mention begins or ends."""
    begins = [token.idx for token in doc]
    cuts: dict[int, set[int]] = {}
    for place in {place for entity in extraction for place in (entity.start, entity.end)}:
        index = bisect_right(begins, place) - 1
        if index >= 0 and begins[index] < place < begins[index] + len(doc[index]):
            cuts.setdefault(index, set()).add(place - begins[index])
    with doc.retokenize() as retokenizer:
        for index, places in cuts.items():
            token = doc[index]
            edges = [0, *sorted(places), len(token)]
            pieces = [token.text[start:end] for start, end in pairwise(edges)]
            # The first piece keeps what an analysis said of the token, and its head; the others hang on it.
            head = (token, 0) if token.head == token else token.head
            retokenizer.split(token, pieces, heads=[head] + [(token, 0)] * (len(pieces) - 1))


def _apart(first: list[Span], then: list[Span]) -> list[Span]:
    """All of the first spans, and those of the others that touch none of them."""
    taken = {place for span in first for place in range(span.start, span.end)}
    return first + [span for span in then if taken.isdisjoint(range(span.start, span.end))]


def _extraction(doc: Doc) -> Extraction:
    return Extraction(doc.text, [Entity(**row) for row in doc.user_data.get(_KEY, ())])


if not Doc.has_extension(_KEY):
    Doc.set_extension(_KEY, getter=_extraction)
    Doc.set_extension(f"{_KEY}_date", default=None)
