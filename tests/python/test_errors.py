"""What is wrong is said in words: which argument, which line, which remedy."""

import os
import sys

import pytest
import sco_ner
from sco_ner import Gazetteer, GazetteerError, Matcher, ScoNerError


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"\xd9\x85", r"text must be a str, not bytes; decode it first"),
        (bytearray(b"x"), r"text must be a str, not bytearray; decode it first"),
        (None, r"text must be a str, not NoneType"),
        (7, r"text must be a str, not int"),
        (["موسكو"], r"text must be a str, not list"),
    ],
)
def test_a_text_that_is_no_str_is_named(matcher, value, message):
    for extract in (matcher.extract, sco_ner.extract):
        with pytest.raises(TypeError, match=message):
            extract(value)


@pytest.mark.parametrize(("index", "value"), [(0, None), (2, None), (1, b"x"), (2, 3.5)])
def test_a_batch_names_the_item_that_is_no_str(matcher, index, value):
    texts = ["موسكو", "بكين", "روسيا"]
    texts[index] = value
    for extract_batch in (matcher.extract_batch, sco_ner.extract_batch):
        with pytest.raises(TypeError, match=rf"texts\[{index}\] must be a str, not {type(value).__name__}"):
            extract_batch(texts)


def test_a_lone_str_is_no_batch(matcher):
    for extract_batch in (matcher.extract_batch, sco_ner.extract_batch):
        with pytest.raises(TypeError, match="not one str"):
            extract_batch("موسكو")
    with pytest.raises(TypeError, match="must be an iterable of str"):
        matcher.extract_batch(None)


def test_an_error_in_the_iterable_comes_through(matcher):
    def broken():
        yield "موسكو"
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        matcher.extract_batch(broken())


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"overlap": "all"}, TypeError, '"overlap".*did you mean "overlaps"'),
        ({"boundary": "word"}, TypeError, '"boundary".*did you mean "boundaries"'),
        ({"zzz": 1}, TypeError, '"zzz".*Known: fold, boundaries, overlaps, labels, evidence'),
        ({"overlaps": "nest"}, ValueError, 'unknown overlaps "nest"; did you mean "nested"'),
        ({"fold": "standart"}, ValueError, 'unknown fold "standart"; did you mean "standard"'),
        ({"boundaries": 3}, TypeError, "boundaries must be a str, one of"),
        ({"labels": "NAME"}, TypeError, "labels must be an iterable of str, not one str"),
        ({"labels": [None]}, TypeError, "labels must be str, not None"),
        ({"labels": ["CTY"]}, ValueError, 'unknown label "CTY"; did you mean "CITY"'),
        ({"labels": ["name"]}, ValueError, 'unknown label "name"'),
        ({"evidence": "no"}, TypeError, "evidence must be True or False, not no"),
    ],
)
def test_a_wrong_option_names_itself_and_the_right_ones(gazetteer, options, error, message):
    with pytest.raises(error, match=message):
        Matcher(gazetteer, **options)


def test_a_matcher_wants_a_gazetteer():
    with pytest.raises(TypeError, match=r"gazetteer must be a Gazetteer, not list.*from_names"):
        Matcher(["موسكو"])


def test_names_must_be_str_or_pairs():
    with pytest.raises(TypeError, match=r"not one str; write \[name\]"):
        Gazetteer.from_names("موسكو")
    with pytest.raises(TypeError, match=r"names\[1\] must be a str or a \(name, id\) pair of str, not 5"):
        Gazetteer.from_names(["موسكو", 5])
    with pytest.raises(ValueError, match=r'label "lower".*word of capitals'):
        Gazetteer.from_names(["موسكو"], label="lower")


def test_all_names_without_letters_are_listed():
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.from_names(["موسكو", "", "،،", ("بكين", " ")])
    assert [defect["field"] for defect in caught.value.defects] == ["[1].name", "[2].name", "[3].id"]
    assert all(defect["remedy"] for defect in caught.value.defects)


def test_a_missing_file_is_a_file_error(tmp_path):
    path = tmp_path / "missing.jsonl"
    with pytest.raises(FileNotFoundError) as caught:
        Gazetteer.read(path)
    assert caught.value.filename == str(path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_file_error(tmp_path):
    path = tmp_path / "secret.jsonl"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(PermissionError):
        Gazetteer.read(path)


def test_a_folder_without_files_is_an_error(tmp_path):
    (tmp_path / "notes.md").write_text("no records", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"the folder holds no file of records; give a folder with"):
        Gazetteer.read(tmp_path)


def test_a_binary_file_is_named_with_its_byte(tmp_path):
    path = tmp_path / "names.jsonl"
    path.write_bytes(b"// a remark\n\x89PNG\r\n")
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.read(path)
    (defect,) = caught.value.defects
    assert (defect["file"], defect["line"]) == (str(path), 2)
    assert defect["problem"] == "the file is not UTF-8 text"
    assert "0x89 at 12" in defect["value"]


BAD = """\
{"id": "one", "label": "PERSON", "name": "سعيد", "names": {"ful": ["سعيد"]}}
{"id": "two", "label": "Person", "name": "عادل"}
{"id": "two-b", "label": "PERSON"
{"label": "PERSON", "name": "ماجد",
 "positions": [{"office": "head-of-stat", "of": "RU", "start": "June"}]}
{"id": "three", "label": "PERSON", "name": "نادر", "colour": "green"}
"""


def test_every_defect_of_a_file_is_told_at_once(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(BAD, encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.read(path)
    defects = caught.value.defects
    assert all(set(defect) == {"file", "line", "field", "value", "problem", "remedy"} for defect in defects)
    assert {(defect["line"], defect["field"]) for defect in defects} == {
        (1, "names.ful"),
        (2, "label"),
        (3, ""),
        (4, "id"),
        (5, "positions[0].office"),
        (5, "positions[0].start"),
        (6, "colour"),
    }
    told = {defect["field"]: defect for defect in defects}
    assert 'did you mean "full"' in told["names.ful"]["remedy"]
    assert 'did you mean "head-of-state"' in told["positions[0].office"]["remedy"]
    assert told["positions[0].start"]["value"] == "June"
    message = str(caught.value)
    assert message.startswith("the gazetteer has 7 defects")
    assert all(f"{path}:{defect['line']}: " in message for defect in defects)


def test_the_errors_are_value_errors():
    assert issubclass(GazetteerError, ScoNerError)
    assert issubclass(ScoNerError, ValueError)
