"""`annotate`: what comes in goes out, with its ids, dates and nulls."""

import datetime

import pytest
import sco_ner
from sco_ner.output import FIELDS

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

NEWS = ["وصل بوتين", None, "لا أحد", "إلى بكين وموسكو"]
DATES = [datetime.date(2022, 9, 15), None, datetime.date(2023, 1, 1), datetime.date(2024, 7, 4)]
DATA = {"doc": ["a", "b", "c", "d"], "text": NEWS, "day": DATES}
MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "table": pa.table,
    "batch": pa.RecordBatch.from_pydict,
    "reader": lambda data: pa.table(data).to_reader(max_chunksize=3),
}
COLUMNS = {
    "pandas": pd.Series,
    "polars": pl.Series,
    "array": pa.array,
    "chunked": lambda data: pa.chunked_array([data]),
}


def dicts(table):
    """Any table as a list of dicts."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, pl.DataFrame):
        return table.to_dicts()
    if isinstance(table, pd.DataFrame):
        return table.to_dict("records")
    return table.read_all().to_pylist() if isinstance(table, pa.RecordBatchReader) else table.to_pylist()


def kind(thing):
    """The class of a table, whose implementation may be a subclass."""
    return next(cls for cls in (pa.Array, type(thing)) if isinstance(thing, cls))


@pytest.mark.parametrize("form", ["long", "nested"])
@pytest.mark.parametrize("name", MAKERS)
def test_the_kind_of_table_is_kept(name, form):
    table = MAKERS[name](DATA)
    assert type(sco_ner.annotate(table, text="text", form=form)) is type(table)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_gives_a_column_of_its_kind(name):
    column = COLUMNS[name](NEWS)
    found = sco_ner.annotate(column, form="nested")
    assert kind(found) is kind(column)
    lists = found.to_pylist() if hasattr(found, "to_pylist") else found.to_list()
    assert [entities if entities is None else len(entities) for entities in lists] == [1, None, 0, 2]


@pytest.mark.parametrize("name", MAKERS)
def test_long_rows_carry_ids_and_dates(name):
    rows = dicts(sco_ner.annotate(MAKERS[name](DATA), text="text", id="doc", date="day"))
    assert [list(row) for row in rows] == [["row", "date", *FIELDS]] * 3
    assert [(row["row"], str(row["date"])[:10], row["text"]) for row in rows] == [
        ("a", "2022-09-15", "بوتين"),
        ("d", "2024-07-04", "بكين"),
        ("d", "2024-07-04", "موسكو"),
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_nested_tables_keep_their_columns_and_nulls(name):
    rows = dicts(sco_ner.annotate(MAKERS[name](DATA), text="text", form="nested", column="who"))
    assert [list(row) for row in rows] == [["doc", "text", "day", "who"]] * 4
    assert [row["who"] if row["who"] is None else [e["text"] for e in row["who"]] for row in rows] == [
        ["بوتين"],
        None,
        [],
        ["بكين", "موسكو"],
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_no_rows_and_no_mentions(name):
    for data in ({"text": pa.array([], pa.string())}, {"text": pa.array([None, None], pa.string())}):
        frame = {"text": data["text"].to_pylist()} if name == "pandas" else data
        frame = {"text": pl.Series("text", frame["text"], pl.String)} if name in ("polars", "lazy") else frame
        assert dicts(sco_ner.annotate(MAKERS[name](frame), text="text")) == []
        assert [
            row["entities"] for row in dicts(sco_ner.annotate(MAKERS[name](frame), text="text", form="nested"))
        ] == [None] * len(data["text"])


def test_pandas_rows_keep_their_index():
    frame = pd.DataFrame(DATA, index=pd.Index([7, 8, 8, 9], name="key"))
    found = sco_ner.annotate(frame, text="text")
    assert found.index.tolist() == [7, 9, 9]
    assert found.index.name == "key"
    assert sco_ner.annotate(frame["text"], form="nested").index.equals(frame.index)
    joined = frame.loc[[7, 9], ["doc"]].join(found)
    assert joined["text"].tolist() == ["بوتين", "بكين", "موسكو"]


@pytest.mark.parametrize("dtype", ["object", "string", "string[pyarrow]", "category"])
def test_every_pandas_text_is_read(dtype):
    found = sco_ner.annotate(pd.DataFrame({"text": pd.Series(NEWS, dtype=dtype)}), text="text")
    assert found["text"].tolist() == ["بوتين", "بكين", "موسكو"]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_every_polars_text_is_read(dtype):
    frame = pl.DataFrame({"text": pl.Series(NEWS, dtype=dtype), "doc": ["a", "b", "c", "d"]})
    assert sco_ner.annotate(frame, text="text", id="doc")["row"].to_list() == ["a", "d", "d"]
    assert sco_ner.annotate(pl.DataFrame({"text": [None, None]}), text="text").height == 0


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_every_arrow_text_is_read_and_slices_too(kind):
    column = pa.array(["بكين", *NEWS, "بكين"], kind).slice(1, 4)
    found = sco_ner.annotate(column, form="nested").to_pylist()
    assert [entities and [e["text"] for e in entities] for entities in found] == [
        ["بوتين"],
        None,
        [],
        ["بكين", "موسكو"],
    ]


def test_what_else_hands_out_arrow_is_read():
    class Foreign:
        def __arrow_c_stream__(self, requested_schema=None):
            return pa.table(DATA).__arrow_c_stream__(requested_schema)

    found = sco_ner.annotate(Foreign(), text="text", id="doc")
    assert isinstance(found, pa.Table)
    assert found["row"].to_pylist() == ["a", "d", "d"]


def test_a_reader_is_read_piece_by_piece():
    read = []

    def batches():
        for text in NEWS:
            read.append(text)
            yield pa.RecordBatch.from_pydict({"text": pa.array([text], pa.string())})

    reader = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), batches())
    found = sco_ner.annotate(reader, text="text")
    assert read == []
    assert found.read_next_batch().column("row").to_pylist() == [0]
    assert len(read) == 1
    assert [row for batch in found for row in batch.column("row").to_pylist()] == [3, 3]


def test_a_lazy_frame_is_not_read_before_it_is_collected():
    def refuse(frame):
        raise AssertionError("read too early")

    lazy = pl.LazyFrame({"text": NEWS}).map_batches(refuse, schema={"text": pl.String})
    planned = sco_ner.annotate(lazy, text="text").filter(pl.col("label") == "CITY").select("row", "label")
    assert planned.collect_schema().names() == ["row", "label"]
    found = sco_ner.annotate(pl.LazyFrame({"text": NEWS}), text="text").filter(pl.col("label") == "CITY").head(1)
    assert found.select("row", "text").collect().rows() == [(3, "بكين")]


@pytest.mark.parametrize("name", MAKERS)
def test_a_wrong_column_is_named_with_the_right_one(name):
    with pytest.raises(ValueError, match=r"text='tekst': there is no such column; did you mean 'text'"):
        sco_ner.annotate(MAKERS[name](DATA), text="tekst")
    with pytest.raises(ValueError, match=r"id='q': there is no such column; the columns are 'doc', 'text', 'day'"):
        sco_ner.annotate(MAKERS[name](DATA), text="text", id="q")
    with pytest.raises(ValueError, match=r"text= is missing: which column to read, of 'doc', 'text', 'day'"):
        sco_ner.annotate(MAKERS[name](DATA))


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError, match=r"text='n' holds int64, not text"):
        sco_ner.annotate(pa.table({"n": [1, 2]}), text="n")
    with pytest.raises(TypeError, match="data is one text"):
        sco_ner.annotate("وصل بوتين")
    with pytest.raises(TypeError, match="dict is no table or column that is known here"):
        sco_ner.annotate({"text": NEWS})
    with pytest.raises(ValueError, match="form='wide': it is 'long' or 'nested'"):
        sco_ner.annotate(NEWS, form="wide")
    with pytest.raises(ValueError, match="several columns are called 'text'"):
        sco_ner.annotate(pd.DataFrame([["a", "b"]], columns=["text", "text"]), text="text")


@pytest.mark.parametrize("name", ["list", *MAKERS])
def test_dates_decide_whom_an_office_names(name):
    matcher = sco_ner.Matcher(roles=True, labels=["ROLE"])
    texts = ["قال الرئيس الإيراني إن بلاده ترحب"] * 3
    days = [datetime.date(2022, 9, 15), None, datetime.date(2025, 9, 1)]
    if name == "list":
        found = sco_ner.annotate(texts, date=days, matcher=matcher)
        whole = sco_ner.annotate(texts, date="2022", matcher=matcher)
        assert [row["id"] for row in whole] == ["ebrahim-raisi"] * 3
    else:
        table = MAKERS[name]({"text": texts, "day": days})
        found = dicts(sco_ner.annotate(table, text="text", date="day", matcher=matcher))
    ids = [row["id"] if isinstance(row["id"], str) else None for row in found]
    assert ids == ["ebrahim-raisi", None, "masoud-pezeshkian"]


def test_ids_and_dates_of_lists_and_columns_fit_the_texts():
    rows = sco_ner.annotate(NEWS, id=[1, 2, 3, 4], date="2022-09")
    assert [(row["row"], row["date"]) for row in rows] == [(1, "2022-09"), (4, "2022-09"), (4, "2022-09")]
    found = sco_ner.annotate(pl.Series(NEWS), id=list("wxyz"), date=DATES)
    assert found["row"].to_list() == ["w", "z", "z"]
    assert found["date"].to_list() == ["2022-09-15", "2024-07-04", "2024-07-04"]
    with pytest.raises(ValueError, match="there are 1 ids for 4 texts"):
        sco_ner.annotate(NEWS, id=["a"])
    with pytest.raises(ValueError, match="there are 2 dates for 4 texts"):
        sco_ner.annotate(NEWS, date=["2022", "2023"])
    with pytest.raises(ValueError, match="names a column"):
        sco_ner.annotate(pl.Series(NEWS), id="doc")


def test_a_matcher_of_ones_own_and_threads():
    clubs = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الأهلي", "al-ahly")], label="CLUB"))
    frame = pl.DataFrame({"text": ["فاز الأهلي", "خسر الأهلي"] * 50})
    one, two = (sco_ner.annotate(frame, text="text", matcher=clubs, threads=threads) for threads in (1, 2))
    assert one.equals(two)
    assert one["label"].unique().to_list() == ["CLUB"]
    assert one.height == 100


class Failing:
    """A matcher that fails on everything, arguments apart."""

    def extract_arrow(self, *_, **__):
        raise RuntimeError("no")

    def extract_batch(self, texts, *, threads):
        return sco_ner.Matcher().extract_batch(texts, threads=threads)


def test_errors_of_no_text_are_raised():
    from sco_ner.rows import long_table

    none, two = pa.array([], pa.string()), pa.array(["بكين", "موسكو"])
    with pytest.raises(RuntimeError, match="no"):
        long_table(Failing(), none, errors=True)
    assert long_table(Failing(), two, errors=True).column("error").to_pylist() == ["RuntimeError: no"] * 2
    with pytest.raises(ValueError, match="threads must be 1 or more"):
        long_table(sco_ner.Matcher(), two, threads=0, errors=True)


def test_a_mapper_gives_what_extract_gives():
    from sco_ner.datasets import mapper

    batch = {"text": (*NEWS,), "day": DATES}
    expected = [None if text is None else sco_ner.extract(text).to_dicts() for text in NEWS]
    assert mapper(threads=2)(batch) == {"entities": expected}
    dated = [
        None if text is None else sco_ner.extract(text, date=day).to_dicts()
        for text, day in zip(NEWS, DATES, strict=True)
    ]
    assert mapper(date="day", column="who")(batch) == {"who": dated}
    with pytest.raises(ValueError, match="there are 1 dates for 4 texts"):
        mapper(date="day")({"text": NEWS, "day": ["2022"]})
