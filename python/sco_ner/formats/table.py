"""A table a text, for a person to read."""

from collections.abc import Sequence
from dataclasses import replace

from sco_ner.formats.format import Format, Found, label_of, utf8
from sco_ner.output import shown, table


def _encode(group: Sequence[Found]) -> bytes:
    return utf8("".join(f"{table(found.extraction)}\n" for found in group))


def _with_headings(group: Sequence[Found]) -> bytes:
    texts = (f"== {shown(label_of(found.document))}\n{table(found.extraction)}\n" for found in group)
    return utf8("\n".join(texts))


FORMAT = Format("table", _encode)
"""One table after another."""

WITH_HEADINGS = replace(FORMAT, encode=_with_headings, between=b"\n")
"""The same with the name of each text above its table."""
