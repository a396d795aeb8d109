"""Spark gives the rows of one process: on any master, in any batches and partitions, and when processes are killed.

Three Spark applications are started one after the other; the tests of one stand together.
"""

import datetime
import os
import shutil
import sys
from pathlib import Path

import pytest
import sco_ner

pyspark = pytest.importorskip("pyspark")

import pyarrow.dataset
from processes import Killer, command_of
from pyspark import SparkFiles
from pyspark.sql import SparkSession
from sco_ner import model_file, spark
from sco_ner.spark import annotate
from texts import TEXTS

# Spark and py4j warn of their own affairs.
has_java = bool(os.environ.get("JAVA_HOME") or shutil.which("java"))
pytestmark = [
    pytest.mark.skipif(not has_java, reason="Spark needs Java 17 or newer"),
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.timeout(900),
]

DOCS = [(f"d{place:04}", text) for place, text in enumerate(TEXTS * 4)]
WORK = spark._work


@pytest.fixture(scope="module")
def application():
    """Gives the session of a master, and ends the one before it."""
    sessions = {}
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }

    def start(master):
        if master not in sessions:
            for name in list(sessions):
                sessions.pop(name).stop()
            builder = SparkSession.builder.master(master).appName("sco_ner")
            settings = {
                "spark.ui.enabled": "false",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.host": "127.0.0.1",
                "spark.sql.shuffle.partitions": "4",
                "spark.executor.memory": "512m",
                "spark.log.level": "ERROR",
            }
            for key, value in settings.items():
                builder = builder.config(key, value)
            sessions[master] = builder.getOrCreate()
        return sessions[master]

    yield start
    for session in sessions.values():
        session.stop()


@pytest.fixture(scope="module")
def expected():
    """The rows of one process, without Spark."""
    rows = sco_ner.annotate([text for _, text in DOCS], id=[doc for doc, _ in DOCS])
    assert len(rows) > 250
    return sorted(tuple(row.values()) for row in rows)


def table(session, partitions):
    return session.createDataFrame(DOCS, "doc string, text string").repartition(partitions)


def rows(found):
    """The rows of a long DataFrame that has no errors, in order."""
    return in_order(row.asDict() for row in found.collect())


def in_order(dicts):
    given = [dict(row) for row in dicts]
    assert {row.pop("error") for row in given} == {None}
    return sorted(tuple(row.values()) for row in given)


def slowed(marks, seconds):
    """The work of a task, which takes its time and leaves a mark with its process when it begins."""

    def with_marks(name, sha256, wishes):
        work = WORK(name, sha256, wishes)

        def step(batches):
            import os
            import time
            import uuid
            from pathlib import Path

            (Path(marks) / f"{os.getpid()}-{uuid.uuid4().hex}").touch()
            time.sleep(seconds)
            yield from work(batches)

        return step

    return with_marks


def is_executor(pid, marks):
    return "CoarseGrainedExecutorBackend" in command_of(pid)


def is_at_work(pid, marks):
    """The Python worker that has begun a partition last."""
    newest = max(marks.iterdir(), key=lambda mark: mark.stat().st_mtime_ns)
    return newest.name.startswith(f"{pid}-")


def with_kill(session, tmp_path, monkeypatch, fits, action):
    """Runs an action on the annotated table while a process is killed; gives what the action gives."""
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setattr(spark, "_work", slowed(str(marks), 0.7))
    killer = Killer(marks, lambda pid: fits(pid, marks), begun=4)
    killer.start()
    given = action(annotate(table(session, 16), text="text", id="doc"))
    killer.join(1)
    assert killer.killed is not None, "nothing was killed"
    assert killer.at < 16, "the job was nearly over"
    assert len(list(marks.iterdir())) > 16, "no partition was done again"
    return given


def same_whatever_the_batches(session, expected):
    for partitions in (1, 3, 16):
        frame = table(session, partitions).cache()
        for size in (1, 7, 2000):
            session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(size))
            assert rows(annotate(frame, text="text", id="doc")) == expected, (partitions, size)
        frame.unpersist()


# local[1]


def test_local_1_gives_the_rows_of_one_process(application, expected):
    same_whatever_the_batches(application("local[1]"), expected)


def test_the_schema_is_fixed_by_the_arguments(application):
    session = application("local[1]")
    frame = session.createDataFrame([], "n int, at timestamp, text string, other double")
    long = annotate(frame, text="text", id="n", date="at")
    assert long.schema.simpleString() == (
        "struct<row:int,date:timestamp,text:string,start:bigint,end:bigint,label:string,id:string,name:string,"
        "name_en:string,kind:string,proclitic:string,score:double,error:string>"
    )
    assert long.collect() == []
    nested = annotate(frame, text="text", form="nested", column="who")
    assert nested.columns == ["n", "at", "text", "other", "who", "who_error"]
    assert nested.collect() == []


def test_ids_and_dates_stay_what_they_are(application):
    session = application("local[1]")
    at = datetime.datetime(2022, 9, 15, 8, 30)
    frame = session.createDataFrame([(7, at, "إلى بكين"), (8, None, "موسكو")], "n int, at timestamp, text string")
    found = annotate(frame, text="text", id="n", date="at").orderBy("row").collect()
    assert [(row["row"], row["date"], row["id"]) for row in found] == [(7, at, "beijing"), (8, None, "moscow")]


def test_nested_form_keeps_all_columns_and_nulls(application):
    session = application("local[1]")
    found = annotate(table(session, 3), text="text", form="nested").orderBy("doc").collect()
    assert [(row["doc"], row["text"]) for row in found] == DOCS
    assert [row["entities_error"] for row in found] == [None] * len(DOCS)
    wanted = sco_ner.annotate([text for _, text in DOCS], form="nested")
    assert [row["entities"] and [e.asDict() for e in row["entities"]] for row in found] == wanted


def test_a_bad_row_carries_its_error_and_spoils_nothing(application):
    session = application("local[1]")
    good = session.createDataFrame(
        [("a", "2022-09", "بكين"), ("b", None, None), ("c", None, "")], "doc string, day string, text string"
    )
    bad = good.selectExpr("upper(doc) as doc", "day", "cast(X'D8FFD9' as string) as text").limit(1)
    late = session.createDataFrame([("d", "yesterday", "موسكو"), ("e", "2022", "طشقند")], good.schema)
    long = session.createDataFrame([("f", None, "وصل بوتين " * 5_000)], good.schema)
    frame = good.union(bad).union(late).union(long).coalesce(1)
    found = annotate(frame, text="text", id="doc", date="day").collect()
    errors = {row["row"]: row["error"] for row in found if row["error"]}
    assert set(errors) == {"A", "d"}
    assert all(row["id"] is None for row in found if row["error"])
    assert {row["row"]: row["id"] for row in found if not row["error"]} == {
        "a": "beijing",
        "e": "tashkent",
        "f": "vladimir-putin",
    }
    assert sum(row["row"] == "f" for row in found) == 5_000
    nested = {row["doc"]: row for row in annotate(frame, text="text", date="day", form="nested").drop("text").collect()}
    assert nested["A"]["entities"] is None
    assert nested["A"]["entities_error"] == errors["A"]
    assert (nested["b"]["entities"], nested["b"]["entities_error"]) == (None, None)
    assert (nested["c"]["entities"], nested["c"]["entities_error"]) == ([], None)


def test_a_matcher_is_loaded_once_a_worker(application):
    session = application("local[1]")
    frame = table(session, 16)
    assert annotate(frame, text="text", id="doc").count() > 250

    def probe(batches):
        import os

        import pyarrow as pa
        from sco_ner.model_file import fetched

        loads = fetched.cache_info()
        for _ in batches:
            yield pa.RecordBatch.from_pydict({"pid": [os.getpid()], "loads": [loads.misses], "uses": [loads.hits]})

    found = frame.mapInArrow(probe, "pid long, loads long, uses long").collect()
    assert max(row["uses"] for row in found) >= 15
    # One for each matcher that these tests have used so far.
    assert max(row["loads"] for row in found) == 1


def test_a_wrong_hash_is_refused(application, tmp_path):
    session = application("local[1]")
    clubs = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الأهلي", "al-ahly")]))
    clubs.save(tmp_path / "clubs.model")
    frame = session.createDataFrame([(1, "فاز الأهلي")], "n int, text string")
    planned = annotate(frame, text="text", id="n", model=tmp_path / "clubs.model")
    # Spark itself refuses a copy that differs from its source, so both are changed alike.
    files = [tmp_path / "clubs.model", Path(SparkFiles.get("clubs.model"))]
    whole = files[0].read_bytes()
    for file in files:
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Exception, match=r"clubs\.model: the model file has the SHA-256 \w{64}, and \w{64} was sent"):
        planned.collect()
    for file in files:
        file.write_bytes(whole)
    assert [row["id"] for row in planned.collect()] == ["al-ahly"]


def test_wrong_arguments_are_told_at_once(application, matcher):
    session = application("local[1]")
    frame = session.createDataFrame([], "n int, text string")
    with pytest.raises(ValueError, match="id= is missing"):
        annotate(frame, text="text")
    with pytest.raises(ValueError, match="did you mean 'text'"):
        annotate(frame, text="txet", id="n")
    with pytest.raises(TypeError, match="text='n' holds int, not text"):
        annotate(frame, text="n", id="n")
    with pytest.raises(ValueError, match="leave one out"):
        annotate(frame, text="text", id="n", matcher=matcher, model="x.model")
    with pytest.raises(TypeError, match=r"sco_ner\.spark\.annotate"):
        sco_ner.annotate(frame, text="text")


# local[2,4]: two at a time, each task may fail four times


def test_local_2_gives_the_rows_of_one_process(application, expected):
    same_whatever_the_batches(application("local[2,4]"), expected)


def test_a_killed_python_worker_changes_nothing(application, expected, tmp_path, monkeypatch):
    assert with_kill(application("local[2,4]"), tmp_path, monkeypatch, is_at_work, rows) == expected


# local-cluster: two executors, processes of their own


def test_a_cluster_gives_the_rows_of_one_process(application, expected):
    same_whatever_the_batches(application("local-cluster[2,1,1024]"), expected)


def test_a_killed_executor_changes_nothing_and_leaves_no_duplicates_in_parquet(
    application, expected, tmp_path, monkeypatch
):
    session = application("local-cluster[2,1,1024]")
    path = tmp_path / "found"
    with_kill(session, tmp_path, monkeypatch, is_executor, lambda found: found.write.parquet(str(path)))
    assert in_order(pyarrow.dataset.dataset(path, format="parquet").to_table().to_pylist()) == expected


def test_a_killed_python_worker_of_an_executor_changes_nothing(application, expected, tmp_path, monkeypatch):
    assert with_kill(application("local-cluster[2,1,1024]"), tmp_path, monkeypatch, is_at_work, rows) == expected


def test_the_model_file_is_written_once_a_matcher(matcher):
    assert model_file.published(matcher) == model_file.published(matcher)
    assert matcher.fingerprint in model_file.published(matcher).name
    assert (
        model_file.fetched(str(model_file.published(None)), model_file.digest(model_file.published(None))) is not None
    )
