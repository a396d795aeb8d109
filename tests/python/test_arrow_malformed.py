"""What is no column of texts: an error that says so, whatever the bytes."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import sco_ner

WRONG = {
    "one str": ("موسكو", "not one str; call extract"),
    "a number": (5, "iterable of str, not int"),
    "nothing": (None, "iterable of str, not NoneType"),
    "a number inside": (["موسكو", None, 5], r"column\[2\] must be a str, not int"),
    "bytes inside": ([b"x"], r"column\[0\] must be a str, not bytes; decode"),
    "numbers": (pa.array([1]), "not Int64; cast"),
    "bytes": (pa.array([b"x"]), "not Binary; decode"),
    "lists": (pa.array([["x"]]), "not List.*; cast"),
    "a dictionary of numbers": (pa.array([1, 1]).dictionary_encode(), "not Dictionary"),
    "a table": (pa.table({"day": [1], "text": ["x"]}), r"table or a struct \(of day, text\).*table\[\"day\"\]"),
    "a batch": (pa.record_batch({"text": ["x"]}), r"table or a struct \(of text\)"),
    "a frame": (pl.DataFrame({"text": ["x"]}), r"table or a struct \(of text\)"),
    "a pandas frame": (pd.DataFrame({"text": ["x"]}), r"table or a struct \(of text\)"),
    "runs": (pa.RunEndEncodedArray.from_arrays([1], ["x"]), "cast"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_column_of_text(matcher, wrong):
    column, message = WRONG[wrong]
    with pytest.raises(TypeError, match=message):
        matcher.extract_arrow(column)


def test_what_is_no_argument(matcher):
    with pytest.raises(ValueError, match='unknown offsets "utf-8"; did you mean "utf8"'):
        matcher.extract_arrow([], offsets="utf-8")
    with pytest.raises(ValueError, match="threads must be 1 or more"):
        matcher.extract_arrow([], threads=0)


BAD = [b"\xff", b"\xd9", "بكين".encode()[:-1], b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"abc" * 50 + b"\x80"]


def as_text(column, kind):
    """Bytes under the type of text, which nobody has checked."""
    taken = pa.array(column, {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}[kind])
    return pa.Array.from_buffers(kind, len(taken), taken.buffers())


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
@pytest.mark.parametrize("bad", BAD)
def test_bytes_that_are_no_utf8(matcher, bad, kind, threads):
    good = "بكين".encode()
    column = as_text([good, None, *[good] * 3000, bad, good, bad, *[good] * 3000], kind)
    with pytest.raises(sco_ner.ScoNerError, match=r"column\[3002\] is not UTF-8 from byte (0|6|150) on"):
        matcher.extract_arrow(column, threads=threads)
    # What is not read is not complained of.
    assert len(matcher.extract_arrow(column[:3002], threads=threads)) == 3001
    dictionary = pa.DictionaryArray.from_arrays(pa.array([1, 1, 0, 2]), as_text([bad, good, good], kind))
    with pytest.raises(sco_ner.ScoNerError, match=r"column\[2\] is not UTF-8"):
        matcher.extract_arrow(dictionary, threads=threads)
    assert len(matcher.extract_arrow(dictionary[:2], threads=threads)) == 2


def test_views_that_are_no_utf8(matcher):
    for bad in BAD:
        view = pa.array([b"x", bad], pa.binary_view())
        column = pa.Array.from_buffers(pa.string_view(), 2, view.buffers())
        with pytest.raises(sco_ner.ScoNerError, match=r"column\[1\] is not UTF-8"):
            matcher.extract_arrow(column)


def test_a_cut_may_not_go_through_a_letter(matcher):
    letters = "بكين".encode()
    offsets = pa.array([0, 3, 8], pa.int32()).buffers()[1]
    column = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(letters))
    with pytest.raises(sco_ner.ScoNerError, match=r"column\[0\] is not UTF-8 from byte 2 on"):
        matcher.extract_arrow(column)


@pytest.mark.parametrize("offsets", [[0, 9, 4], [4, 2, 4], [0, 2**31 - 1, 4]])
def test_offsets_that_are_no_offsets(matcher, offsets):
    column = pa.StringArray.from_buffers(2, pa.array(offsets, pa.int32()).buffers()[1], pa.py_buffer(b"abcdefgh" * 4))
    with pytest.raises(sco_ner.ScoNerError, match="column's Arrow data is malformed"):
        matcher.extract_arrow(column)


def test_keys_that_are_no_keys(matcher):
    column = pa.DictionaryArray.from_arrays(pa.array([0, 7]), pa.array(["بكين"]), safe=False)
    with pytest.raises(sco_ner.ScoNerError, match="column's Arrow data is malformed"):
        matcher.extract_arrow(column)
