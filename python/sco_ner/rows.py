"""A column of texts to rows of entities, in Arrow: the one place where tables, Spark and Dask get theirs.

In goes a column, out comes a table with one row a mention (`long_table`), and from that one list of entities a text
(`nested`). A null text has no mentions and a null list.

Left to others: which column, the ids of its rows, the caller's kind of table (`tables`).
"""

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

from sco_ner._core import Matcher
from sco_ner.dates import as_date
from sco_ner.extras import missing
from sco_ner.output import FIELDS

try:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise missing(error, "tables") from None

_TYPES = {
    name: {"start": pa.int64(), "end": pa.int64(), "score": pa.float64()}.get(name, pa.string()) for name in FIELDS
}

ENTITY = pa.schema(list(_TYPES.items()))
"""The columns of an entity with their types."""

LONG = pa.schema([("row", pa.int64()), *_TYPES.items()])
"""The columns of a long table: the place of the text, and the entity."""

NESTED = pa.list_(pa.struct(list(_TYPES.items())))
"""The type of the entities of one text."""

_ERROR = pa.field("error", pa.string())


def column_named(names: Sequence[str], wanted: str, role: str) -> str:
    """The name of a column that must be there.

    Args:
        names: the columns that are there.
        wanted: the one that should be.
        role: the argument that names it.

    Raises:
        ValueError: it is not there; the message names the nearest one.
    """
    if wanted in names:
        return wanted
    near = difflib.get_close_matches(wanted, names, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"the columns are {', '.join(map(repr, names)) or 'none'}"
    raise ValueError(f"{role}={wanted!r}: there is no such column; {hint}")


def as_text(column: Any, name: str) -> Any:
    """An Arrow column as text: dictionaries written out, a column of nothing but nulls taken as text.

    Args:
        column: an Array or ChunkedArray.
        name: how messages call it.

    Raises:
        TypeError: it holds no text.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    # pandas has no other type than float for a column of nothing.
    if pa.types.is_null(column.type) or (pa.types.is_floating(column.type) and column.null_count == len(column)):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type) or pa.types.is_string_view(column.type):
        return column
    raise TypeError(f"{name} holds {column.type}, not text")


def long_table(
    matcher: Matcher, texts: Any, dates: Sequence[object] | None = None, *, threads: int = 1, errors: bool = False
) -> Any:
    """Finds the entities of a column.

    Args:
        matcher: what finds them.
        texts: an Array or ChunkedArray of text.
        dates: when each text was written, or None.
        threads: how many threads share the work.
        errors: whether a text that cannot be read gives a row that says why, or raises.

    Returns:
        A Table with one row a mention: `row` (int64), the place of its text in the column, and the columns of ENTITY.
        With `errors` one more column, `error`, which is null but for the rows, otherwise null, of texts that cannot
        be read.
    """
    if not errors:
        return _found(matcher, texts, dates, threads)
    # A wrong argument is no fault of a text.
    matcher.extract_batch([], threads=threads)
    return pa.concat_tables(_guarded(matcher, texts, dates, threads))


def _found(matcher: Matcher, texts: Any, dates: Sequence[object] | None, threads: int) -> Any:
    when = None
    if dates is not None:
        # The date of a row without a text may be anything.
        pairs = zip(dates, texts.is_valid().to_pylist(), strict=True)
        when = [as_date(date) if there else None for date, there in pairs]
    found = pa.table(matcher.extract_arrow(texts, dates=when, threads=threads, text=True))
    return found.select(LONG.names).cast(LONG)


def _guarded(
    matcher: Matcher, texts: Any, dates: Sequence[object] | None, threads: int, first: int = 0
) -> Iterator[Any]:
    """The rows of a column; halved until what cannot be read stands alone."""
    try:
        found = _found(matcher, texts, dates, threads)
    except Exception as error:
        if not len(texts):
            raise
        if len(texts) == 1:
            row = {"row": first, "error": f"{type(error).__name__}: {error}"}
            yield pa.Table.from_pylist([row], schema=LONG.append(_ERROR))
            return
        middle = len(texts) // 2
        yield from _guarded(matcher, texts.slice(0, middle), dates and dates[:middle], threads, first)
        yield from _guarded(matcher, texts.slice(middle), dates and dates[middle:], threads, first + middle)
        return
    found = found.set_column(0, "row", pc.add(found.column("row"), first))
    yield found.append_column(_ERROR, pa.nulls(len(found), pa.string()))


def errors_of(long: Any, texts: Any) -> Any:
    """What went wrong with each text, null where nothing did.

    Args:
        long: what `long_table` gave for the texts, errors included.
        texts: the column it was made from.
    """
    bad = long.filter(pc.is_valid(long.column("error")))
    said = dict(zip(bad.column("row").to_pylist(), bad.column("error").to_pylist(), strict=True))
    return pa.array([said.get(place) for place in range(len(texts))] if said else [None] * len(texts), pa.string())


def nested(long: Any, texts: Any, failed: Any = None) -> Any:
    """The rows of a long table as one list a text, null where the text is null.

    Args:
        long: what `long_table` gave for the texts.
        texts: the column it was made from.
        failed: what `errors_of` gave for them, if anything: null where the text could not be read.

    Returns:
        An Array of NESTED.
    """
    if "error" in long.column_names:
        long = long.filter(pc.is_null(long.column("error")))
    rows = long.column("row").to_numpy()
    offsets = np.searchsorted(rows, np.arange(len(texts) + 1)).astype(np.int32)
    fields = [_whole(long.column(name)) for name in FIELDS]
    entities = pa.StructArray.from_arrays(fields, fields=list(ENTITY))
    nulls = pc.is_null(texts)
    if failed is not None:
        nulls = pc.or_(nulls, pc.is_valid(failed))
    nulls = _whole(nulls)
    return pa.ListArray.from_arrays(pa.array(offsets), entities, type=NESTED, mask=nulls)


def as_dates(column: Any, name: str) -> Any:
    """An Arrow column of dates, as it is.

    Args:
        column: an Array or ChunkedArray.
        name: how messages call it.

    Raises:
        TypeError: it holds no dates, timestamps or text.
    """
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    good = pa.types.is_date(kind) or pa.types.is_timestamp(kind) or pa.types.is_null(kind)
    if good or pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return column
    raise TypeError(f"{name} holds {column.type}; dates are dates, timestamps, or ISO text")


def taken(column: Any, places: Any) -> Any:
    """The values of a column at some places."""
    # Arrow's take does not know views yet.
    column = column.cast(pa.large_string()) if pa.types.is_string_view(column.type) else column
    return column.take(places)


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
