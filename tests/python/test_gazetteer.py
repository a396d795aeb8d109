"""`Gazetteer` and `Record`: reading, lookup, iteration, checks."""

import json
from pathlib import Path

import pytest
from sco_ner import Gazetteer, Matcher

PERSON = {
    "id": "samir-nadim",
    "label": "PERSON",
    "name": "سمير نديم",
    "name_en": "Samir Nadim",
    "country": "XA",
    "names": {"full": ["سمير نديم", {"text": "سمير بن نديم", "to": "1999"}]},
    "weak": {"surname": ["نديم"]},
    "positions": [
        {
            "office": "head-of-state",
            "of": "XA",
            "title": "رئيس",
            "start": "2001-06",
            "end": "2005-01-02",
            "source": "s",
        },
        {"office": "foreign-minister", "of": "XA", "start": "1999", "end": "?"},
        {"office": "other", "of": "XA", "as_of": "2020"},
    ],
    "xref": {"wikidata": "Q0"},
    "sources": ["survey"],
}
COUNTRY = {"id": "XA", "label": "COUNTRY", "name": "سمرلند", "nisba": ["سمرلندي"], "names": {"short": ["سمرلند"]}}


def write(path, *records):
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def read(tmp_path):
    return Gazetteer.read(write(tmp_path / "all.jsonl", PERSON, COUNTRY))


def test_names_may_share_an_id():
    gazetteer = Gazetteer.from_names([("بكين", "beijing"), ("بيجين", "beijing"), "موسكو"])
    assert gazetteer.ids == ("beijing", "موسكو")
    assert [name["text"] for name in gazetteer["beijing"].names] == ["بكين", "بيجين"]
    found = Matcher(gazetteer).extract("بيجين وموسكو")
    assert [(entity.id, entity.name) for entity in found] == [("beijing", "بكين"), ("موسكو", "موسكو")]


def test_names_come_from_any_iterable():
    assert Gazetteer.from_names(name for name in ["موسكو", "بكين"]).ids == ("موسكو", "بكين")
    assert len(Gazetteer.from_names([])) == 0
    assert len(Matcher(Gazetteer.from_names([])).extract("موسكو")) == 0


def test_a_gazetteer_is_looked_up_by_id(read):
    assert len(read) == 2
    assert read.ids == ("samir-nadim", "XA")
    assert [record.id for record in read] == ["samir-nadim", "XA"]
    assert "XA" in read
    assert "XB" not in read
    assert 7 not in read
    assert read["XA"] == read.get("XA")
    assert read.get("XB") is None
    assert read.get("XB", 0) == 0
    with pytest.raises(KeyError, match="XB"):
        read["XB"]
    assert repr(read) == "Gazetteer(2 records)"


def test_a_record_holds_what_the_file_says(read):
    record = read["samir-nadim"]
    assert (record.label, record.name, record.name_en, record.country) == ("PERSON", "سمير نديم", "Samir Nadim", "XA")
    assert (record.rank, record.kind, record.members) == (100, "", [])
    assert (record.xref, record.sources) == ({"wikidata": "Q0"}, ("survey",))
    assert record.names == [
        {"text": "سمير نديم", "kind": "full", "weak": False},
        {"text": "سمير بن نديم", "kind": "full", "weak": False, "to": "1999"},
        {"text": "نديم", "kind": "surname", "weak": True},
    ]
    assert [(term["start"], term["end"], term["as_of"]) for term in record.positions] == [
        ("2001-06", "2005-01-02", None),
        ("1999", "?", None),
        (None, None, "2020"),
    ]
    assert repr(record) == """Record("samir-nadim", "PERSON", 'سمير نديم')"""


def test_records_are_equal_by_value(read, tmp_path):
    again = Gazetteer.read(write(tmp_path / "again.jsonl", COUNTRY))
    assert again["XA"] == read["XA"]
    assert hash(again["XA"]) == hash(read["XA"])
    assert read["XA"] != read["samir-nadim"]
    assert read["XA"] != "XA"
    with pytest.raises(AttributeError):
        read["XA"].name = "سمر"


def test_nationality_words_are_made_by_rule(read):
    surfaces = {surface["text"]: surface for surface in read["XA"].surfaces()}
    assert surfaces["سمرلند"]["rule"] is None
    assert surfaces["السمرلندية"]["label"] == "NORP"
    assert surfaces["السمرلندية"]["rule"] is not None
    (entity,) = Matcher(read).extract("زار الوفد السمرلندي العاصمة")
    assert (entity.text, entity.label, entity.id) == ("السمرلندي", "NORP", "XA")


def test_weak_names_need_support(read):
    text = "جلس نديم في المقهى."
    assert len(Matcher(read).extract(text)) == 0
    (entity,) = Matcher(read, evidence=False).extract(text)
    assert (entity.id, entity.kind, entity.score) == ("samir-nadim", "surname", 0.3)
    full = Matcher(read).extract(f"وصل سمير نديم. {text}")
    assert [entity.kind for entity in full] == ["full", "surname"]


def test_a_folder_is_read_whole(tmp_path):
    write(tmp_path / "a.jsonl", COUNTRY)
    (tmp_path / "people").mkdir()
    write(tmp_path / "people" / "b.jsonl", PERSON)
    (tmp_path / "README.md").write_text("not records", encoding="utf-8")
    gazetteer = Gazetteer.read(str(tmp_path))
    assert gazetteer.ids == ("XA", "samir-nadim")
    assert gazetteer.check() == {"defects": [], "doubts": []}


def test_records_run_over_lines_and_stand_among_remarks(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('\ufeff// remark\n\n{"id": "XA",\n "label": "COUNTRY",\n\t"name": "سمرلند"}\n', encoding="utf-8")
    assert Gazetteer.read(path)["XA"].name == "سمرلند"


def test_checks_tell_what_reading_does_not(tmp_path):
    path = write(tmp_path / "a.jsonl", COUNTRY, PERSON | {"id": "Samir Nadim", "country": "XB", "name": "نديم سمير"})
    report = Gazetteer.read(path).check()
    told = {(row["line"], row["field"], row["value"]) for row in report["defects"]}
    assert told == {(2, "id", "Samir Nadim"), (2, "name", "نديم سمير"), (2, "country", "XB")}
    assert all(row["file"] == str(path) and row["problem"] and row["remedy"] for row in report["defects"])


def test_an_id_given_twice_names_both_places(tmp_path):
    path = write(tmp_path / "a.jsonl", COUNTRY, COUNTRY)
    with pytest.raises(ValueError, match=r":2: id: the id is given twice, first at .*a\.jsonl:1"):
        Gazetteer.read(path)


def test_the_bundled_gazetteer_knows_the_world():
    gazetteer = Gazetteer.bundled()
    assert len(gazetteer) >= 1500
    assert gazetteer["KZ"].name == "كازاخستان"
    assert {record.label for record in gazetteer} >= {"PERSON", "COUNTRY", "ORG", "CITY"}
    assert Gazetteer.bundled()["RU"] == gazetteer["RU"]


def test_the_bundled_gazetteer_is_the_folder():
    folder = Path(__file__).parents[2] / "gazetteer"
    assert set(Gazetteer.read(folder).ids) == set(Gazetteer.bundled().ids)
