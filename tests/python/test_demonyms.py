"""The table of nationality words."""

from pathlib import Path

import pytest
from sco_ner import Gazetteer
from sco_ner.cli import main
from sco_ner.demonyms import demonyms

RECORDS = """\
{"id": "TR", "label": "COUNTRY", "name": "تركيا", "names": {"short": ["تركيا"]},
 "nisba": ["تركي"], "nisba_plural": ["أتراك"], "sources": ["recall"]}
{"id": "ML", "label": "COUNTRY", "name": "مالي", "weak": {"short": ["مالي"]},
 "weak_nisba": ["مالي"], "sources": ["recall"]}
{"id": "paris", "label": "CITY", "name": "باريس", "names": {"short": ["باريس"]}, "sources": ["recall"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(RECORDS, encoding="utf-8")
    return path


def test_a_form_says_gender_number_case_and_rule(folder: Path) -> None:
    words = {word.form: word for word in demonyms(Gazetteer.read(str(folder))) if word.country == "TR"}
    assert words["تركية"][2:] == ("f", "singular", "", False, "nisba-feminine")
    assert words["التركيتين"][2:5] == ("f", "dual", "oblique")
    assert words["تركيتان"][2:5] == ("f", "dual", "nominative")
    assert words["الأتراك"][2:] == ("m", "plural", "", False, "nisba-broken-plural")
    assert words["أتراكا"][2:5] == ("m", "plural", "accusative")
    assert words["تركيون"].case == "nominative"
    assert words["تركيا"].case == "accusative"


def test_only_nationality_words_are_listed(folder: Path) -> None:
    words = list(demonyms(Gazetteer.read(str(folder))))
    assert {word.country for word in words} == {"TR", "ML"}
    assert all(word.weak for word in words if word.country == "ML")


def test_the_bundled_words_are_all_made_by_a_known_rule() -> None:
    words = list(demonyms(Gazetteer.bundled()))
    assert len({word.country for word in words}) >= 195
    assert all(word.number for word in words if word.made_by != "listed")
    # Of a compound each nisba inflects.
    assert "الكوريتان الجنوبيتان" in {word.form for word in words if word.country == "KR"}


def test_the_command_prints_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demonyms", "--gazetteer", str(folder)]) == 0
    heading, *rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert heading == ["country", "form", "gender", "number", "case", "needs_support", "made_by"]
    assert ["ML", "المالي", "m", "singular", "", "yes", "nisba"] in rows
    assert all(len(row) == len(heading) for row in rows)
