"""Saved matchers: the same rows, errors that say what to do, pickles and copies."""

import copy
import multiprocessing
import pathlib
import pickle
import subprocess
import sys

import pytest
import sco_ner
from sco_ner import model_file

TEXTS = [
    "",
    "وصل الرئيس الصيني شي جين بينغ إلى موسكو، وللهند موقف",
    "قَالَ بُوتِين 🙂 فِي بَكِّين",
    "وترامبموسكو",
]


def rows(matcher: sco_ner.Matcher) -> list[list[dict[str, object]]]:
    return [matcher.extract(text).to_dicts() for text in TEXTS]


@pytest.fixture(params=["bundled", "names", "options"])
def matcher(request: pytest.FixtureRequest) -> sco_ner.Matcher:
    match request.param:
        case "bundled":
            return sco_ner.Matcher()
        case "names":
            return sco_ner.Matcher(sco_ner.Gazetteer.from_names([("موسكو", "moscow"), ("بوتين", "p"), ("ترامب", "t")]))
        case _:
            return sco_ner.Matcher(overlaps="nested", labels=["PERSON", "CITY"], evidence=False, fold="exact")


@pytest.mark.parametrize("mapped", [False, True])
def test_a_loaded_matcher_finds_the_same(matcher: sco_ner.Matcher, mapped: bool, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.model"
    matcher.save(path)
    loaded = sco_ner.Matcher.load(path, mapped=mapped)
    assert rows(loaded) == rows(matcher)
    assert sum(map(len, rows(matcher))) > 2
    assert loaded.fingerprint == matcher.fingerprint
    assert [record.id for record in loaded.gazetteer] == [record.id for record in matcher.gazetteer]
    assert [path.name for path in tmp_path.iterdir()] == ["a.model"]


def test_pickles_and_copies(matcher: sco_ner.Matcher) -> None:
    again = pickle.loads(pickle.dumps(matcher))
    assert rows(again) == rows(matcher)
    assert again.fingerprint == matcher.fingerprint
    assert copy.copy(matcher) is matcher
    assert copy.deepcopy(matcher) is matcher


def first_id(matcher: sco_ner.Matcher) -> str | None:
    return matcher.extract("زار موسكو")[0].id


def test_other_processes_get_it() -> None:
    matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("موسكو", "moscow")]))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(first_id, (matcher,)) == "moscow"


def test_the_fingerprint_tells_options_and_names_apart() -> None:
    names = sco_ner.Gazetteer.from_names(["موسكو"])
    prints = {
        sco_ner.Matcher(names).fingerprint,
        sco_ner.Matcher(names, overlaps="all").fingerprint,
        sco_ner.Matcher(sco_ner.Gazetteer.from_names(["بكين"])).fingerprint,
    }
    assert len(prints) == 3
    assert all(len(shown) == 32 for shown in prints)


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = "import sco_ner; print(sco_ner.Matcher(sco_ner.Gazetteer.from_names(['موسكو', 'بكين'])).fingerprint)"
    shown = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    }
    assert shown == {sco_ner.Matcher(sco_ner.Gazetteer.from_names(["موسكو", "بكين"])).fingerprint + "\n"}


@pytest.mark.parametrize("mapped", [False, True])
def test_what_is_no_model_is_refused(mapped: bool, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name\nموسكو\n", encoding="utf-8")
    with pytest.raises(sco_ner.ScoNerError, match=r"names\.csv: it is no model of sco_ner"):
        sco_ner.Matcher.load(path, mapped=mapped)
    with pytest.raises(FileNotFoundError, match="lacking"):
        sco_ner.Matcher.load(tmp_path / "lacking", mapped=mapped)
    whole = tmp_path / "whole"
    sco_ner.Matcher(sco_ner.Gazetteer.from_names(["موسكو"])).save(whole)
    path.write_bytes(whole.read_bytes()[:-1])
    with pytest.raises(sco_ner.ScoNerError, match="not whole"):
        sco_ner.Matcher.load(path, mapped=mapped)
    data = bytearray(whole.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)
    with pytest.raises(sco_ner.ScoNerError, match="damaged"):
        sco_ner.Matcher.load(path, mapped=mapped)
    path.write_bytes(b"")
    with pytest.raises((sco_ner.ScoNerError, OSError)):
        sco_ner.Matcher.load(path, mapped=mapped)


def test_saving_where_nothing_can_be_written(tmp_path: pathlib.Path) -> None:
    with pytest.raises(OSError, match="lacking"):
        sco_ner.Matcher(sco_ner.Gazetteer.from_names(["موسكو"])).save(tmp_path / "lacking" / "a.model")


def test_a_new_model_takes_the_place_of_a_mapped_one(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.model"
    sco_ner.Matcher(sco_ner.Gazetteer.from_names([("موسكو", "old")])).save(path)
    old = sco_ner.Matcher.load(path, mapped=True)
    sco_ner.Matcher(sco_ner.Gazetteer.from_names([("موسكو", "new")])).save(path)
    assert first_id(old) == "old"
    assert first_id(sco_ner.Matcher.load(path, mapped=True)) == "new"


def test_a_model_is_taken_as_it_is_and_a_matcher_is_written(tmp_path):
    matcher = sco_ner.Matcher(labels=["CITY"])
    assert model_file.chosen(None, tmp_path / "a.model") == tmp_path / "a.model"
    assert matcher.fingerprint in model_file.chosen(matcher, None).name
    with pytest.raises(ValueError, match="leave one out"):
        model_file.chosen(matcher, tmp_path / "a.model")
