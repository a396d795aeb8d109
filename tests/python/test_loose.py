"""The profile `loose`: letters split to dodge filters are found, and ordinary text gives what it always gave."""

import re

import pytest
from conftest import NAMES, texts
from hypothesis import assume, given, strategies
from sco_ner import Gazetteer, Matcher

# What the profile takes for a disguise, put down apart from it and wider: signs beside a tatweel, letters with dots.
_DOT = "[.·•․‧∙*]"
_DISGUISE = re.compile(rf"ـ\W+ـ|ـ\W*?{_DOT}|{_DOT}\W*?ـ|\w\W*?{_DOT}\W*?\w\W*?{_DOT}\W*?\w\W*?{_DOT}\W*?\w")


@pytest.fixture(scope="module")
def loose(gazetteer):
    return Matcher(gazetteer, fold="loose")


@pytest.mark.parametrize(
    "written",
    ["حمـ.ـاس", "حــ ـمــ ـاس", "ح.م.ا.س", "حـ.ـم.ـاس", "حـ_ـماس", "حَمـ.ـاس", "حـ  ـمـ  ـا  ـس".replace("ا  ـ", "ـا")],
)
@pytest.mark.parametrize("around", ["{}", "قالت حركة {} إنها", "({})", "و{}", "🙂 {}\ud800", "{}."])
def test_split_letters_are_found_where_they_stand(written, around):
    if around == "و{}" and "ـ" not in written:
        pytest.skip("dots part single letters only, and the particle makes two of the first")
    matcher = Matcher(Gazetteer.from_names([("حماس", "hamas")]), fold="loose")
    text = around.format(written)
    (entity,) = matcher.extract(text)
    assert (entity.id, entity.text) == ("hamas", written)
    assert text[entity.start : entity.end] == written


def test_it_is_off_by_default():
    gazetteer = Gazetteer.from_names([("حماس", "hamas")])
    assert [len(Matcher(gazetteer, fold=fold).extract("حمـ.ـاس")) for fold in ("exact", "standard", "loose")] == [
        0,
        0,
        1,
    ]


def test_ordinary_dots_and_blanks_part_words():
    gazetteer = Gazetteer.from_names(["أ.ف.ب", "بكين", "روسيا", "الناتو"])
    text = "نقلت أ.ف.ب عن بكين.وكان لـ روسيا رأي"
    found = [[entity.text for entity in Matcher(gazetteer, fold=fold).extract(text)] for fold in ("standard", "loose")]
    assert found[0] == found[1] == ["أ.ف.ب", "بكين", "روسيا"]


@given(texts())
def test_ordinary_text_gives_what_it_always_gave(matcher, loose, text):
    assume(not _DISGUISE.search(text))
    assert loose.extract(text) == matcher.extract(text)


@given(
    texts(), strategies.sampled_from([name for name, _ in NAMES if name.isalpha() and name[0] > "ء"]), strategies.data()
)
def test_offsets_are_exact_whatever_stands_around(loose, text, name, data):
    cut = data.draw(strategies.integers(1, len(name) - 1))
    split = data.draw(strategies.sampled_from(["ـ.ـ", "ـ ـ", "ـ.", ".ـ", "ـ...ـ", "ـ_ـ", "ـ - ـ", "ـ/ـ"]))
    written = name[:cut] + split + name[cut:]
    whole = f"{text}\n\n{written}\n\n{text}"
    start = len(text) + 2
    found = loose.extract(whole)
    assert all(whole[entity.start : entity.end] == entity.text for entity in found)
    assert (start, start + len(written)) in [(entity.start, entity.end) for entity in found]
