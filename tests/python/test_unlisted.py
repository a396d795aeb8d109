"""Persons and organizations that no list has: ids, options, doors."""

import pytest
import sco_ner
from sco_ner import Matcher, tally
from sco_ner.testing import assert_entities
from test_cli import run

TEXT = "قال المزارع شعبان الخلف إن المطر تأخر. وأضاف الخلف أن بوتين وصل إلى هيئة المحطات النووية المصرية"
MINE = ["شعبان الخلف", "الخلف", "هيئة المحطات النووية المصرية"]


def unlisted(found):
    return [entity.text for entity in found if (entity.id or "").startswith("NIL-")]


def test_the_same_name_has_the_same_id_in_any_text():
    farmer, again, putin, board = sco_ner.extract(TEXT)
    assert (farmer.id, farmer.label, farmer.kind) == (again.id, "PERSON", "full")
    assert (again.kind, board.label, putin.id) == ("surname", "ORG", "vladimir-putin")
    other = sco_ner.extract("وأكد المزارع شعبان الخلف أن البئر جفت")
    assert [entity.id for entity in other] == [farmer.id]
    assert len({farmer.id, board.id}) == 2


def test_nothing_else_is_said_of_them():
    farmer = sco_ner.extract(TEXT)[0]
    assert (farmer.record, farmer.name, farmer.name_en) == (None, "", "")
    assert (farmer.evidence, farmer.score, farmer.candidates) == (("unlisted",), 0.6, (farmer.id,))


@pytest.mark.parametrize(
    "options",
    [{"unlisted": False}, {"boundaries": "none"}, {"evidence": False}],
    ids=lambda options: next(iter(options)),
)
def test_they_are_left_out(options, tmp_path):
    matcher = Matcher(**options)
    assert unlisted(matcher.extract(TEXT)) == []
    matcher.save(tmp_path / "m.model")
    assert unlisted(Matcher.load(tmp_path / "m.model").extract(TEXT)) == []
    assert unlisted(Matcher().extract(TEXT)) == MINE


def test_an_option_must_be_true_or_false():
    with pytest.raises(TypeError, match="unlisted must be True or False, not yes"):
        Matcher(unlisted="yes")


def test_they_are_counted_under_their_name_as_first_written():
    counted = tally.tally(sco_ner.extract_batch([TEXT, TEXT]))
    key = tally.Key("PERSON", sco_ner.extract(TEXT)[0].id)
    assert (counted.mentions[key], counted.texts_with[key], counted.name(key)) == (4, 2, "شعبان الخلف")


def test_marks_call_them_nil():
    assert_entities("قال المزارع ⟦شعبان الخلف|PERSON|NIL⟧ إن المطر تأخر")


def test_the_command_line_leaves_them_out(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, out, _ = run("extract", path)
    assert (code, out.count("NIL-")) == (0, 3)
    code, out, _ = run("extract", "--listed-only", path)
    assert (code, out.count("NIL-")) == (0, 0)
    assert "vladimir-putin" in out
