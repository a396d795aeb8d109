"""CSV: one row an entity, with its source and document."""

import csv
import io
from collections.abc import Sequence

from sco_ner.formats.format import Format, Found, utf8
from sco_ner.output import FIELDS

COLUMNS = ("source", "document", *FIELDS)
"""The header."""


def _encode(group: Sequence[Found]) -> bytes:
    rows = io.StringIO(newline="")
    writer = csv.DictWriter(rows, COLUMNS, lineterminator="\n")
    for document, extraction in group:
        writer.writerows(
            {"source": document.source, "document": document.document, **entity} for entity in extraction.to_dicts()
        )
    return utf8(rows.getvalue())


FORMAT = Format("csv", _encode, head=(",".join(COLUMNS) + "\n").encode())
"""A header, then the rows."""
