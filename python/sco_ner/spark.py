"""Spark: `annotate(df, text=…, id=…)` by `mapInArrow`.

The matcher goes to the executors as one file, through `addFile`, and every Python worker loads it once, after checking
its hash. Rows come and go in Arrow batches; the columns are fixed by the arguments alone. What happens to a row depends
on that row only, so that tasks can be tried again, speculated and split as Spark likes. A text that cannot be read
gives a row that says why in the column `error`.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sco_ner._core import Matcher
from sco_ner.extras import missing
from sco_ner.model_file import chosen, digest, fetched
from sco_ner.tables import Form, Wish, annotated

try:
    from pyspark import SparkFiles
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType
except ModuleNotFoundError as error:
    raise missing(error, "spark") from None

from sco_ner.kinds import kind_of
from sco_ner.rows import ENTITY, column_named

_SLICE = 1024
"""Texts handled at a time, whatever Spark's batches hold."""


def annotate(  # noqa: PLR0913 (keyword-only, each of its own use)
    df: DataFrame,
    *,
    text: str,
    id: str | None = None,
    date: str | None = None,
    matcher: Matcher | None = None,
    model: str | Path | None = None,
    form: Form = "long",
    column: str = "entities",
) -> DataFrame:
    """Finds the entities of a Spark DataFrame. Lazy, like any transformation.

    Args:
        df: the DataFrame.
        text: the column of texts; null is no text.
        id: the column that names a row; the long form needs it.
        date: the column of dates (date, timestamp, or ISO text as far as it is known).
        matcher: what finds the entities; the bundled one if left out.
        model: a file that `Matcher.save` wrote, in place of a matcher.
        form: "long", a row a mention, or "nested", the DataFrame with one more column.
        column: nested form: the name of the new column; beside it stands one called so and `_error`.

    Returns:
        Long form: the columns `row` (the id), `date` if there is one, `text`, `start`, `end`, `label`, `id`, `name`,
        `name_en`, `kind`, `proclitic`, `score`, `error`. A row with an `error` has nothing else but `row` and `date`.
        Nested form: all columns, an array of structs (null where the text is), and the error.

    Raises:
        ValueError: a column that is not there, or no `id` in the long form, or matcher and model both.
        TypeError: the column of texts holds none.
    """
    if form == "long" and id is None:
        raise ValueError("id= is missing: rows of a DataFrame have no order, so name the column that tells them apart")
    names = {"text": text, "id": id, "date": date}
    types = {role: df.schema[column_named(df.columns, name, role)] for role, name in names.items() if name is not None}
    if not isinstance(types["text"].dataType, StringType):
        raise TypeError(f"text={text!r} holds {types['text'].dataType.simpleString()}, not text")
    path = chosen(matcher, model)
    _sent(df.sparkSession, path)
    found = _work(path.name, digest(path), {**names, "form": form, "column": column})
    if form == "nested":
        return df.mapInArrow(found, _nested_schema(df.schema, column))
    kept = df.select(*dict.fromkeys(name for name in names.values() if name is not None))
    return kept.mapInArrow(found, _long_schema(types))


def _work(name: str, sha256: str, wishes: dict[str, Any]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """What every task runs: batches in, batches out."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        # Spark's own copy of the file, which nobody writes to: the workers of an executor share its memory.
        matcher = fetched(SparkFiles.get(name), sha256, mapped=True)
        wish = Wish(matcher=matcher, threads=1, errors=True, **wishes)
        for batch in batches:
            for start in range(0, len(batch), _SLICE):
                yield annotated(kind_of(batch.slice(start, _SLICE)), wish)

    return work


def _sent(session: SparkSession, path: Path) -> None:
    """Sends the file to every executor, those that are still to come too."""
    if hasattr(session, "addArtifacts") and not hasattr(session, "_jsparkSession"):
        session.addArtifacts(str(path), file=True)
    else:
        session.sparkContext.addFile(str(path))


def _entity_schema() -> StructType:
    schema: StructType = from_arrow_schema(ENTITY)
    return schema


def _long_schema(types: dict[str, StructField]) -> StructType:
    first = [
        StructField(name, types[role].dataType) for name, role in (("row", "id"), ("date", "date")) if role in types
    ]
    return StructType([*first, *_entity_schema().fields, StructField("error", StringType())])


def _nested_schema(schema: StructType, column: str) -> StructType:
    new = [StructField(column, ArrayType(_entity_schema())), StructField(f"{column}_error", StringType())]
    kept = [field for field in schema.fields if field.name not in (column, f"{column}_error")]
    return StructType([*kept, *new])
