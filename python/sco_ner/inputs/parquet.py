"""Parquet files, by pyarrow."""

from collections.abc import Iterator

from sco_ner.extras import missing
from sco_ner.inputs.files import InputError
from sco_ner.inputs.rows import Block, Fields, Place

_ROWS = 512


def read_parquet(path: str, fields: Fields, begin: Place) -> Iterator[Block]:
    """Reads the columns that are asked for, some rows at a time."""
    try:
        import pyarrow  # noqa: PLC0415 (an extra)
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(f"{path}: {missing(error, 'parquet')}") from None
    if path == "-":
        raise InputError("standard input: Parquet cannot be read from a pipe; name the file")
    try:
        file = parquet.ParquetFile(path)
    except pyarrow.ArrowInvalid as error:
        raise InputError(f"{path}: not Parquet: {error}") from None
    with file:
        has = file.schema_arrow.names
        columns = []
        for option, field in (("--field", fields.text), ("--id", fields.id), ("--date", fields.date)):
            if field is not None and field not in has:
                names = ", ".join(has[:12])
                raise InputError(f"{path}: {field}: no such column; the file has {names}; name one with {option}")
            columns += [] if field is None else [field]
        each = max(1, _size(path) // max(1, file.metadata.num_rows))
        row = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            first, row = row, row + len(batch)
            if row <= begin.row:
                continue
            rows = tuple(
                fields.document(path, number, values)
                for number, values in enumerate(batch.to_pylist(), first + 1)
                if number > begin.row
            )
            yield Block(each * len(rows), Place(begin.file, row, 0), rows)


def _size(path: str) -> int:
    import os  # noqa: PLC0415 (beside the imports that may fail)

    return os.path.getsize(path)
