"""The invariants of DESIGN.md that Python can see, on texts drawn at random."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from conftest import NAMES, ends_well, rows, texts
from hypothesis import given
from hypothesis import strategies as st
from sco_ner import Gazetteer, Matcher

GAZETTEER = Gazetteer.from_names(NAMES)
MATCHERS = {
    (fold, boundaries, overlaps): Matcher(GAZETTEER, fold=fold, boundaries=boundaries, overlaps=overlaps)
    for fold in ("standard", "exact")
    for boundaries in ("run-on", "word", "none")
    for overlaps in ("longest", "nested", "all")
}
any_matcher = st.sampled_from(sorted(MATCHERS)).map(MATCHERS.__getitem__)
plain = MATCHERS["standard", "run-on", "longest"]


@given(any_matcher, texts())
def test_the_slice_is_the_surface(matcher, text):
    for entity in matcher.extract(text):
        assert 0 <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text


@given(any_matcher, texts())
def test_entities_are_ordered(matcher, text):
    places = [(entity.start, -entity.end) for entity in matcher.extract(text)]
    assert places == sorted(places)


@given(st.sampled_from([key for key in MATCHERS if key[2] == "longest"]).map(MATCHERS.__getitem__), texts())
def test_the_longest_never_overlap(matcher, text):
    for before, after in pairwise(matcher.extract(text)):
        assert before.end <= after.start


@given(any_matcher, texts())
def test_spans_begin_and_end_on_letters_digits_or_signs(matcher, text):
    for entity in matcher.extract(text):
        assert ends_well(entity.text), ascii(entity.text)


@given(any_matcher, texts())
def test_particles_stand_before_the_span(matcher, text):
    for entity in matcher.extract(text):
        letters = [letter for letter in text[: entity.start] if letter in "وفبكل"]
        assert letters[len(letters) - len(entity.proclitic) :] == list(entity.proclitic)


@given(st.lists(texts(), max_size=5))
def test_a_batch_is_a_loop(many):
    assert plain.extract_batch(many) == [plain.extract(text) for text in many]


@given(st.lists(texts(), min_size=2, max_size=6))
def test_threads_give_equal_results(many):
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(plain.extract, many)) == plain.extract_batch(many)


@given(texts())
def test_a_width_that_the_names_do_not_need_changes_nothing(text):
    assert rows(plain.extract(f"{text} . \U0001f600")) == rows(plain.extract(f"{text} . x"))


@given(texts())
def test_longest_is_part_of_nested_and_nested_of_all(text):
    longest, nested, every = (
        set(rows(MATCHERS["standard", "run-on", overlaps].extract(text))) for overlaps in ("longest", "nested", "all")
    )
    assert longest <= nested <= every


@given(st.lists(st.sampled_from([name for name, _ in NAMES]), min_size=1, max_size=8))
def test_every_name_between_full_stops_is_found(names):
    text = ".".join(names)
    assert [entity.text for entity in plain.extract(text)] == names
