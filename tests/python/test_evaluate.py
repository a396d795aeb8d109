"""Scores and mistakes, and the command that shows them."""

import json

import pytest
import sco_ner
from sco_ner import marks
from sco_ner.evaluate import ALL, evaluate, pair
from sco_ner.formats import Annotated
from sco_ner.marks import Mark
from test_cli import run


def scored(matcher, *marked, **options):
    gold = [Annotated(*marks.read(each)) for each in marked]
    return evaluate(gold, matcher, **options)


def test_all_right_scores_one(matcher):
    result = scored(matcher, "زار ⟦ترامب|NAME|donald-trump⟧ ⟦بكين|NAME|NIL⟧", "⟦موسكو|NAME⟧")
    assert result.documents == 2
    assert set(result.scores[ALL].rates().values()) == {1.0}
    assert not result.mistakes


def test_each_measure_counts_its_own(matcher):
    result = scored(
        matcher,
        "زار ⟦ترامب|NAME|x⟧ ⟦بكين اليوم|NAME⟧ و⟦موسكو|CITY⟧ و⟦لندن|NAME⟧ ثم روسيا",
    )
    score = result.scores[ALL]
    # ترامب stands with another id, بكين within other limits, موسكو with another label, لندن not at all, روسيا too much.
    assert (score.gold, score.found, score.strict, score.overlapping) == (4, 4, 1, 1)
    assert (score.with_id, score.linked, score.with_gold_id) == (1, 0, 0)
    rates = score.rates()
    assert rates["precision"] == rates["recall"] == rates["f1"] == 0.25
    assert (rates["partial"], rates["type"], rates["link"], rates["f1_id"]) == (0.375, 0.5, 0.0, 0.0)
    assert (result.scores["CITY"].gold, result.scores["NAME"].gold, result.scores["NAME"].found) == (1, 3, 4)
    assert {(made.kind, made.text, made.instead) for made in result.mistakes} == {
        ("id", "ترامب", "donald-trump for x"),
        ("limits", "بكين اليوم", "بكين NAME"),
        ("label", "موسكو", "NAME"),
        ("missed", "لندن", ""),
        ("false", "روسيا", ""),
    }
    assert all("⟦" in context for context in result.contexts.values())


def test_aliases_same_ids_and_labels(matcher):
    marked = "⟦ترامب|PER|trump⟧ في ⟦بكين|CITY⟧"
    options = {"aliases": {"PER": "NAME"}, "same": {"trump": "t", "donald-trump": "t"}, "labels": ["NAME"]}
    result = scored(matcher, marked, **options)
    assert (result.scores[ALL].gold, result.scores[ALL].linked) == (1, 1)


def test_a_mention_answers_one_mark_only():
    expected, found = [Mark(0, 4, "A"), Mark(4, 8, "A")], [Mark(0, 8, "A")]
    assert pair(expected, found) == [(expected[0], found[0]), (expected[1], None)]
    assert pair([], []) == []
    alike = [Mark(0, 8, "A"), Mark(2, 3, "B")]
    assert pair(alike, alike) == [(alike[0], alike[0]), (alike[1], alike[1])]


def test_nothing_to_find_is_no_error(matcher):
    assert set(scored(matcher, "نص").scores[ALL].rates().values()) == {0.0}


def test_strict_rates_count_whole_spans():
    """Two of four marks, two of four mentions."""
    names = sco_ner.Gazetteer.from_names([("موسكو", "m"), ("بكين", "b"), ("دلهي", "d")], label="CITY")
    gold = "⟦موسكو|CITY⟧ ⟦بكين|CITY⟧ ⟦لندن|CITY⟧ دلهي ⟦دلهي ايضا|CITY⟧"
    rates = scored(sco_ner.Matcher(names), gold).scores["CITY"].rates()
    assert (rates["precision"], rates["recall"], rates["f1"]) == (0.5, 0.5, 0.5)


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "a.txt").write_text("وصل ⟦بوتين|PER|vladimir-putin⟧ إلى ⟦كوكب|CITY|k⟧", encoding="utf-8")
    rows = [{"id": 1, "marked": "⟦بكين|CITY|beijing⟧"}, {"text": "لندن", "marked": "⟦لندن|CITY|l⟧"}]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "c.conll").write_text("زار\tO\nموسكو\tB-GPE\n\nو\tO\nبوتين\tB-PER\n", encoding="utf-8")
    return tmp_path


def test_the_command_reads_three_forms(gold):
    files = [gold / "a.txt", gold / "b.jsonl", gold / "c.conll"]
    code, output, errors = run("eval", *files, "--map", "GPE=CITY", "--mistakes", "5")
    assert (code, errors) == (0, "")
    lines = output.splitlines()
    assert lines[0] == "4 texts"
    assert lines[1].split() == ["label", "gold", "found", "P", "R", "F1", "partial", "type", "link", "F1+id"]
    rows = {line.split()[0]: line.split()[1:] for line in lines[2:5]}
    assert rows["ALL"][:2] == ["6", "5"]
    assert rows["ALL"][3] == "0.8333"
    assert rows["PERSON"] == ["2", "2", *["1.0000"] * 7]
    assert any(line.split()[:4] == ["1", "missed", "CITY", "كوكب:"] for line in lines)
    assert any("london for l" in line for line in lines)


def test_the_command_gives_json_and_fails_below_a_floor(gold):
    code, output, _ = run("eval", gold / "a.txt", "--json", "--fail-under", "0.9", "--mistakes", "1")
    assert code == 1
    found = json.loads(output)
    assert found["scores"]["ALL"]["recall"] == 0.5
    assert found["mistakes"][0]["text"] == "كوكب"
    assert run("eval", gold / "a.txt", "--fail-under", "0.5")[0] == 0


def test_same_ids_are_read(gold):
    (gold / "same.txt").write_text("l london\n", encoding="utf-8")
    _, output, _ = run("eval", gold / "b.jsonl", "--json", "--same", gold / "same.txt")
    assert json.loads(output)["scores"]["ALL"]["link"] == 1.0


def test_files_that_are_not_utf8_are_told(gold):
    for name, content in (("same.txt", b"l \xe4"), ("wide.txt", "نص".encode("utf-16"))):
        (gold / name).write_bytes(content)
    code, _, errors = run("eval", gold / "b.jsonl", "--same", gold / "same.txt")
    assert (code, errors) == (1, f"sco-ner: {gold / 'same.txt'}: not UTF-8 text: byte 0xe4 at 2; give UTF-8 text\n")
    code, _, errors = run("eval", gold / "wide.txt")
    assert (code, "it begins like UTF-16; turn it into UTF-8 first" in errors) == (1, True)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "⟦شي⟧", "a.txt: not a mark at character 0"),
        ("a.jsonl", '{"marked": "x"}\n{"id": 1}', "a.jsonl:2: marked: the field is missing"),
        ("a.jsonl", "[]", "a.jsonl:1: marked: the field is missing"),
        ("a.jsonl", '{"marked": "x", "text": "y"}', "a.jsonl:1: text: not what is marked; taking the marks away"),
        ("a.jsonl", "{", "a.jsonl:1: marked: "),
        ("a.conll", "word\n", "a.conll: line 1: one column ('word')"),
        ("a.conll", "word X-PER\n", "a.conll: line 1: not a tag: 'X-PER'; write O, B-LABEL or I-LABEL"),
    ],
)
def test_gold_at_fault_is_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    code, output, errors = run("eval", path)
    assert (code, output) == (1, "")
    assert message in errors


def test_wrong_arguments(tmp_path):
    assert "not GOLD=OURS: 'x'" in run("eval", tmp_path, "--map", "x")[2]
    assert run("eval", tmp_path / "none.txt")[0] == 2
