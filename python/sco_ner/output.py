"""Entities for a person to read: as a table, and any text on one line of a terminal.

Left to others: formats for programs (`formats`), which files, where to (`cli`), HTML (`render`).
"""

import re
from collections.abc import Iterable

from sco_ner._core import Entity

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
