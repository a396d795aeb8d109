"""Parquet: one row an entity, with its source, document and date; by pyarrow."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sco_ner._core import Matcher
from sco_ner.formats import jsonl
from sco_ner.formats.format import Format, Found, Pieces, replaced
from sco_ner.inputs.rows import Document

if TYPE_CHECKING:
    import pyarrow

_ROWS = 1 << 16


# Columns of which few values are repeated: pieces and file hold each value once.
_REPEATED = frozenset({"source", "date", "label", "id", "name", "name_en", "kind", "proclitic"})


def schema() -> "pyarrow.Schema":
    """The columns of the pieces; readers of the file see the repeated ones as plain strings."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    fields = [*((name, pa.string()) for name in ("source", "document", "date")), *_entity_fields()]
    shared = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([(name, shared if name in _REPEATED else kind) for name, kind in fields])


def _entity_fields() -> list[tuple[str, "pyarrow.DataType"]]:
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    text, number = pa.string(), pa.int64()
    return [
        ("text", text),
        ("start", number),
        ("end", number),
        ("label", text),
        ("id", text),
        ("name", text),
        ("name_en", text),
        ("kind", text),
        ("proclitic", text),
        ("score", pa.float64()),
    ]


def _encode(group: Sequence[Found]) -> bytes:
    """The rows as an Arrow stream. JSON, written by the core and read by Arrow, is the quickest way between them."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    from pyarrow import json  # noqa: PLC0415

    entities = pa.list_(pa.struct(_entity_fields()))
    lines = jsonl.FORMAT.encode(
        [
            Found(
                document._replace(
                    source=replaced(document.source),
                    document=_named(document),
                    date=None if document.date is None else replaced(document.date),
                ),
                extraction,
            )
            for document, extraction in group
        ]
    )
    kept = pa.schema([*((name, pa.string()) for name in ("source", "document", "date")), ("entities", entities)])
    options = json.ParseOptions(explicit_schema=kept, unexpected_field_behavior="ignore")
    if not lines:
        lines = b"{}\n"  # Arrow reads no empty file; a row without entities gives none.
    read = json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    found = json.read_json(pa.BufferReader(lines), read_options=read, parse_options=options).combine_chunks()
    column = found["entities"].combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks)
    rows = column.flatten()
    of = found.select(["source", "document", "date"]).take(column.value_parent_indices())
    return _piece([*of.columns, *rows.flatten()])


def _columns(documents: Sequence[Document], matcher: Matcher) -> tuple[bytes, int]:
    """The same rows of the core's columns: no entity is made one by one."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    texts = [replaced(document.text) for document in documents]
    days = [document.day for document in documents]
    found = pa.table(matcher.extract_arrow(texts, dates=days if any(days) else None, text=True))
    of = pa.table(
        {
            "source": [replaced(document.source) for document in documents],
            "document": [_named(document) for document in documents],
            "date": [None if document.date is None else replaced(document.date) for document in documents],
        },
        schema=pa.schema([(name, pa.string()) for name in ("source", "document", "date")]),
    ).take(found["row"])
    return _piece([*of.columns, *(found[name] for name, _ in _entity_fields())]), len(found)


def _named(document: Document) -> str | None:
    return None if document.document is None else replaced(str(document.document))


def _piece(columns: Sequence[Any]) -> bytes:
    """An Arrow stream of the columns, each brought to its type."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    table = pa.Table.from_arrays(
        [_typed(column, field) for column, field in zip(columns, schema(), strict=True)], schema=schema()
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return bytes(sink.getvalue())


def _typed(column: Any, field: "pyarrow.Field") -> Any:  # noqa: ANN401 (an array of pyarrow)
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    if pa.types.is_dictionary(field.type) and not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return column.cast(field.type)


def _assemble(pieces: Pieces, path: str) -> None:
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    from pyarrow import parquet  # noqa: PLC0415

    # Without Arrow's own schema in the file, readers see strings, not dictionaries.
    with parquet.ParquetWriter(path, schema(), compression="zstd", store_schema=False) as writer:
        for group in _groups(pieces):
            table = pa.concat_tables(group).unify_dictionaries().combine_chunks()
            writer.write_table(table, row_group_size=2 * _ROWS)


def _groups(pieces: Pieces) -> Iterator[list["pyarrow.Table"]]:
    """Tables drawn together until they are worth a row group."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    group, rows = [], 0
    for piece in pieces():
        group.append(pa.ipc.open_stream(piece).read_all())
        rows += len(group[-1])
        if rows >= _ROWS:
            yield group
            group, rows = [], 0
    if group:
        yield group


FORMAT = Format(
    "parquet", _encode, assemble=_assemble, needs=("pyarrow",), binary=True, detached=True, columns=_columns
)
"""Row groups of some ten thousand entities."""
