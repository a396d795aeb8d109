"""`Matcher.explain`: each candidate is told, the given ones are those of `extract`, and hostile text stays text."""

import json
import re
from html.parser import HTMLParser

import pytest
import sco_ner
from conftest import ROOT, texts
from hypothesis import given
from sco_ner import Matcher
from sco_ner.cli import main
from sco_ner.explain import OUTCOMES
from sco_ner.render import shell


@pytest.fixture(scope="module")
def bundled():
    return Matcher()


def outcome(matcher, text, word, **options):
    """The outcomes of the entities named by a word, by id."""
    return {row["id"]: row["outcome"] for row in matcher.explain(text, **options) if row["text"] == word}


@pytest.mark.parametrize(
    ("text", "word", "identity", "expected"),
    [
        ("وصل بوتين", "بوتين", "vladimir-putin", "given"),
        ("عبر المحيط الهندي", "الهندي", "IN", "stop-name"),
        ("قال خالد بن سلمان", "بن سلمان", "mohammed-bin-salman", "rival"),
        ("فاز في ولاية جورجيا", "جورجيا", "GE", "refuted"),
        ("عجز مالي كبير", "مالي", "ML", "no-support"),
        ("على أمل اللقاء", "أمل", "amal-movement", "no-support"),
        ("زار مصراتيا كثيرا", "مصر", "EG", "boundary"),
        ("سافر إلى الكويت", "الكويت", "kuwait-city", "other-entity"),
    ],
)
def test_why_a_name_stands_or_falls(bundled, text, word, identity, expected):
    rows = outcome(bundled, text, word)
    assert identity in rows, list(bundled.explain(text))
    assert identity == "GE" or rows[identity] == expected
    assert expected in [row["outcome"] for row in bundled.explain(text) if row["text"] == word]


def test_writing_speaks_against_a_name(bundled):
    rows = bundled.explain("هذا شئ عجيب")
    assert [row["outcome"] for row in rows if row["text"] == "شئ"] in ([], ["writing"])
    (row,) = (row for row in bundled.explain("من عمّان إلى") if row["id"] == "OM")
    assert (row["outcome"], row["because"]) == ("writing", "its marks are another name's")


def test_fold_and_reading_are_told(bundled):
    (row,) = (row for row in bundled.explain("وبمِـصـر") if row["id"] == "EG")
    assert row["outcome"] == "given"
    assert row["folded"] == ["marks left out", "tatweel left out"]
    assert row["reading"] == "behind وب"
    (row,) = (row for row in bundled.explain("سافر للهند") if row["id"] == "IN" and row["label"] == "COUNTRY")
    assert (row["listed"], row["folded"]) == ("الهند", [])
    assert "behind ل" in row["reading"]
    assert "article" in row["reading"]


def test_support_and_choice_are_told(bundled):
    rows = bundled.explain("أعلن الرئيس الأمريكي بوش ذلك", date="2003")
    by_id = {row["id"]: row for row in rows}
    assert by_id["george-w-bush"]["evidence"] == ["title", "chosen-by-date"]
    assert by_id["george-h-w-bush"]["outcome"] == "other-entity"
    assert "date" in by_id["george-h-w-bush"]["because"]
    assert (by_id["george-w-bush"]["time"], by_id["george-h-w-bush"]["time"]) == ("then", "past")


def test_labels_and_roles_are_told():
    matcher = Matcher(labels=["ROLE"], roles=True)
    rows = matcher.explain("قال الرئيس الروسي", date="2020")
    assert [(row["label"], row["outcome"]) for row in rows] == [("ROLE", "given"), ("NORP", "label")]


@given(texts())
def test_what_is_given_is_what_extract_gives(matcher, text):
    explanation = matcher.explain(text)
    given_rows = [(r["start"], r["end"], r["label"], r["id"]) for r in explanation if r["outcome"] == "given"]
    assert sorted(set(given_rows)) == sorted((e.start, e.end, e.label, e.id) for e in matcher.extract(text))
    for row in explanation:
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["outcome"] in OUTCOMES
        assert row["because"]
    str(explanation)
    explanation.to_html().encode()


@given(texts())
def test_the_bundled_gazetteer_too(bundled, text):
    text = f"الرئيس الأمريكي بوش وشي في مالي وعمان والكونغو {text}"
    found = bundled.extract(text, date="2003", roles=True)
    given_rows = [
        (r["start"], r["end"], r["label"], r["id"], tuple(r["evidence"]), r["score"])
        for r in bundled.explain(text, date="2003", roles=True)
        if r["outcome"] == "given"
    ]
    assert sorted(set(given_rows), key=str) == sorted(
        ((e.start, e.end, e.label, e.id, e.evidence, e.score) for e in found), key=str
    )


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.attributes = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def test_hostile_text_is_inert():
    hostile = '<script>alert(1)</script> <img src=x onerror="x()"> الهند</style>\u202e\x00'
    gazetteer = sco_ner.Gazetteer.from_names([("الهند", '<b onclick="x()">')])
    page = Matcher(gazetteer).explain(hostile).to_html(title="<i>")
    tags = _Tags()
    tags.feed(page)
    assert not {"script", "img", "b", "i"} & set(tags.tags)
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name in ("src", "href")]
    assert 'dir="rtl"' in page
    assert "http" not in page
    assert "\x00" not in page


def test_rows_are_plain_data(bundled):
    explanation = bundled.explain("وصل بوتين إلى بكين")
    rows = explanation.to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    rows[0]["evidence"].append("x")
    assert "x" not in explanation[0]["evidence"]
    assert repr(explanation) == f"Explanation(2 given, {len(explanation) - 2} fallen)"
    assert explanation._repr_html_() == explanation.to_html(page=False)


def test_a_text_without_names_says_so(bundled):
    assert str(bundled.explain("")) == "no name of the gazetteer stands in this text"


def test_arguments_are_those_of_extract(bundled):
    with pytest.raises(TypeError, match="text must be a str"):
        bundled.explain(b"")
    with pytest.raises(ValueError, match="is no date"):
        bundled.explain("", date="never")


def test_the_page_is_that_of_texts_around_its_own_body(bundled):
    opening, closing = shell("لماذا")
    page = bundled.explain("بكين").to_html(title="لماذا")
    assert page == f"{opening}{bundled.explain('بكين').to_html(page=False)}{closing}"


def test_the_command_line(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("قال الرئيس الأمريكي بوش", encoding="utf-8")
    assert main(["explain", str(path), "--date", "2003", "--roles"]) == 0
    shown = capsys.readouterr().out
    assert "✓ PERSON george-w-bush" in shown
    assert "✓ ROLE george-w-bush" in shown
    assert main(["explain", str(path), "--html"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    with pytest.raises(SystemExit) as left:
        main(["explain", str(path), "--date", "yesterday"])
    assert left.value.code == 2
    assert main(["explain", str(tmp_path / "none.txt")]) == 2
    path.write_bytes(b"\xff")
    assert main(["explain", str(path)]) == 1


def test_the_page_shows_what_is_printed(capsys):
    page = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
    block, shown = re.search(r"```python\n(.*?)```\n```\n(.*?)```", page, re.DOTALL).groups()
    exec(compile(block, "docs/explain.md", "exec"), {})
    assert capsys.readouterr().out == shown
