"""The reports on a gazetteer: counts, coverage, collisions, frequent words, differences; and their commands."""

import importlib.util
import json

import pytest
from sco_ner import Gazetteer, reports
from sco_ner.frequencies import FrequencyError, read
from sco_ner.states import OTHERS, SCO_STATES, STATES_SINCE, UN_MEMBERS, UN_OBSERVERS
from test_cli import run

LAND = {"id": "TL", "label": "COUNTRY", "name": "سمرلند", "nisba": ["سمرلندي"], "capital": "samir"}
CITY = {"id": "samir", "label": "CITY", "name": "سمير", "country": "TL"}
HEAD = {
    "id": "a-b",
    "label": "PERSON",
    "name": "سين صاد",
    "country": "TL",
    "positions": [
        {"office": "head-of-state", "of": "TL", "start": "2003-05", "end": "2005-01"},
        {"office": "head-of-government", "of": "TL", "start": "2007", "as_of": "2008-06"},
        {"office": "head-of-government", "of": "TL", "start": "2010", "end": "?"},
        {"office": "speaker", "of": "TL", "start": "2002", "end": "2012"},
    ],
}


@pytest.fixture
def write(tmp_path):
    def call(name, *records):
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in records), encoding="utf-8")
        return path

    return call


@pytest.fixture
def small(write):
    return Gazetteer.read(write("small.jsonl", LAND, CITY, HEAD))


def test_the_tables_of_states_are_whole():
    assert (len(UN_MEMBERS), len(UN_OBSERVERS), len(OTHERS)) == (193, 2, 55)
    assert not UN_MEMBERS & OTHERS
    assert UN_MEMBERS >= SCO_STATES
    assert set(STATES_SINCE) <= UN_MEMBERS
    iso = {record.id for record in Gazetteer.bundled() if record.label == "COUNTRY" and len(record.id) == 2}
    assert iso == UN_MEMBERS | UN_OBSERVERS | OTHERS


def test_years_count_where_dates_show_a_head(small):
    coverage = reports.cover(small, last=2012, states=["TL"])
    assert coverage.headless == {"TL": (2002, 2006, 2009, 2011, 2012)}
    assert (coverage.headless_years, coverage.member_years) == (5, 11)
    assert "TL" not in coverage.lacking
    assert coverage.members_lacking["VA"] == ("country", "nationality")


def test_what_a_state_lacks_is_named(write):
    bare = Gazetteer.read(write("bare.jsonl", LAND | {"nisba": [], "capital": "nowhere"}))
    assert reports.cover(bare).lacking["TL"] == ("nationality", "capital")


def test_the_bundled_gazetteer_covers_the_world():
    coverage = reports.cover(Gazetteer.bundled())
    assert coverage.members_lacking == {}
    assert coverage.headless_years / coverage.member_years < 0.10
    assert reports.cover_sco(Gazetteer.bundled()).headless_years <= 10


def test_every_collision_of_the_bundled_gazetteer_is_decided():
    rows = Gazetteer.bundled().collisions()
    assert [row for row in rows if row["decided"] == "undecided"] == []
    abbott = next(
        row for row in rows if {"greg-abbott", "tony-abbott"} <= {meaning["id"] for meaning in row["meanings"]}
    )
    assert abbott["decided"] == "weak"


@pytest.mark.parametrize(
    ("first", "second", "decided"),
    [
        ({}, {}, "undecided"),
        ({"rank": 5}, {}, "rank"),
        ({}, {"label": "CITY"}, "label"),
        ({"names": {"full": ["سين"]}}, {"names": {"short": ["سين"]}}, "kind"),
        ({"names": {"full": ["سين"]}}, {"names": {}, "weak": {"full": ["سين"]}}, "weak"),
        ({"weak": {"full": ["سين"]}}, {"weak": {"full": ["سين"]}}, "weak"),
    ],
)
def test_what_decides_a_collision_is_told(write, first, second, decided):
    base = {"label": "ORG", "name": "سين"}
    gazetteer = Gazetteer.read(write("twins.jsonl", base | {"id": "a"} | first, base | {"id": "b"} | second))
    (row,) = gazetteer.collisions()
    assert (row["decided"], row["stop"], len(row["meanings"])) == (decided, None, 2)


def test_collisions_see_through_spelling(write):
    gazetteer = Gazetteer.from_names([("أسماء", "a"), ("اسماء", "b"), ("هدى", "c")])
    (row,) = gazetteer.collisions()
    assert [meaning["id"] for meaning in row["meanings"]] == ["a", "b"]


def test_frequent_words_are_found_whole():
    gazetteer = Gazetteer.from_names([("بيت", "house"), ("دار السلام", "dar")])
    rows = reports.common_words(gazetteer, {"بيت": 5.0, "وبيت": 5.1, "دار": 5.2, "السلام": 4.0})
    assert [(row.word, row.id, row.weak) for row in rows] == [("بيت", "house", False)]
    assert reports.common_words(gazetteer, {"بيت": 2.0}) == []


def test_frequencies_are_read(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_text("// remark\n\nبيت\t5.1\r\nدار\t4\n", encoding="utf-8")
    assert read(str(path)) == {"بيت": 5.1, "دار": 4.0}
    path.write_text("بيت 5.1\nدار\t4\nسين\tx\n", encoding="utf-8")
    with pytest.raises(FrequencyError, match=r"(?s)2 defects.*words\.tsv:1: .*words\.tsv:3: "):
        read(str(path))


def test_differences_are_told_by_name_and_field(write):
    before = Gazetteer.read(write("a.jsonl", LAND, CITY, HEAD))
    changed = HEAD | {
        "names": {"full": ["سين صاد", "سين الصاد"]},
        "rank": 20,
        "positions": [*HEAD["positions"][1:], {"office": "other", "of": "TL", "start": "2013"}],
    }
    after = Gazetteer.read(write("b.jsonl", LAND | {"nisba": ["سمري"]}, changed, CITY | {"id": "new"}))
    rows = reports.diff(before, after)
    assert [(row.id, row.sort) for row in rows] == [
        ("TL", "changed"),
        ("a-b", "changed"),
        ("new", "added"),
        ("samir", "removed"),
    ]
    assert rows[0].details == ("- by rule سمرلندي and 17 more forms", "+ by rule سمري and 17 more forms")
    assert rows[1].details == (
        "+ name سين الصاد (full)",
        "rank: 100 → 20",
        "- positions office=head-of-state of=TL start=2003-05 end=2005-01",
        "+ positions office=other of=TL start=2013",
    )
    assert reports.diff(before, before) == []


def test_stats_say_what_is_lacking(write):
    code, output, errors = run("stats", "--gazetteer", write("a.jsonl", LAND, CITY, HEAD))
    assert (code, errors) == (0, "")
    assert "194  UN members and observers without country, nationality or capital form" in output
    assert "2002, 2006, 2009, 2011–2026: TL" in output


def test_collisions_are_listed(write):
    twins = [{"id": name, "label": "ORG", "name": "سين"} for name in ("a", "b")]
    path = write("twins.jsonl", *twins)
    code, output, _ = run("collisions", "--gazetteer", path)
    assert code == 1
    assert output.splitlines()[1] == "undecided  a (ORG, full, 100) | b (ORG, full, 100)  سين"
    write("twins.jsonl", twins[0], twins[1] | {"rank": 9})
    assert run("collisions", "--undecided", "--gazetteer", path) == (
        0,
        f"{1:>9}  names that can mean several entities: 1 rank\n",
        "",
    )


def test_common_words_are_listed(write, tmp_path):
    path = write("a.jsonl", CITY, HEAD | {"weak": {"given": ["سين"]}, "names": {"full": ["سين صاد"]}})
    words = tmp_path / "words.tsv"
    words.write_text("سمير\t4.2\nسين\t4.0\n", encoding="utf-8")
    code, output, _ = run("common-words", "--gazetteer", path, "--list", words)
    assert (code, output.splitlines()[1:]) == (0, ["     4.20  CITY     strong  samir  سمير"])
    code, output, _ = run("common-words", "--gazetteer", path, "--list", words, "--all", "--least", "3")
    assert output.splitlines()[2] == "     4.00  PERSON   weak    a-b  سين"
    code, _, errors = run("common-words", "--list", tmp_path / "missing")
    assert (code, errors) == (2, f"sco-ner: {tmp_path / 'missing'}: No such file or directory\n")


def test_without_frequencies_the_command_says_what_to_install():
    if importlib.util.find_spec("wordfreq"):
        pytest.skip("wordfreq is installed")
    code, output, errors = run("common-words")
    assert (code, output) == (1, "")
    assert "python -m pip install wordfreq" in errors
    assert "--list" in errors


def test_diff_is_by_exit_code_too(write):
    before, after = write("a.jsonl", LAND, CITY), write("b.jsonl", CITY, LAND, HEAD)
    assert run("diff", before, before) == (0, "0 records added, 0 removed, 0 changed\n", "")
    assert run("diff", before, after) == (
        1,
        "1 records added, 0 removed, 0 changed\n+ a-b PERSON سين صاد\n",
        "",
    )


def test_the_order_of_records_is_no_difference(write):
    before, after = write("a.jsonl", LAND, CITY), write("b.jsonl", CITY, LAND)
    assert run("diff", before, after)[0] == 0
