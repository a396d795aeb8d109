"""`Entity` and `Extraction` as values: equal, hashable, frozen, picklable; a sequence."""

import copy
import pickle
from collections.abc import Sequence

import pytest
from sco_ner import Entity, Extraction

TEXT = "من موسكو إلى بكين ثم روسيا"


@pytest.fixture(scope="module")
def extraction(matcher):
    return matcher.extract(TEXT)


def made(**changes):
    fields = {
        "text": "بكين",
        "start": 13,
        "end": 17,
        "label": "NAME",
        "id": "beijing",
        "name": "بكين",
        "name_en": "",
        "kind": "full",
        "proclitic": "",
        "score": 1.0,
    }
    return Entity(**(fields | changes))


def test_entities_are_equal_by_value(extraction):
    assert extraction[1] == made()
    assert hash(extraction[1]) == hash(made())
    assert extraction[1] is not extraction[1]
    assert len({extraction[1], made(), extraction[0]}) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "بكّين"},
        {"start": 12},
        {"end": 18},
        {"label": "CITY"},
        {"id": None},
        {"name": "بيكين"},
        {"name_en": "Beijing"},
        {"kind": "short"},
        {"proclitic": "و"},
        {"score": 0.5},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_entities_differ_where_a_field_does(changes):
    assert made(**changes) != made()


def test_entities_are_not_equal_to_other_things():
    assert made() != "بكين"
    assert made() != made().to_dict()
    with pytest.raises(TypeError):
        _ = made() < made()


def test_the_record_is_no_part_of_the_value(extraction):
    assert extraction[1].record is not None
    assert made().record is None
    assert extraction[1] == made()


@pytest.mark.parametrize("field", ["text", "start", "id", "record", "new_field"])
def test_entities_are_frozen(extraction, field):
    with pytest.raises(AttributeError):
        setattr(extraction[0], field, None)


def test_a_wrong_kind_or_particle_is_named():
    with pytest.raises(ValueError, match='unknown kind "ful"; did you mean "full"'):
        made(kind="ful")
    with pytest.raises(ValueError, match="unknown proclitic"):
        made(proclitic="x")


def test_dicts_hold_the_fields_in_order(extraction):
    assert extraction.to_dicts() == [entity.to_dict() for entity in extraction]
    assert " ".join(made().to_dict()) == "text start end label id name name_en kind proclitic score"
    assert Entity(**made(id=None).to_dict()) == made(id=None)


def test_reprs_tell_the_value(extraction):
    assert repr(made()) == """Entity('بكين', 13, 17, "NAME", "beijing")"""
    assert repr(made(id=None)) == """Entity('بكين', 13, 17, "NAME", None)"""
    assert repr(extraction) == f"Extraction({list(extraction)!r})"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_gives_equals(extraction, protocol):
    entity, whole = pickle.loads(pickle.dumps((extraction[2], extraction), protocol))
    assert entity == extraction[2]
    assert entity.to_dict() == extraction[2].to_dict()
    assert whole == extraction
    assert whole.text == TEXT


def test_copies_are_equal(extraction):
    assert copy.copy(extraction) == copy.deepcopy(extraction) == extraction


def test_an_extraction_is_a_sequence(extraction):
    assert isinstance(extraction, Sequence)
    assert len(extraction) == 3
    assert [entity.text for entity in extraction] == ["موسكو", "بكين", "روسيا"]
    assert [entity.text for entity in reversed(extraction)] == ["روسيا", "بكين", "موسكو"]
    assert extraction[-1] == extraction[2]
    assert extraction[-3] == extraction[0]
    assert extraction[1:] == (extraction[1], extraction[2])
    assert extraction[::-1] == tuple(reversed(list(extraction)))
    assert extraction[5:] == ()


def test_an_extraction_finds_its_entities(extraction):
    assert made() in extraction
    assert made(start=14) not in extraction
    assert "بكين" not in extraction
    assert extraction.index(made()) == 1
    assert extraction.count(made()) == 1
    with pytest.raises(ValueError, match="not in"):
        extraction.index(made(), 2)


def test_patterns_match_an_extraction(extraction):
    match extraction:
        case [first, *_, last]:
            assert (first.id, last.id) == ("moscow", "RU")
        case _:
            pytest.fail("an extraction must match as a sequence")


@pytest.mark.parametrize("index", [3, -4, 10**9])
def test_an_index_outside_is_named(extraction, index):
    with pytest.raises(IndexError, match=f"no entity {index}: there are 3"):
        extraction[index]


def test_a_wrong_index_type_is_a_type_error(extraction):
    with pytest.raises(TypeError):
        extraction["0"]


def test_extractions_are_equal_by_text_and_entities(matcher, extraction):
    assert matcher.extract(TEXT) == extraction
    assert hash(matcher.extract(TEXT)) == hash(extraction)
    assert matcher.extract(TEXT + " ") != extraction
    assert Extraction(TEXT, list(extraction)) == extraction
    assert Extraction(TEXT, list(extraction)[:2]) != extraction
    assert extraction != list(extraction)


def test_an_extraction_is_frozen(extraction):
    with pytest.raises(AttributeError):
        extraction.text = ""
    with pytest.raises(TypeError):
        extraction[0] = made()
