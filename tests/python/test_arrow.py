"""Columns in and out: the rows of `extract_arrow` are those of `extract_batch`, whatever holds the texts."""

import datetime
import gc
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import sco_ner
from conftest import texts
from hypothesis import given, strategies

MANY = [
    "وصل إلى بكين وللصين موقف",
    None,
    "",
    "وزارة الخارجية الروسية ووزير الخارجية",
    "أوّلُ زيارةٍ إلى مُـوسكو 😀 ثم 𝔸 موسكو وبوتين",
    "أعلنت وزارة الخارجية اليوم",
    "وصل إلى بكين وللصين موقف",
    "زار بوتين طشقند، وطشقند عاصمة",
    None,
    "بكين",
]
TEXTS = MANY * 30
INTEGERS = [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]


def rows(found):
    return pa.table(found).to_pylist()


def expected(batch, column):
    """What `extract_batch` finds, as rows of `extract_arrow` with `text=True`."""
    whole = [text for text in column if text is not None]
    at = [row for row, text in enumerate(column) if text is not None]
    return [{"row": row} | entity.to_dict() for row, found in zip(at, batch(whole), strict=True) for entity in found]


@pytest.fixture(scope="module")
def truth():
    found = expected(sco_ner.extract_batch, TEXTS)
    assert len(found) > 200
    assert any(entity["id"] is None for entity in found)
    return found


def coded(chunk, key=None):
    return pa.array(chunk, pa.string()).cast(pa.dictionary(key or pa.int32(), pa.string()))


def null_by_value():
    """A dictionary one of whose values is null."""
    values = [*sorted({text for text in TEXTS if text is not None}), None]
    return pa.DictionaryArray.from_arrays(pa.array([values.index(text) for text in TEXTS]), pa.array(values))


COLUMNS = {
    "list": lambda: TEXTS,
    "tuple": lambda: tuple(TEXTS),
    "generator": lambda: (text for text in TEXTS),
    "utf8": lambda: pa.array(TEXTS, pa.string()),
    "large_utf8": lambda: pa.array(TEXTS, pa.large_string()),
    "utf8_view": lambda: pa.array(TEXTS, pa.string_view()),
    "sliced utf8": lambda: pa.array(["بكين", None, *TEXTS, "بكين"], pa.string())[2:-1],
    "sliced large_utf8": lambda: pa.array(["بكين", *TEXTS, "بكين"], pa.large_string())[1:-1],
    "sliced utf8_view": lambda: pa.array([None, *TEXTS, "بكين"], pa.string_view())[1:-1],
    "sliced dictionary": lambda: coded(["بكين", "موسكو", *TEXTS, None])[2:-1],
    "dictionary of a null": null_by_value,
    "unused dictionary values": lambda: coded([*["روسيا"] * 50, *TEXTS])[50:],
    "dictionary of large_utf8": lambda: pa.array(TEXTS, pa.large_string()).dictionary_encode(),
    "chunked": lambda: pa.chunked_array([TEXTS[:7], [], TEXTS[7:8], TEXTS[8:]], pa.string()),
    "chunked utf8_view": lambda: pa.chunked_array([TEXTS[:7], [], TEXTS[7:]], pa.string_view()),
    "chunked dictionary": lambda: pa.chunked_array([coded(TEXTS[:1]), coded([]), coded([None]), coded(TEXTS[2:])]),
    "sliced chunks": lambda: pa.chunked_array([TEXTS[:100], TEXTS[:4], TEXTS], pa.string())[104:],
    "polars": lambda: pl.Series(TEXTS),
    "sliced polars": lambda: pl.Series(["بكين", *TEXTS, "بكين"])[1:-1],
    "polars chunks": lambda: pl.concat([pl.Series(TEXTS[:50]), pl.Series(TEXTS[50:])], rechunk=False),
    "polars categorical": lambda: pl.Series(TEXTS, dtype=pl.Categorical),
    "polars enum": lambda: pl.Series(TEXTS, dtype=pl.Enum(sorted({text for text in TEXTS if text is not None}))),
    "pandas": lambda: pd.Series(TEXTS, dtype="str"),
    "pandas object": lambda: pd.Series(TEXTS, dtype=object),
    "pandas arrow": lambda: pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.large_string())),
    "pandas categorical": lambda: pd.Series(TEXTS, dtype="category"),
} | {f"dictionary of {key} keys": lambda key=key: coded(TEXTS, key) for key in INTEGERS}


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize("column", COLUMNS)
def test_rows_are_those_of_a_batch(column, threads, truth):
    found = sco_ner.extract_arrow(COLUMNS[column](), threads=threads, text=True)
    assert len(found) == len(truth)
    assert rows(found) == truth


DATED = [
    ("قال الرئيس الإيراني إن بلاده تراقب", "2020"),
    ("قال الرئيس الإيراني إن بلاده تراقب", "2022-05"),
    (None, "2020"),
    ("بحث الرئيسان الروسي والصيني الملف", "2010-03-01"),
    ("قال الرئيس الإيراني إن بلاده تراقب", None),
    ("أعلن الرئيس الأميركي بوش ذلك", "1990-08"),
    ("أعلن الرئيس الأميركي بوش ذلك", "2003"),
    ("قال الرئيس الإيراني إن بلاده تراقب", "2020"),
] * 40


@pytest.mark.parametrize("roles", [False, True])
@pytest.mark.parametrize("threads", [1, 4])
@pytest.mark.parametrize(
    "make",
    [
        list,
        iter,
        pa.array,
        lambda texts: pa.array(texts).dictionary_encode(),
        lambda texts: pa.chunked_array([texts[:9], texts[9:]]).dictionary_encode(),
        lambda texts: pl.Series(texts, dtype=pl.Categorical),
    ],
    ids=["list", "iterator", "utf8", "dictionary", "chunked dictionary", "polars categorical"],
)
def test_dates_and_roles_give_the_rows_of_a_batch(make, threads, roles):
    column, dates = (list(part) for part in zip(*DATED, strict=True))
    there = [(text, date) for text, date in DATED if text is not None]
    found = sco_ner.extract_batch([text for text, _ in there], dates=[date for _, date in there], roles=roles)
    at = [row for row, text in enumerate(column) if text is not None]
    wanted = [
        {"row": row} | entity.to_dict() for row, extraction in zip(at, found, strict=True) for entity in extraction
    ]
    assert len({entity["id"] for entity in wanted}) > (7 if roles else 4)
    given = sco_ner.extract_arrow(make(column), dates=dates, roles=roles, threads=threads, text=True)
    assert rows(given) == wanted


def test_roles_are_those_of_the_matcher():
    column = ["قال الرئيس الإيراني إن بلاده تراقب"]
    matcher = sco_ner.Matcher(roles=True)
    labels = [row["label"] for row in rows(matcher.extract_arrow(column, dates=["2020"]))]
    assert labels == ["ROLE", "NORP"]
    assert [row["label"] for row in rows(matcher.extract_arrow(column, roles=False))] == ["NORP"]


def test_dates_may_be_a_column():
    days = [datetime.date(2020, 5, 1), None, datetime.date(2022, 5, 1)]
    column = ["قال الرئيس الإيراني ذلك"] * 3
    wanted = rows(sco_ner.extract_arrow(column, dates=days, roles=True))
    assert {row["id"] for row in wanted} == {"IR", "hassan-rouhani", "ebrahim-raisi", None}
    series = pl.Series(days)
    for dates in (pa.array(days), pa.chunked_array([days]), pa.array(days).cast(pa.timestamp("s")), series, iter(days)):
        assert rows(sco_ner.extract_arrow(pa.array(column), dates=dates, roles=True)) == wanted


@pytest.mark.parametrize("make", [list, iter, pa.array, lambda texts: pa.array(texts).dictionary_encode()])
@pytest.mark.parametrize("dates", [["2020"], ["2020"] * 3, []])
def test_there_are_as_many_dates_as_texts(make, dates):
    with pytest.raises(ValueError, match="one date for each text"):
        sco_ner.extract_arrow(make(["بكين", "موسكو"]), dates=dates)


def test_wrong_dates_are_named():
    with pytest.raises(ValueError, match=r'dates\[1\]: "soon" is no date'):
        sco_ner.extract_arrow(["بكين", "موسكو"], dates=["2020", "soon"])
    with pytest.raises(TypeError, match="not one date"):
        sco_ner.extract_arrow(["بكين"], dates="2020")


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_large_columns_are_shared_out(threads):
    """Enough text for many pieces, blocks of strings and batches."""
    column = [text for index, text in enumerate(TEXTS * 300) if index % 7]
    assert len(column) > 2**16
    found = pa.table(sco_ner.extract_arrow(column, threads=threads))
    # What each text gives is known from elsewhere; here its place counts.
    once = {text: sco_ner.extract_batch([text])[0].to_dicts() for text in set(column) if text is not None}
    wanted = [(row, entity["start"], entity["id"]) for row, text in enumerate(column) for entity in once.get(text, ())]
    assert list(zip(*(found[name].to_pylist() for name in ("row", "start", "id")), strict=True)) == wanted
    assert found.num_rows > 2**16
    assert sco_ner.extract_arrow(pa.array(column), threads=threads) is not None
    assert pa.table(sco_ner.extract_arrow(pa.array(column), threads=threads)).equals(found)
    repeated = pa.table(sco_ner.extract_arrow(pa.array(column).dictionary_encode(), threads=threads))
    assert repeated.to_pydict() == found.to_pydict()


@pytest.mark.parametrize("threads", [1, 3])
@given(column=strategies.lists(strategies.none() | texts(), max_size=12))
def test_any_texts(matcher, threads, column):
    """Lone surrogates too, which only a str can hold."""
    found = rows(matcher.extract_arrow(column, threads=threads))
    wanted = expected(matcher.extract_batch, column)
    for entity in wanted:
        del entity["text"]
    assert found == wanted


@given(column=strategies.lists(strategies.none() | texts(), max_size=12))
def test_offsets_are_those_of_the_encodings(matcher, column):
    for units, encoding, width in [("utf8", "utf-8", 1), ("utf16", "utf-16-le", 2)]:
        found = rows(matcher.extract_arrow(column, offsets=units))
        wanted = rows(matcher.extract_arrow(column, offsets="codepoints"))
        for entity in wanted:
            text = column[entity["row"]]
            for name in ("start", "end"):
                entity[name] = len(text[: entity[name]].encode(encoding, "surrogatepass")) // width
        assert found == wanted
        clean = [text and text.encode("utf-16", "replace").decode("utf-16", "replace") for text in column]
        if clean == column:
            assert rows(matcher.extract_arrow(pa.array(column, pa.string()), offsets=units)) == wanted


@pytest.mark.parametrize("overlaps", ["nested", "all"])
@given(text=texts())
def test_offsets_of_mentions_that_overlap(gazetteer, overlaps, text):
    matcher = sco_ner.Matcher(gazetteer, overlaps=overlaps)
    for entity in rows(matcher.extract_arrow([text], offsets="utf8", text=True)):
        cut = text.encode("utf-8", "surrogatepass")[entity["start"] : entity["end"]]
        assert cut.decode("utf-8", "replace") == entity["text"]


@pytest.mark.parametrize(
    "column",
    [[], [None], [""], pa.array([], pa.string()), pa.array([None, None]), coded([]), coded([None]), pl.Series([])],
    ids=repr,
)
def test_nothing_to_find(column):
    if isinstance(column, pl.Series):
        column = column.cast(pl.String)
    found = sco_ner.extract_arrow(column)
    assert len(found) == 0
    names = ["row", "start", "end", "label", "id", "name", "name_en", "kind", "proclitic", "score"]
    assert pa.table(found).column_names == pl.DataFrame(found).columns == list(pd.DataFrame.from_arrow(found)) == names
    assert pa.table(found).num_rows == len(pl.DataFrame(found)) == len(pd.DataFrame.from_arrow(found)) == 0


def test_libraries_read_the_result(truth):
    found = sco_ner.extract_arrow(TEXTS, text=True)
    assert pa.table(found).schema == pa.schema(found)
    pa.table(found).validate(full=True)
    assert pl.DataFrame(found).to_dicts() == truth
    frame = pd.DataFrame.from_arrow(found)
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == truth
    assert set(frame["id"].cat.categories) == {entity["id"] for entity in truth} - {None}
    assert pd.DataFrame.from_arrow(found).groupby("label", observed=True).size()["CITY"] > 0


def test_ids_and_names_are_listed_once_in_the_order_of_the_texts(truth):
    table = pa.table(sco_ner.extract_arrow(TEXTS, threads=8))
    for name in ("id", "name", "name_en"):
        (dictionary,) = {tuple(chunk.dictionary.to_pylist()) for chunk in table[name].chunks}
        assert list(dictionary) == list(dict.fromkeys(row[name] for row in truth if row[name] is not None))


def test_a_capsule_is_consumed_once(matcher):
    class Kept:
        def __init__(self, made):
            self.made = made

    class Stream(Kept):
        def __arrow_c_stream__(self, requested_schema=None):
            return self.made

    class Array(Kept):
        def __arrow_c_array__(self, requested_schema=None):
            return self.made

    text = pa.chunked_array([["بكين"], ["موسكو"]])
    for column in [Stream(text.__arrow_c_stream__()), Array(text.chunk(1).__arrow_c_array__())]:
        assert len(matcher.extract_arrow(column)) > 0
        with pytest.raises(ValueError, match="consumed before"):
            matcher.extract_arrow(column)
    for wrong in [Stream(5), Stream(None), Array(5), Array((5, 6)), Array(("a",))]:
        with pytest.raises(TypeError, match=r"capsule"):
            matcher.extract_arrow(wrong)
    for wrong in [Stream(text.chunk(0).__arrow_c_array__()[1]), Array(text.chunk(0).__arrow_c_array__()[::-1])]:
        with pytest.raises(ValueError, match="Capsule"):
            matcher.extract_arrow(wrong)


def test_a_stream_that_fails_says_why(matcher):
    def batches():
        yield pa.record_batch({"text": ["بكين"]})
        raise OSError("the disk is gone")

    schema = pa.schema({"text": pa.string()})
    with pytest.raises(TypeError, match="table or a struct"):
        matcher.extract_arrow(pa.RecordBatchReader.from_batches(schema, batches()))

    class Failing:
        def __arrow_c_stream__(self, requested_schema=None):
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        matcher.extract_arrow(Failing())


def test_a_result_may_be_read_never_once_and_often(matcher):
    found = matcher.extract_arrow(["بكين"] * 10)
    found.__arrow_c_stream__()
    found.__arrow_c_schema__()
    first, second = (pa.RecordBatchReader.from_stream(found) for _ in range(2))
    del found
    gc.collect()
    assert first.read_all() == second.read_all()


def test_memory_comes_back(matcher):
    """What is imported and exported is released: pyarrow counts its own buffers, the system the rest."""

    def work():
        column = pa.array(["بكين وموسكو " * 50] * 2000)
        found = matcher.extract_arrow(column, threads=2, text=True)
        found.__arrow_c_stream__()
        pa.table(found)
        with pytest.raises(TypeError):
            matcher.extract_arrow(pa.array([1] * 100_000))

    def resident():
        gc.collect()
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096

    if not sys.platform.startswith("linux"):
        pytest.skip("resident memory is read from /proc")
    work()
    allocated, before = pa.total_allocated_bytes(), resident()
    for _ in range(20):
        work()
    gc.collect()
    assert pa.total_allocated_bytes() == allocated
    # One result takes some 15 MB.
    assert resident() - before < 60e6


def test_the_interpreter_runs_on_while_texts_are_scanned(matcher):
    column = pa.array(["بكين وموسكو " * 500] * 2000)
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    clock = threading.Thread(target=tick)
    clock.start()
    start = time.monotonic()
    matcher.extract_arrow(column)
    end = time.monotonic()
    done.set()
    clock.join()
    assert sum(start < at < end for at in ticks) > 5


INTERRUPTED = """
import signal, sys, threading, time
import pyarrow as pa
import sco_ner

matcher = sco_ner.Matcher()
text = "وصل بوتين إلى بكين وموسكو " * 200
column = {column}
threading.Timer(0.3, lambda: signal.raise_signal(signal.SIGINT)).start()
try:
    matcher.extract_arrow(column, threads={threads})
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are raised otherwise there")
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("column", ["pa.chunked_array([pa.array([text] * 1000)] * 3000)", "[text] * 3_000_000"])
def test_a_long_call_can_be_interrupted(column, threads):
    """It would take minutes: 15 thousand million characters, which take no room."""
    program = INTERRUPTED.format(column=column, threads=threads)
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")
    assert time.monotonic() - start < 30


def test_another_signal_handler_may_raise(matcher):
    class Alarm(Exception):
        pass

    def ring(*_):
        raise Alarm

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(Alarm):
            matcher.extract_arrow(["بكين وموسكو " * 500] * 1_000_000)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
