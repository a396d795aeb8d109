"""Tables and columns of whichever library the caller has, to tables and columns of the same library.

`annotate` takes pandas, polars (eager and lazy) and pyarrow, and what else hands out Arrow; lists of str go without any
of them. Columns cross through Arrow, so that text is not copied where both sides agree on it.

Left to others: the rows (`rows`), what a library's tables are (`kinds`), Spark (`spark`), Dask (`dask`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sco_ner._core import Matcher
from sco_ner.dates import dates_for

if TYPE_CHECKING:
    import pyarrow as pa

    from sco_ner.kinds import Kind

Form = Literal["long", "nested"]


@dataclass(frozen=True)
class Wish:
    """What a caller asks for besides the data."""

    text: str | None
    id: Any
    date: Any
    matcher: Matcher
    form: Form
    column: str
    threads: int
    first: int = 0
    """The number of the first row, where a table comes in pieces."""
    errors: bool = False
    """Whether a text that cannot be read gives a row that says why, or raises."""


def annotate(  # noqa: PLR0913 (keyword-only, each of its own use)
    data: Any,
    *,
    text: str | None = None,
    id: str | Sequence[Any] | None = None,
    date: Any = None,
    matcher: Matcher | None = None,
    form: Form = "long",
    column: str = "entities",
    threads: int = 1,
) -> Any:
    """Finds the entities of a table, a column or a list, and gives back its like.

    Args:
        data: a table (pandas or polars DataFrame, polars LazyFrame, pyarrow Table, RecordBatch or RecordBatchReader), a
            column (pandas or polars Series, pyarrow Array or ChunkedArray), or a list of str. Nulls are no texts.
        text: tables: the column to read.
        id: tables: the column that names a row. Columns and lists: a name for each text.
        date: tables: the column of dates. Columns and lists: a date for each text, or one for all. A date is a
            datetime.date, a datetime.datetime, or ISO text as far as it is known ("2022-09").
        matcher: what finds the entities; the bundled one if left out.
        form: "long", a table with one row a mention, or "nested", one list of entities a text, null where the text is.
        column: tables, nested form: the name of the new column.
        threads: how many threads share the work; the result does not depend on it.

    Returns:
        Long form: a table with the columns `row` (the text's id, or its place from 0 on without ids), `date` where
        dates are given, `text`, `start`, `end`, `label`, `id`, `name`, `name_en`, `kind`, `proclitic` and `score`; in
        pandas with the index of the rows that the mentions come from; of a list, a list of dicts. Nested form: the
        table with one more column, a column, or a list of lists. The kind is that of the data; a LazyFrame stays lazy,
        a RecordBatchReader is read batch by batch.

    Raises:
        TypeError: data of a kind not named above, or a column that holds no text.
        ValueError: a column that is not there (the message names the nearest one), or ids or dates of another number.
        ImportError: pyarrow is not installed; the extra `tables` brings it.

    Examples:
        >>> import sco_ner
        >>> news = ["وصل بوتين", None, "إلى بكين"]
        >>> [(row["row"], row["text"]) for row in sco_ner.annotate(news, id=["a", "b", "c"])]
        [('a', 'بوتين'), ('c', 'بكين')]
        >>> sco_ner.annotate(news, form="nested")[1:]
        [None, [{'text': 'بكين', 'start': 4, 'end': 8, 'label': 'CITY', 'id': 'beijing', ...}]]
    """
    if form not in ("long", "nested"):
        raise ValueError(f"form={form!r}: it is 'long' or 'nested'")
    wish = Wish(text, id, date, matcher or Matcher(), form, column, threads)
    if isinstance(data, list | tuple):
        return _of_list(data, wish)
    if isinstance(data, str | bytes):
        raise TypeError("data is one text; pass a list of texts, or call extract")
    from sco_ner import kinds  # noqa: PLC0415 (needs pyarrow, which lists do not)

    if kinds.is_lazy(data):
        return _lazy(data, wish)
    if kinds.is_reader(data):
        return _streamed(data, wish)
    return annotated(kinds.kind_of(data), wish)


def _of_list(texts: Sequence[str | None], wish: Wish) -> list[Any]:
    if wish.text is not None:
        raise ValueError("text= names a column of a table, and a list has none; leave it out")
    names = _ids_for(wish.id, len(texts))
    dates = dates_for(wish.date, len(texts))
    kept = [(row, text) for row, text in enumerate(texts) if text is not None]
    when = None if dates is None else [dates[row] for row, _ in kept]
    found = wish.matcher.extract_batch([text for _, text in kept], dates=when, threads=wish.threads)
    pairs = [(row, extraction.to_dicts()) for (row, _), extraction in zip(kept, found, strict=True)]
    if wish.form == "nested":
        lists = dict(pairs)
        return [lists.get(row) for row in range(len(texts))]
    day = [{}] * len(texts) if dates is None else [{"date": date} for date in dates]
    return [{"row": names[row], **day[row], **entity} for row, entities in pairs for entity in entities]


def annotated(kind: "Kind", wish: Wish) -> Any:
    """A table or column of its kind with the entities found. What `annotate`, Spark and Dask have in common."""
    import pyarrow.compute as pc  # noqa: PLC0415 (needed for more than lists)

    from sco_ner import rows  # noqa: PLC0415 (needs pyarrow)

    texts, names, when = _columns(kind, wish)
    dates = None if when is None else when.to_pylist()
    long = rows.long_table(wish.matcher, texts, dates, threads=wish.threads, errors=wish.errors)
    if wish.form == "nested":
        failed = rows.errors_of(long, texts) if wish.errors else None
        array = rows.nested(long, texts, failed)
        if kind.is_column:
            return kind.series(array)
        columns = {wish.column: array} if failed is None else {wish.column: array, f"{wish.column}_error": failed}
        return kind.with_columns(columns)
    places = long.column("row")
    if names is not None:
        long = long.set_column(0, "row", rows.taken(names, places))
    elif wish.first:
        long = long.set_column(0, "row", pc.add(places, wish.first))
    if when is not None:
        long = long.add_column(1, "date", rows.taken(when, places))
    return kind.table(long, places)


def _columns(kind: "Kind", wish: Wish) -> tuple[Any, Any, Any]:
    """The texts, and ids and dates where there are any, each as an Arrow column."""
    import pyarrow as pa  # noqa: PLC0415 (needed for more than lists)

    from sco_ner.rows import as_dates, as_text, column_named  # noqa: PLC0415 (needs pyarrow)

    if kind.is_column:
        if wish.text is not None:
            raise ValueError("text= names a column of a table, and this is a column; leave it out")
        texts = as_text(kind.itself(), "the column")
        dates = dates_for(wish.date, len(texts))
        names = None if wish.id is None else pa.array(_ids_for(wish.id, len(texts)))
        return texts, names, None if dates is None else pa.array(dates, pa.string())
    if wish.text is None:
        raise ValueError(f"text= is missing: which column to read, of {', '.join(map(repr, kind.names())) or 'none'}")
    found = [
        None if name is None else kind.column(column_named(kind.names(), name, role))
        for role, name in (("text", wish.text), ("id", wish.id), ("date", wish.date))
    ]
    when = None if found[2] is None else as_dates(found[2], f"date={wish.date!r}")
    return as_text(found[0], f"text={wish.text!r}"), found[1], when


def _lazy(frame: Any, wish: Wish) -> Any:
    import polars as pl  # noqa: PLC0415 (the caller has it)

    from sco_ner.kinds import kind_of  # noqa: PLC0415 (needs pyarrow)

    # An empty frame says what the columns will be, and what is wrong with the arguments, before anything is read.
    schema = annotated(kind_of(pl.DataFrame(schema=frame.collect_schema())), wish).schema
    return frame.map_batches(
        lambda batch: annotated(kind_of(batch), wish),
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
        schema=schema,
    )


def _streamed(reader: "pa.RecordBatchReader", wish: Wish) -> "pa.RecordBatchReader":
    import pyarrow as pa  # noqa: PLC0415 (the caller has it)

    from sco_ner.kinds import kind_of, whole_batch  # noqa: PLC0415 (needs pyarrow)

    def batches() -> "Iterator[pa.RecordBatch]":
        first = 0
        for batch in reader:
            yield annotated(kind_of(batch), replace(wish, first=first))
            first += len(batch)

    empty = whole_batch(reader.schema.empty_table())
    return pa.RecordBatchReader.from_batches(annotated(kind_of(empty), wish).schema, batches())


def _ids_for(given: Any, count: int) -> Sequence[Any]:
    if given is None:
        return range(count)
    if isinstance(given, str):
        raise ValueError(f"id={given!r} names a column, and this is no table; pass a name for each text")
    names = list(given)
    if len(names) != count:
        raise ValueError(f"there are {len(names)} ids for {count} texts")
    return names
