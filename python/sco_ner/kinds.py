"""What a caller's table or column is, and how one of its kind is made: pandas, polars, pyarrow.

`kind_of` gives the adapter of a library. Each adapter takes columns out as Arrow and makes tables and columns of its
own kind from Arrow; that is all that `tables` has to know of a library.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from sco_ner.extras import missing

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise missing(error, "tables") from None

_ELSEWHERE = {
    "pyspark": "sco_ner.spark.annotate",
    "dask": "sco_ner.dask.annotate",
    "datasets": "sco_ner.datasets.mapper",
}


class Kind(ABC):
    """A library's tables and columns."""

    def __init__(self, data: Any, *, is_column: bool) -> None:
        self.data = data
        self.is_column = is_column

    @abstractmethod
    def names(self) -> Sequence[str]:
        """The names of a table's columns."""

    @abstractmethod
    def column(self, name: str) -> Any:
        """A column of a table as Arrow."""

    @abstractmethod
    def itself(self) -> Any:
        """A column as Arrow."""

    @abstractmethod
    def table(self, table: pa.Table, rows: Any) -> Any:
        """A table of this kind; `rows` are the places of the rows it comes from."""

    @abstractmethod
    def series(self, array: pa.Array) -> Any:
        """A column of this kind, as long as the data."""

    @abstractmethod
    def with_columns(self, columns: dict[str, pa.Array]) -> Any:
        """The table and more columns, or others in the place of those of their names."""


class _Pandas(Kind):
    def names(self) -> Sequence[str]:
        return list(self.data.columns)

    def column(self, name: str) -> Any:
        series = self.data[name]
        if series.ndim != 1:
            raise ValueError(f"several columns are called {name!r}; rename all but one")
        return pa.array(series, from_pandas=True)

    def itself(self) -> Any:
        return pa.array(self.data, from_pandas=True)

    def table(self, table: pa.Table, rows: Any) -> Any:
        frame = table.to_pandas()
        frame.index = self.data.index.take(rows.to_numpy())
        return frame

    def series(self, array: pa.Array) -> Any:
        import pandas as pd  # noqa: PLC0415 (the caller has it)

        name = self.data.name if self.is_column else None
        return pd.Series(array.to_pylist(), index=self.data.index, dtype=object, name=name)

    def with_columns(self, columns: dict[str, pa.Array]) -> Any:
        return self.data.assign(**{name: self.series(array) for name, array in columns.items()})


class _Polars(Kind):
    def names(self) -> Sequence[str]:
        return list(self.data.columns)

    def column(self, name: str) -> Any:
        return self._arrow(self.data[name])

    def itself(self) -> Any:
        return self._arrow(self.data)

    @staticmethod
    def _arrow(series: Any) -> Any:
        import polars as pl  # noqa: PLC0415 (the caller has it)

        # Text is read as it lies there. Categories of it are written out: Arrow's own functions do not know such.
        return pa.chunked_array(series.cast(pl.String) if series.dtype in (pl.Categorical, pl.Enum) else series)

    def table(self, table: pa.Table, rows: Any) -> Any:
        import polars as pl  # noqa: PLC0415 (the caller has it)

        return pl.from_arrow(table)

    def series(self, array: pa.Array) -> Any:
        import polars as pl  # noqa: PLC0415 (the caller has it)

        return pl.Series(self.data.name if self.is_column else "", array)

    def with_columns(self, columns: dict[str, pa.Array]) -> Any:
        return self.data.with_columns(self.series(array).alias(name) for name, array in columns.items())


class _Arrow(Kind):
    def names(self) -> Sequence[str]:
        return list(self.data.schema.names)

    def column(self, name: str) -> Any:
        return self.data.column(name)

    def itself(self) -> Any:
        return self.data

    def table(self, table: pa.Table, rows: Any) -> Any:
        return whole_batch(table) if isinstance(self.data, pa.RecordBatch) else table

    def series(self, array: pa.Array) -> Any:
        return pa.chunked_array([array]) if isinstance(self.data, pa.ChunkedArray) else array

    def with_columns(self, columns: dict[str, pa.Array]) -> Any:
        data = self.data
        for name, array in columns.items():
            names = data.schema.names
            data = data.set_column(names.index(name), name, array) if name in names else data.append_column(name, array)
        return data


def is_lazy(data: object) -> bool:
    """Whether it is a polars LazyFrame."""
    return library_of(data) == "polars" and type(data).__name__ == "LazyFrame"


def is_reader(data: object) -> bool:
    """Whether it gives Arrow batches one after the other."""
    return isinstance(data, pa.RecordBatchReader)


def whole_batch(table: pa.Table) -> pa.RecordBatch:
    """A table as one batch."""
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def library_of(data: object) -> str:
    """The library whose class a thing is, subclasses elsewhere included: "pandas", "polars", "pyarrow", or "".

    Examples:
        >>> from sco_ner.kinds import library_of
        >>> library_of([1])
        ''
    """
    roots = [base.__module__.partition(".")[0] for base in type(data).__mro__]
    return next((root for root in roots if root in ("pandas", "polars", "pyarrow", *_ELSEWHERE)), "")


def kind_of(data: Any) -> Kind:
    """The adapter of a table or column.

    Raises:
        TypeError: it is none that is known; the message says what is.
    """
    library, name = library_of(data), type(data).__name__
    if library in _ELSEWHERE:
        raise TypeError(f"{library} has a function of its own: {_ELSEWHERE[library]}")
    if library == "pandas" and hasattr(data, "index") and hasattr(data, "ndim"):
        return _Pandas(data, is_column=data.ndim == 1)
    if library == "polars" and name in ("DataFrame", "Series"):
        return _Polars(data, is_column=name == "Series")
    if isinstance(data, pa.Table | pa.RecordBatch | pa.Array | pa.ChunkedArray):
        return _Arrow(data, is_column=isinstance(data, pa.Array | pa.ChunkedArray))
    if hasattr(data, "__arrow_c_stream__"):
        return _Arrow(pa.table(data), is_column=False)
    raise TypeError(
        f"{name} is no table or column that is known here; pass a pandas or polars DataFrame or Series, a polars "
        "LazyFrame, a pyarrow Table, RecordBatch, RecordBatchReader, Array or ChunkedArray, or a list of str"
    )
