"""What is found, written for other programs; and read back.

A module a format. Each offers `FORMAT`, which turns documents with what was found in them into bytes, some at a time;
most offer `read`, which gives back texts and marks. Formats that need the last document before the first byte can be
written (Parquet, a page) put their pieces aside and are put together at the end.

Left to others: reading texts (`inputs`), where bytes go and how a run is taken up again (`cli`).
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from sco_ner._core import Extraction
from sco_ner.formats.format import Annotated, Format, FormatError, Found, without_overlaps
from sco_ner.inputs.rows import Document

__all__ = ["NAMES", "Annotated", "Format", "FormatError", "Found", "load", "write"]

_MODULES = {
    "table": "table",
    "jsonl": "jsonl",
    "csv": "table_csv",
    "parquet": "parquet",
    "conll": "conll",
    "docbin": "docbin",
    "brat": "brat",
    "webannotation": "webannotation",
    "labelstudio": "labelstudio",
    "doccano": "doccano",
    "html": "html",
}

NAMES = tuple(_MODULES)
"""The names of the formats."""

_AT_ONCE = 256


def load(name: str) -> Format:
    """A format by its name.

    Args:
        name: one of `NAMES`.

    Returns:
        The format.

    Raises:
        FormatError: there is none of this name, or a package that it needs is not installed.

    Example:
        >>> from sco_ner import formats
        >>> formats.load("doccano").name
        'doccano'
    """
    if name not in _MODULES:
        raise FormatError(f"no format {name!r}; there are {', '.join(NAMES)}")
    format: Format = import_module(f"sco_ner.formats.{_MODULES[name]}").FORMAT
    for package in format.needs:
        try:
            import_module(package)
        except ImportError:
            raise FormatError(f"{name} needs {package}; install it: python -m pip install {package}") from None
    return format


def write(
    path: str | Path,
    extractions: Iterable[Extraction],
    format: str,
    *,
    documents: Iterable[str | int] | None = None,
    dates: Iterable[str | None] | None = None,
) -> None:
    """Writes extractions to a file (brat: a folder).

    Args:
        path: where to.
        extractions: what was found, text by text.
        format: one of `NAMES`.
        documents: an id a text; their numbers from 1 if None.
        dates: a date a text, or None for those without.

    Raises:
        FormatError: the format is unknown, or needs a package that is not installed, or mentions overlap and it holds
            none that do. Nothing of the file is written then.
        OSError: the file cannot be written.
        ValueError: there are more or fewer ids or dates than extractions.

    Example:
        >>> import pathlib, tempfile, sco_ner
        >>> from sco_ner import formats
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "found.conll")
        ...     formats.write(path, [sco_ner.extract("وصل بوتين")], "conll")
        ...     print(path.read_text(encoding="utf-8").replace(chr(9), " "))
        -DOCSTART- -X- 1 - O
        <BLANKLINE>
        وصل 0 3 - O
        بوتين 4 9 vladimir-putin B-PERSON
        <BLANKLINE>
        <BLANKLINE>
    """
    chosen = load(format)
    found = list(_named(extractions, documents, dates))
    without_overlaps(chosen, found)
    groups = [found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE)]
    if chosen.assemble is not None:
        pieces = [chosen.encode(group) for group in groups]
        chosen.assemble(lambda: iter(pieces), str(path))
        return
    with open(path, "wb") as stream:
        stream.write(chosen.head)
        first = True
        for group in groups:
            piece = chosen.encode(group)
            stream.write(piece if first or not piece else chosen.between + piece)
            first = first and not piece
        stream.write(chosen.foot)


def _named(
    extractions: Iterable[Extraction], documents: Iterable[str | int] | None, dates: Iterable[str | None] | None
) -> Iterator[Found]:
    listed: Sequence[Extraction] = list(extractions)
    ids = range(1, len(listed) + 1) if documents is None else list(documents)
    days = [None] * len(listed) if dates is None else list(dates)
    for name, given in (("documents", ids), ("dates", days)):
        if len(given) != len(listed):
            raise ValueError(f"cannot zip {len(listed)} extractions with {len(given)} {name}; give one for each")
    for extraction, identity, date in zip(listed, ids, days, strict=True):
        yield Found(Document("", extraction.text, identity, date), extraction)
