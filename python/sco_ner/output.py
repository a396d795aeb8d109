"""Extractions as a table, JSON Lines, CSV or a page, written as they come.

Each writer takes a stream and pairs of a source (a file's name) and an extraction. Only the page has to wait for the
last pair; the others hold one text at a time.

Left to others: which files, where to (`cli`), HTML (`render`).
"""

import re
from collections.abc import Callable, Iterable
from typing import TextIO

from sco_ner._core import Entity, Extraction

Results = Iterable[tuple[str, Extraction]]

FIELDS = ("text", "start", "end", "label", "id", "name", "name_en", "kind", "proclitic", "score")
"""The fields of an entity, in the order of `Entity.to_dict`."""

_COLUMNS = ("start", "end", "label", "id", "text")
# What would move a terminal's cursor or turn its writing round.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def table(entities: Iterable[Entity]) -> str:
    """Lines up entities for a person to read.

    The columns in Latin letters come first, so that Arabic, whose width no program knows, cannot push them apart.

    Args:
        entities: what to show, for example an `Extraction`.

    Returns:
        A line of column names and one line an entity, or "no entities".

    Example:
        >>> import sco_ner
        >>> from sco_ner.output import table
        >>> matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("موسكو", "moscow"), ("بكين", "beijing")]))
        >>> print(table(matcher.extract("من موسكو إلى بكين")))
        start  end  label  id       text
            3    8  NAME   moscow   موسكو
           13   17  NAME   beijing  بكين
    """
    rows = [_COLUMNS]
    rows += [(str(e.start), str(e.end), e.label, shown("-" if e.id is None else e.id), shown(e.text)) for e in entities]
    if len(rows) == 1:
        return "no entities"
    start, end, label, identity = (max(len(row[column]) for row in rows) for column in range(4))
    return "\n".join(
        f"{row[0]:>{start}}  {row[1]:>{end}}  {row[2]:<{label}}  {row[3]:<{identity}}  {row[4]}" for row in rows
    )


def shown(text: str) -> str:
    """Makes a text fit for one line of a terminal.

    Args:
        text: any str.

    Returns:
        The text on one line, with U+FFFD for each control.

    Example:
        >>> from sco_ner.output import shown
        >>> shown("شي جين" + chr(10) + "بينغ" + chr(27))
        'شي جين بينغ�'
    """
    return _UNFIT.sub("\ufffd", " ".join(text.split()))


def write_table(stream: TextIO, results: Results, *, headings: bool = False) -> None:
    """Writes a table a text.

    Args:
        stream: where to.
        results: pairs of a source and its extraction.
        headings: whether the source stands above each table.
    """
    for count, (source, extraction) in enumerate(results):
        if headings:
            blank = "\n" if count else ""
            stream.write(f"{blank}== {shown(source)}\n")
        stream.write(f"{table(extraction)}\n")


def write_jsonl(stream: TextIO, results: Results) -> None:
    """Writes one JSON object a text and line: its source and its entities.

    Args:
        stream: where to.
        results: pairs of a source and its extraction.
    """
    import json  # noqa: PLC0415 (only this format needs it)

    for source, extraction in results:
        row = {"source": source, "entities": extraction.to_dicts()}
        stream.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def write_csv(stream: TextIO, results: Results) -> None:
    """Writes a header, then one row an entity.

    Args:
        stream: where to; a file should be opened with newline="".
        results: pairs of a source and its extraction.
    """
    import csv  # noqa: PLC0415 (only this format needs it)

    writer = csv.DictWriter(stream, ("source", *FIELDS), lineterminator="\n")
    writer.writeheader()
    for source, extraction in results:
        writer.writerows({"source": source, **row} for row in extraction.to_dicts())


def write_html(stream: TextIO, results: Results) -> None:
    """Writes one page with all texts.

    Args:
        stream: where to.
        results: pairs of a source and its extraction.
    """
    from sco_ner.render import to_page  # noqa: PLC0415 (only this format needs it)

    stream.write(to_page((("" if source == "-" else source), extraction) for source, extraction in results))


WRITERS: dict[str, Callable[[TextIO, Results], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "html": write_html,
}
"""The formats by name."""
