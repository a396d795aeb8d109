"""One page with all texts, for looking: marks, legend, hover; see `render`."""

import json
from collections import Counter
from collections.abc import Sequence

from sco_ner import render
from sco_ner.formats.format import Format, Found, Pieces, label_of


def _encode(group: Sequence[Found]) -> bytes:
    rows = []
    for document, extraction in group:
        heading = "" if document.source in ("", "-") and document.document is None else label_of(document)
        section = render.section(heading, extraction)
        rows.append(json.dumps([section.html, section.counts, section.left_out]) + "\n")
    return "".join(rows).encode()


def _assemble(pieces: Pieces, path: str) -> None:
    counts: Counter[str] = Counter()
    left_out = 0
    for piece in pieces():
        for line in piece.splitlines():
            _, found, crossing = json.loads(line)
            counts.update(found)
            left_out += crossing
    opening, closing = render.page_around(counts, left_out)
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(opening)
        for piece in pieces():
            for line in piece.splitlines():
                stream.write(f"{json.loads(line)[0]}\n")
        stream.write(closing)


FORMAT = Format("html", _encode, assemble=_assemble)
"""One page."""
