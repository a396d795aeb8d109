"""Texts to read: files, folders, globs and standard input; as plain text, lines, JSON Lines, CSV or Parquet.

Everything is read in blocks of about a megabyte, so that an archive of any size takes no more memory than a few of
them. A block knows the place behind it, from which reading can go on another day, and turns itself into documents
wherever that is asked of it (in another process, where there are several).

Left to others: what is done with documents (`cli`), how results are written (`formats`).
"""

import zlib
from collections.abc import Iterator, Sequence

from sco_ner.inputs.files import InputError, kind_of, sources
from sco_ner.inputs.rows import START, Block, Document, Fields, Place, RowError

__all__ = [
    "KINDS",
    "START",
    "Block",
    "Document",
    "Fields",
    "InputError",
    "Place",
    "RowError",
    "blocks",
    "documents",
    "kind_of",
    "sources",
]

KINDS = ("txt", "lines", "jsonl", "csv", "tsv", "parquet")
"""What a file can be: one text, a text a line, or rows that hold a text each."""

_BLOCK = 1 << 20


def blocks(
    paths: Sequence[str],
    *,
    kind: str | None = None,
    fields: Fields | None = None,
    start: Place = START,
    size: int = _BLOCK,
) -> Iterator[Block | InputError]:
    """Reads files block by block.

    Args:
        paths: names of files, "-" for standard input.
        kind: one of `KINDS`; by the ending of each file's name if None.
        fields: the fields of rows that hold text, id and date.
        start: where to begin: the place behind a block that was read earlier.
        size: bytes of a block, roughly.

    Yields:
        The blocks in order; an `InputError` in place of a file, or the rest of one, that cannot be read.

    Example:
        >>> import pathlib, tempfile
        >>> from sco_ner import inputs
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "a.txt")
        ...     _ = path.write_text("نص", encoding="utf-8")
        ...     [row.text for block in inputs.blocks([str(path)]) for row in block.rows()]
        ['نص']
    """
    fields = Fields() if fields is None else fields
    for number in range(start.file, len(paths)):
        begin = start if number == start.file else Place(number, 0, 0)
        path = paths[number]
        try:
            yield from _read(path, kind or kind_of(path), fields, begin, size)
        except InputError as error:
            yield error
        except zlib.error as error:
            yield InputError(f"{path}: damaged gzip: {error}; pack it again, or leave it out")
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            name = "standard input" if path == "-" else path
            yield InputError(f"{name}: {reason}", unreadable=True)


def _read(path: str, kind: str, fields: Fields, begin: Place, size: int) -> Iterator[Block]:
    if kind == "txt":
        from sco_ner.inputs.texts import read_whole  # noqa: PLC0415 (each kind is imported where it is met)

        return read_whole(path, begin)
    if kind in ("lines", "jsonl"):
        from sco_ner.inputs.lines import read_lines  # noqa: PLC0415

        return read_lines(path, kind, fields, begin, size)
    if kind in ("csv", "tsv"):
        from sco_ner.inputs.tables import read_table  # noqa: PLC0415

        return read_table(path, kind, fields, begin, size)
    from sco_ner.inputs.parquet import read_parquet  # noqa: PLC0415

    return read_parquet(path, fields, begin)


def documents(
    paths: Sequence[str], *, kind: str | None = None, fields: Fields | None = None
) -> Iterator[Document | RowError | InputError]:
    """Reads files document by document.

    Args:
        paths: names of files, folders or globs, "-" for standard input.
        kind: one of `KINDS`; by the ending of each file's name if None.
        fields: the fields of rows that hold text, id and date.

    Yields:
        The documents in order; an error in place of each row or file that holds none.

    Raises:
        InputError: a glob or folder holds no file.

    Example:
        >>> import pathlib, tempfile
        >>> from sco_ner import inputs
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "news.jsonl")
        ...     _ = path.write_text('{"id": 7, "text": "نص"}', encoding="utf-8")
        ...     [(row.document, row.text) for row in inputs.documents([folder], fields=inputs.Fields(id="id"))]
        [(7, 'نص')]
    """
    for block in blocks(sources(paths), kind=kind, fields=fields):
        if isinstance(block, InputError):
            yield block
        else:
            yield from block.rows()
