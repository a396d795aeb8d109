"""Dask: `annotate(df, text=…)` by `map_partitions`.

As for Spark, the matcher goes to the workers as a file of a checked hash and is loaded once a worker; a text that
cannot be read gives a row that says why. Workers of another machine must see the file under the same path: give
`model`, on a disk that all share.
"""

from pathlib import Path
from typing import Any

from sco_ner._core import Matcher
from sco_ner.extras import missing
from sco_ner.model_file import chosen, digest, fetched
from sco_ner.tables import Form, Wish, annotated

try:
    from dask.dataframe import DataFrame
except ModuleNotFoundError as error:
    raise missing(error, "dask") from None

from sco_ner.kinds import kind_of
from sco_ner.rows import column_named


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
    """Finds the entities of a Dask DataFrame, partition by partition. Lazy, like any operation of Dask.

    Args:
        df: the DataFrame.
        text: the column of texts; missing values are no texts.
        id: the column that names a row; without one `row` counts from 0 in each partition, and the index tells rows
            apart.
        date: the column of dates (datetime64, or ISO text as far as it is known).
        matcher: what finds the entities; the bundled one if left out.
        model: a file that `Matcher.save` wrote, in place of a matcher.
        form: "long", a row a mention, or "nested", the DataFrame with one more column.
        column: nested form: the name of the new column; beside it stands one called so and `_error`.

    Returns:
        The columns that `sco_ner.annotate` gives for pandas, and `error`.

    Raises:
        ValueError: a column that is not there, or matcher and model both.
    """
    names = {"text": text, "id": id, "date": date}
    for role, name in names.items():
        if name is not None:
            column_named(list(df.columns), name, role)
    given = chosen(matcher, model)
    path, sha256 = str(given.resolve()), digest(given)
    wishes = {**names, "form": form, "column": column}
    # An empty frame says what the columns will be; a model is loaded for it, and so checked before the work.
    here = fetched(path, sha256) if model is not None else matcher or Matcher()
    return df.map_partitions(_partition, path, sha256, wishes, meta=_annotated(df._meta, here, wishes))


def _partition(frame: Any, path: str, sha256: str, wishes: dict[str, Any]) -> Any:
    """What is done to each partition, a pandas DataFrame."""
    return _annotated(frame, fetched(path, sha256), wishes)


def _annotated(frame: Any, matcher: Matcher, wishes: dict[str, Any]) -> Any:
    return annotated(kind_of(frame), Wish(matcher=matcher, threads=1, errors=True, **wishes))
