"""Inline marks, and the assertion for users' own tests."""

import pytest
from conftest import texts
from hypothesis import given
from sco_ner import marks
from sco_ner.marks import Mark, MarkError
from sco_ner.testing import assert_entities


def test_marks_are_read_with_and_without_ids():
    text, found = marks.read("زار ⟦شي|PERSON|xi-jinping⟧ ⟦موسكو|CITY⟧.")
    assert text == "زار شي موسكو."
    assert found == [Mark(4, 6, "PERSON", "xi-jinping"), Mark(7, 12, "CITY")]
    assert marks.write(text, found) == "زار ⟦شي|PERSON|xi-jinping⟧ ⟦موسكو|CITY⟧."
    assert marks.write(text, found, ids=False) == "زار ⟦شي|PERSON⟧ ⟦موسكو|CITY⟧."


@pytest.mark.parametrize("marked", ["⟦شي⟧", "⟦شي|person⟧", "شي⟧", "⟦⟦شي|P⟧", "⟦|PERSON⟧", "⟦a|B|c|d⟧", "⟦شي|PERSON"])
def test_what_is_no_mark_is_told_with_its_place(marked):
    with pytest.raises(MarkError, match=r"not a mark at character \d+: .*write ⟦surface\|LABEL⟧"):
        marks.read(f"نص {marked}")


def test_of_overlapping_marks_the_first_and_longest_is_written():
    assert marks.write("abcd", [Mark(1, 2, "B"), Mark(0, 3, "A"), Mark(2, 4, "C")]) == "⟦abc|A⟧d"


@given(texts())
def test_what_is_written_is_read_back(matcher, text):
    if set("⟦⟧|") & set(text):
        return
    found = [Mark(entity.start, entity.end, entity.label, entity.id) for entity in matcher.extract(text)]
    assert marks.read(marks.write(text, found)) == (text, found)


def test_what_is_found_as_marked_passes(matcher):
    assert_entities("سافر ⟦ترامب|NAME⟧ من ⟦بكين|NAME|beijing⟧", matcher=matcher)
    assert_entities("وصل ⟦بوتين|PERSON|vladimir-putin⟧ إلى ⟦بكين|CITY⟧ مع ⟦الصيني|NORP|CN⟧")
    assert_entities("وصل بوتين إلى ⟦بكين|CITY⟧", labels=["CITY"])
    assert_entities("بلا أسماء")


def test_nil_demands_that_no_id_is_given():
    with pytest.raises(AssertionError, match=r"id differs at 4–9: PERSON \(NIL\) expected, PERSON \(vladimir-putin\)"):
        assert_entities("وصل ⟦بوتين|PERSON|NIL⟧")


def test_every_difference_is_shown_in_its_words(matcher):
    with pytest.raises(AssertionError) as failed:
        assert_entities(
            "سافر ⟦ترامب من|NAME⟧ ⟦بكين|CITY|paris⟧ إلى موسكو و⟦لندن|CITY⟧ و⟦شنغهاي|NAME|sh⟧", matcher=matcher
        )
    lines = str(failed.value).splitlines()
    assert lines[:3] == [
        "the entities differ",
        "  expected: سافر ⟦ترامب من|NAME⟧ ⟦بكين|CITY|paris⟧ إلى موسكو و⟦لندن|CITY⟧ و⟦شنغهاي|NAME|sh⟧",
        "  found:    سافر ⟦ترامب|NAME|donald-trump⟧ من ⟦بكين|NAME|beijing⟧ إلى ⟦موسكو|NAME|moscow⟧ ولندن "
        "و⟦شنغهاي|NAME|shanghai⟧",
    ]
    assert [line.strip().split(":")[0] for line in lines[3:]] == [
        "limits differ at 5–13",
        "label and id differ at 14–18",
        "not expected at 23–28",
        "missing at 30–34",
        "id differs at 36–42",
    ]
    assert "5–10 NAME (donald-trump) found: سافر ⟦ترامب⟧ من بكين" in lines[3]
    assert all("⟦" in line and "⟧" in line for line in lines[3:])
