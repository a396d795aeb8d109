"""spaCy's DocBin: one Doc a text, its words cut at mentions so that `doc.ents` are exact, ids as `kb_id_`.

`doc.text` is the text to the letter. `doc.user_data` holds source, document and date.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sco_ner.formats.format import Format, Found, Pieces, replaced
from sco_ner.formats.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def _encode(group: Sequence[Found]) -> bytes:
    from spacy.tokens import DocBin  # noqa: PLC0415 (an extra)
    from spacy.vocab import Vocab  # noqa: PLC0415

    vocab = Vocab()
    kept: bytes = DocBin(docs=[doc(found, vocab) for found in group], store_user_data=True).to_bytes()
    return kept


def doc(found: Found, vocab: "Vocab") -> "Doc":
    """The Doc of a text.

    Args:
        found: the text and what was found in it.
        vocab: the vocabulary that the Doc shall share.

    Returns:
        The Doc.
    """
    from spacy.tokens import Doc, Span  # noqa: PLC0415 (an extra)

    text = replaced(found.extraction.text)
    limits = [limit for entity in found.extraction for limit in (entity.start, entity.end)]
    tokens = list(_tokens(text, words(text, limits)))
    made = Doc(vocab, words=[text[start:end] for start, end, _ in tokens], spaces=[space for *_, space in tokens])
    starts = {start: number for number, (start, _, _) in enumerate(tokens)}
    ends = {end: number for number, (_, end, _) in enumerate(tokens, 1)}
    made.ents = [
        Span(made, starts[entity.start], ends[entity.end], label=entity.label, kb_id=entity.id or "")
        for entity in found.extraction
    ]
    made.user_data = {field: getattr(found.document, field) for field in ("source", "document", "date")}
    return made


def _tokens(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Words, each with whether one blank follows; other blanks between them are words too, as spaCy has it."""
    done = 0
    for start, end in [*places, (len(text), len(text))]:
        if done < start:
            yield done, start, False
        if start < end:
            blank = text[end : end + 1] == " "
            yield start, end, blank
            done = end + blank


def _assemble(pieces: Pieces, path: str) -> None:
    from spacy.tokens import DocBin  # noqa: PLC0415 (an extra)

    whole = DocBin(store_user_data=True)
    for piece in pieces():
        whole.merge(DocBin(store_user_data=True).from_bytes(piece))
    whole.to_disk(path)


FORMAT = Format("docbin", _encode, assemble=_assemble, needs=("spacy",), overlapping=False, binary=True)
"""One file, which spaCy reads whole."""
