"""Dask gives the rows that one process gives, also when a worker is killed."""

import os
import uuid

import pytest
import sco_ner

pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")

import dask
import dask.dataframe as dd
import pandas as pd
from processes import Killer, command_of, has_matcher
from sco_ner.dask import annotate
from texts import TEXTS

pytestmark = [pytest.mark.dask, pytest.mark.filterwarnings("ignore")]

DOCS = pd.DataFrame({"doc": [f"d{place:04}" for place in range(len(TEXTS) * 8)], "text": TEXTS * 8})


@pytest.fixture(scope="module")
def expected():
    found = sco_ner.annotate(DOCS, text="text", id="doc")
    assert len(found) > 500
    return in_order(found)


@pytest.fixture(scope="module")
def cluster():
    settings = {"distributed.worker.daemon": False, "distributed.dashboard.link": ""}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as made,
        distributed.Client(made),
    ):
        yield made


def in_order(found):
    found = found.drop(columns="error", errors="ignore").astype(object)
    return sorted(found.where(found.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize("partitions", [1, 3, 16])
def test_threads_give_the_rows_of_one_process(expected, partitions):
    found = annotate(dd.from_pandas(DOCS, npartitions=partitions), text="text", id="doc")
    assert list(found.columns)[:2] == ["row", "text"]
    with dask.config.set(scheduler="threads"):
        computed = found.compute()
    assert computed["error"].isna().all()
    assert in_order(computed) == expected
    assert list(found.dtypes) == list(computed.dtypes)


def test_nested_form_keeps_rows_and_nulls():
    with dask.config.set(scheduler="synchronous"):
        found = annotate(dd.from_pandas(DOCS, npartitions=3), text="text", form="nested").compute()
    assert found["doc"].tolist() == DOCS["doc"].tolist()
    assert found["entities"].tolist() == sco_ner.annotate(TEXTS * 8, form="nested")
    assert found["entities_error"].isna().all()


def test_a_bad_row_carries_its_error():
    frame = pd.DataFrame({"doc": [1, 2, 3], "day": ["2022", "yesterday", None], "text": ["بكين", "موسكو", "طشقند"]})
    with dask.config.set(scheduler="synchronous"):
        found = annotate(dd.from_pandas(frame, npartitions=1), text="text", id="doc", date="day").compute()
    assert found["row"].tolist() == [1, 2, 3]
    assert found["error"].isna().tolist() == [True, False, True]
    assert found["id"].tolist()[::2] == ["beijing", "tashkent"]


def test_a_wrong_hash_is_refused(tmp_path):
    path = tmp_path / "clubs.model"
    sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الأهلي", "al-ahly")])).save(path)
    planned = annotate(dd.from_pandas(DOCS, npartitions=2), text="text", model=path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    from sco_ner.model_file import fetched

    fetched.cache_clear()
    with dask.config.set(scheduler="synchronous"), pytest.raises(sco_ner.ScoNerError, match="SHA-256"):
        planned.compute()


def test_processes_give_the_rows_of_one_process(cluster, expected):
    assert in_order(annotate(dd.from_pandas(DOCS, npartitions=16), text="text", id="doc").compute()) == expected


def test_a_killed_worker_changes_nothing(cluster, expected, tmp_path):
    def slowly(frame, folder):
        import time
        from pathlib import Path

        (Path(folder) / uuid.uuid4().hex).touch()
        time.sleep(0.4)
        return frame

    slow = dd.from_pandas(DOCS, npartitions=16).map_partitions(slowly, str(tmp_path), meta=DOCS.iloc[:0])
    killer = Killer(tmp_path, lambda pid: "multiprocessing" in command_of(pid) and has_matcher(pid), begun=4)
    killer.start()
    found = annotate(slow, text="text", id="doc").compute()
    killer.join(1)
    assert killer.killed not in (None, os.getpid())
    assert killer.at < 16
    assert in_order(found) == expected
