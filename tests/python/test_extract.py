"""What `extract` promises: offsets in code points of the text as given, whatever the text is."""

import unicodedata

import pytest
import sco_ner
from conftest import rows
from sco_ner import Gazetteer, Matcher


def test_an_entity_tells_where_what_and_whom(matcher):
    (entity,) = matcher.extract("سافر إلى موسكو أمس")
    assert entity.text == "موسكو"
    assert (entity.start, entity.end) == (9, 14)
    assert (entity.label, entity.id, entity.name, entity.name_en) == ("NAME", "moscow", "موسكو", "")
    assert (entity.kind, entity.proclitic, entity.score) == ("full", "", 1.0)
    assert entity.record is not None
    assert entity.record.id == "moscow"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("é paris x", 2, 7, id="one byte a character"),
        pytest.param("في paris", 3, 8, id="two bytes"),
        pytest.param("😀 paris 😀", 2, 7, id="four bytes"),
        pytest.param("\ud800 paris", 2, 7, id="lone surrogate"),
        pytest.param("\0\0 paris\0", 3, 8, id="NULs"),
        pytest.param("e\u0301 paris", 3, 8, id="combining mark before"),
    ],
)
def test_offsets_count_code_points_in_every_width(text, start, end):
    matcher = Matcher(Gazetteer.from_names(["paris"]))
    (entity,) = matcher.extract(text)
    assert (entity.start, entity.end) == (start, end)
    assert text[entity.start : entity.end] == entity.text == "paris"


@pytest.mark.parametrize(
    ("text", "surface", "proclitic"),
    [
        pytest.param("قال مُوسْكُو", "مُوسْكُو", "", id="marks"),
        pytest.param("قال مـوسـكـو", "مـوسـكـو", "", id="tatweel"),
        pytest.param("😀 ومُوسكو", "مُوسكو", "و", id="emoji, particle and mark"),
        pytest.param("وبموسكو", "موسكو", "وب", id="two particles"),
        pytest.param("سفر للصين", "لصين", "ل", id="the article behind lam"),
        pytest.param("عبد ﷲ", "ﷲ", "", id="a ligature for a whole name"),
        pytest.param("في شنغهای", "شنغهای", "", id="Persian ya"),
        pytest.param("شي جين\nبينغ", "شي جين\nبينغ", "", id="a line break between parts"),
        pytest.param("\ud800 روسيا\0", "روسيا", "", id="surrogate and NUL around"),
    ],
)
def test_the_surface_is_the_slice_of_the_text(matcher, text, surface, proclitic):
    (entity,) = matcher.extract(text)
    assert entity.text == surface
    assert text[entity.start : entity.end] == surface
    assert entity.proclitic == proclitic


def test_decomposed_text_is_found_and_measured_as_given():
    matcher = Matcher(Gazetteer.from_names(["آستانة"]))
    text = unicodedata.normalize("NFD", "في آستانة اليوم")
    (entity,) = matcher.extract(text)
    assert text[entity.start : entity.end] == unicodedata.normalize("NFD", "آستانة")


def test_run_together_names_are_told_apart(matcher):
    text = "وترامبموسكو"
    assert [(e.text, e.proclitic) for e in matcher.extract(text)] == [("ترامب", "و"), ("موسكو", "")]


def test_names_inside_other_words_are_left_alone(matcher):
    assert rows(matcher.extract("موسكوفيتش والصينية يبكين")) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "no Arabic here", "مقال بلا أسماء", "\0", "\udfff", "😀", "ـــ"])
def test_texts_without_names_give_an_empty_extraction(matcher, text):
    extraction = matcher.extract(text)
    assert len(extraction) == 0
    assert list(extraction) == []
    assert extraction.text == text


def test_a_long_text_is_read_to_its_end(matcher):
    line = "كلام طويل عن روسيا ثم كلام آخر ليس فيه اسم من أي نوع.\n"
    text = line * (5_000_000 // len(line))
    extraction = matcher.extract(text)
    assert len(extraction) == text.count("روسيا")
    assert extraction[-1].start == text.rindex("روسيا")


def test_the_longest_name_wins_unless_all_are_asked_for(gazetteer):
    text = "منظمة شنغهاي للتعاون"
    surfaces = {
        overlaps: [entity.text for entity in Matcher(gazetteer, overlaps=overlaps).extract(text)]
        for overlaps in ("longest", "nested", "all")
    }
    assert surfaces == {"longest": [text], "nested": [text, "شنغهاي"], "all": [text, "شنغهاي"]}


def test_labels_keep_a_subset():
    matcher = Matcher(Gazetteer.from_names(["موسكو"], label="PLACE"), labels=["PLACE"])
    assert [entity.label for entity in matcher.extract("موسكو")] == ["PLACE"]
    matcher = Matcher(Gazetteer.from_names(["موسكو"], label="PLACE"), labels=["PERSON"])
    assert len(matcher.extract("موسكو")) == 0


def test_boundaries_and_fold_are_obeyed(gazetteer):
    text = "وترامبموسكو موسكوفيتش شنغهای"
    found = {
        name: [entity.text for entity in Matcher(gazetteer, **options).extract(text)]
        for name, options in {
            "run-on": {},
            "word": {"boundaries": "word"},
            "none": {"boundaries": "none"},
            "exact": {"fold": "exact"},
        }.items()
    }
    assert found == {
        "run-on": ["ترامب", "موسكو", "شنغهای"],
        "word": ["شنغهای"],
        "none": ["ترامب", "موسكو", "موسكو", "شنغهای"],
        "exact": ["ترامب", "موسكو"],
    }


def test_batch_takes_any_iterable_and_keeps_order(matcher):
    texts = ["موسكو", "", "بكين"]
    assert [rows(found) for found in matcher.extract_batch(iter(texts))] == [rows(matcher.extract(t)) for t in texts]
    assert matcher.extract_batch([]) == []


def test_the_bundled_names_are_found():
    extraction = sco_ner.extract("بحث فلاديمير بوتين في بكين مع الوفد الهندي ملف روسيا")
    assert [(e.label, e.id) for e in extraction] == [
        ("PERSON", "vladimir-putin"),
        ("CITY", "beijing"),
        ("NORP", "IN"),
        ("COUNTRY", "RU"),
    ]
    assert sco_ner.extract_batch([extraction.text]) == [extraction]
    assert Matcher().extract(extraction.text) == extraction


def test_subclasses_of_str_are_read_as_their_text(matcher):
    class Headline(str):
        __slots__ = ()

    assert rows(matcher.extract(Headline("موسكو"))) == [(0, 5, "NAME", "moscow", "")]


def test_a_word_of_a_million_letters_is_left_alone() -> None:
    matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["موسكو", "طشقند"]))
    assert [entity.text for entity in matcher.extract("موسكوطشقند")] == ["موسكو", "طشقند"]
    assert not matcher.extract("موسكوطشقند" * 100_000)
    assert len(matcher.extract("موسكوطشقند" * 100)) == 200
