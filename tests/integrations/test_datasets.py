"""The map function for Hugging Face datasets."""

import os
import subprocess
import sys

import pytest
import sco_ner

datasets = pytest.importorskip("datasets")

from datasets.fingerprint import Hasher
from sco_ner.datasets import mapper

NEWS = {"text": ["وصل بوتين", None, "لا أحد", "إلى بكين وموسكو"] * 3, "n": list(range(12))}
SCRIPT = """
import sco_ner
from datasets.fingerprint import Hasher
from sco_ner.datasets import mapper
clubs = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الأهلي", "al-ahly")]))
print(Hasher.hash(mapper("text")), Hasher.hash(mapper("text", matcher=clubs)))
"""


@pytest.fixture
def clubs():
    return sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الأهلي", "al-ahly")]))


@pytest.fixture(autouse=True)
def quiet(tmp_path, monkeypatch):
    datasets.disable_progress_bars()
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)


def test_the_hash_is_the_same_in_every_process_and_after_use(clubs):
    here = [Hasher.hash(mapper("text")), Hasher.hash(mapper("text", matcher=clubs))]
    used = mapper("text")
    used({"text": ["بكين"]})
    assert Hasher.hash(used) == here[0]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True, env=environment
        )
        assert done.stdout.split() == here


def test_the_hash_tells_settings_and_gazetteers_apart(clubs):
    cities = sco_ner.Matcher(labels=["CITY"])
    made = [
        mapper("text"),
        mapper("title"),
        mapper("text", column="who"),
        mapper("text", date="day"),
        mapper("text", matcher=clubs),
        mapper("text", matcher=cities),
    ]
    assert len({Hasher.hash(function) for function in made}) == len(made)
    assert Hasher.hash(mapper("text", threads=2)) == Hasher.hash(mapper("text"))


@pytest.mark.parametrize("processes", [None, 2])
def test_map_gives_entities_and_nulls(processes, clubs):
    data = datasets.Dataset.from_dict(NEWS)
    found = data.map(mapper("text", threads=2), batched=True, batch_size=5, num_proc=processes)
    assert found.column_names == ["text", "n", "entities"]
    counts = [None if entities is None else [e["id"] for e in entities] for entities in found["entities"]]
    assert counts == [["vladimir-putin"], None, [], ["beijing", "moscow"]] * 3
    own = data.map(mapper("text", matcher=clubs), batched=True, num_proc=processes)
    assert [entities for entities in own["entities"] if entities] == []


def test_what_was_mapped_is_found_again(tmp_path):
    datasets.Dataset.from_dict(NEWS).save_to_disk(tmp_path / "news")
    first = datasets.load_from_disk(tmp_path / "news").map(mapper("text"), batched=True)
    again = datasets.load_from_disk(tmp_path / "news").map(mapper("text"), batched=True)
    other = datasets.load_from_disk(tmp_path / "news").map(mapper("text", column="who"), batched=True)
    assert first._fingerprint == again._fingerprint != other._fingerprint
    assert first.cache_files[0] == again.cache_files[0] != other.cache_files[0]


def test_rows_one_by_one_are_refused():
    with pytest.raises(TypeError, match="batched=True"):
        datasets.Dataset.from_dict(NEWS).map(mapper("text"))
