"""Texts read from files of all kinds, block by block, and what is said of rows that hold none."""

import gzip
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sco_ner import inputs
from sco_ner.inputs import Document, Fields, InputError, RowError


def read(path, size=1 << 20, **options):
    """All rows of a file; it must not matter how large its blocks are, nor where reading is taken up."""
    whole = list(inputs.blocks([str(path)], size=size, **options))
    assert [block for block in whole if isinstance(block, InputError)] == []
    rows = [row for block in whole for row in block.rows()]
    for number, block in enumerate(whole):
        rest = inputs.blocks([str(path)], size=size, start=block.after, **options)
        again = [row for later in rest for row in later.rows()]
        assert again == [row for later in whole[number + 1 :] for row in later.rows()]
    return rows


def failing(path, **options):
    (error,) = inputs.blocks([str(path)], **options)
    assert isinstance(error, InputError)
    return str(error)


@pytest.fixture
def write(tmp_path):
    def call(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return call


def test_a_text_file_is_one_text_as_it_stands(write):
    path = write("a.txt", "\ufeffسطر\r\nآخر\n")
    assert read(path) == [Document(str(path), "\ufeffسطر\r\nآخر\n")]


def test_lines_are_texts_of_their_own(write):
    path = write("a.txt", "أول\r\n\n  \nثالث")
    assert read(path, kind="lines", size=1) == [Document(str(path), "أول", 1), Document(str(path), "ثالث", 4)]


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 20])
def test_jsonl_rows_have_texts_ids_and_dates(write, size):
    rows = [{"n": number, "body": f"نص {number}\n", "day": "2024-05-01"} for number in range(40)]
    path = write("a.jsonl", "\n".join(map(json.dumps, rows)) + "\n")
    fields = Fields("body", "n", "day")
    found = read(path, size, fields=fields)
    assert found == [Document(str(path), row["body"], row["n"], row["day"]) for row in rows]


def test_without_an_id_rows_have_the_number_of_their_line(write):
    path = write("a.ndjson", b'\xef\xbb\xbf{"text": "a"}\n\n{"text": "b"}')
    assert [row.document for row in read(path, size=3)] == [1, 3]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", ": not JSON: "),
        (b"[]", ": not a JSON object but list; write one object a line"),
        (b"{}", ": text: the field is missing; the row has no field at all; use --field"),
        (b'{"body": "x", "id": 1}', ": text: the field is missing; the row has body, id; use --field"),
        (b'{"text": null}', ": text: not a text but null; give a string, or leave the row out"),
        (b'{"text": 7}', ": text: not a text but int; give a string"),
        (b'{"text": "\xff"}', ": not UTF-8 text: byte 0xff at 10 of the line; give UTF-8 text"),
        (b"[" * 100_000, "nested"),
        (b'{"text": "a"} {"text": "b"}', ": not JSON: "),
    ],
)
def test_a_row_without_a_text_names_file_line_field_and_remedy(write, line, message):
    path = write("a.jsonl", b'{"text": "good"}\n' + line + b'\n{"text": "good"}\n')
    first, error, last = read(path)
    assert (first.text, last.text) == ("good", "good")
    assert isinstance(error, RowError)
    assert str(error).startswith(f"{path}:2: ")
    assert message in str(error) or "not JSON" in str(error)


def test_an_id_that_is_missing_is_told(write):
    path = write("a.jsonl", '{"text": "a", "id": null}')
    (error,) = read(path, fields=Fields(id="id"))
    assert str(error) == f"{path}:1: id: no id; give each row one, or leave out --id"


def test_what_orjson_refuses_is_read_all_the_same(write):
    path = write("a.jsonl", '{"text": "\\ud800", "n": NaN}')
    assert read(path)[0].text == "\ud800"


def test_ids_of_many_digits_keep_their_value(write):
    ids = [10**18 + 7, 2**63 + 1, 2**64 - 1, 2**64 + 1, 10**30 + 1]
    path = write("a.jsonl", "\n".join(json.dumps({"id": each, "text": "x"}) for each in ids))
    assert [row.document for row in read(path, fields=Fields(id="id"))] == ids


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.tsv", "\t")])
@pytest.mark.parametrize("size", [1, 50, 1 << 20])
def test_tables_may_have_line_breaks_in_their_fields(write, name, sign, size):
    lines = [f"id{sign}text{sign}day"]
    lines += [f'{number}{sign}"نص، ""{number}""\nوسطر{sign}"{sign}2024-01' for number in range(30)]
    path = write(name, "\ufeff" + "\r\n".join(lines))
    found = read(path, size, fields=Fields(id="id", date="day"))
    assert [row.text for row in found] == [f'نص، "{number}"\nوسطر{sign}' for number in range(30)]
    assert [(row.document, row.date) for row in found[:2]] == [("0", "2024-01"), ("1", "2024-01")]


def test_rows_of_a_table_at_fault(write):
    path = write("a.csv", b"text,id\nok,1\nfew\n\xff,2\nmany,3,4\nok,5\n")
    good, few, bytes_, many, last = read(path, size=4)
    assert (good.text, last.text, last.document) == ("ok", "ok", 6)
    assert str(few) == f"{path}:3: 1 fields where the header has 2; quote fields that hold separators or line breaks"
    assert str(bytes_) == f"{path}:4: text: not UTF-8 text; give UTF-8 text"
    assert "3 fields where the header has 2" in str(many)


def test_a_column_that_is_not_there_is_told(write):
    path = write("a.csv", "body,id\nx,1\n")
    assert failing(path) == f"{path}:1: text: no such column; the header has body, id; name one with --field"
    assert "name one with --date" in failing(path, fields=Fields("body", "id", "day"))
    assert read(write("empty.csv", "")) == []


def test_parquet_rows(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = pyarrow.table(
        {
            "text": pyarrow.array(
                [f"نص {number}" if number % 7 else None for number in range(1500)]
            ).dictionary_encode(),
            "n": list(range(1500)),
        }
    )
    parquet.write_table(table, path, row_group_size=400)
    found = read(path, fields=Fields(id="n"))
    assert len(found) == 1500
    assert found[1] == Document(str(path), "نص 1", 1)
    assert str(found[7]) == f"{path}:8: text: not a text but null; give a string, or leave the row out"
    assert "no such column; the file has text, n; name one with --field" in failing(path, fields=Fields("body"))
    (tmp_path / "b.parquet").write_bytes(b"no")
    assert "not Parquet" in failing(tmp_path / "b.parquet")


def test_parquet_without_pyarrow_names_the_extra(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = write("a.parquet", b"")
    assert failing(path) == (
        f"{path}: pyarrow is needed here and is not installed; install it with: pip install 'sco_ner[parquet]'"
    )


def test_packed_files_are_unpacked(write):
    path = write("a.jsonl.gz", gzip.compress("\n".join(json.dumps({"text": f"{n}"}) for n in range(99)).encode()))
    assert [row.text for row in read(path, size=100)] == [f"{n}" for n in range(99)]
    assert "a.txt.gz: " in failing(write("a.txt.gz", b"no gzip"))
    assert "ended" in failing(write("cut.txt.gz", gzip.compress(b"text" * 999)[:-9]))
    damaged = write("damaged.txt.gz", gzip.compress(b"text")[:10] + b"\xff" * 20)
    found = list(inputs.blocks([str(damaged), str(path)]))
    assert len(found) == 2
    assert str(found[0]).startswith(f"{damaged}: damaged gzip: ")
    assert str(found[0]).endswith("; pack it again, or leave it out")
    assert not found[0].unreadable


def test_folders_and_globs_stand_for_their_files(write, tmp_path, monkeypatch):
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "a.jsonl", "below/c.csv.gz", "below/d.parquet", "notes.md", "x[1].txt"):
        write(name, "")
    every = [str(tmp_path / name) for name in ("a.jsonl", "b.txt", "below/c.csv.gz", "below/d.parquet", "x[1].txt")]
    assert inputs.sources([str(tmp_path)]) == every
    assert inputs.sources([f"{tmp_path}/*.txt"]) == [every[1], every[4]]
    assert inputs.sources([f"{tmp_path}/**/*.gz"]) == [every[2]]
    assert inputs.sources([every[4], "-", "missing.txt"]) == [every[4], "-", "missing.txt"]
    with pytest.raises(InputError, match="no file fits"):
        inputs.sources([f"{tmp_path}/*.zip"])


def test_what_cannot_be_read_does_not_keep_others_from_being_read(write, tmp_path):
    good, bad, missing = write("a.txt", "نص"), write("b.txt", b"\xff"), tmp_path / "c.txt"
    found = list(inputs.documents([str(missing), str(bad), str(good)]))
    assert [type(row).__name__ for row in found] == ["InputError", "InputError", "Document"]
    assert found[0].unreadable
    assert not found[1].unreadable


@given(some.lists(some.text()), some.integers(1, 40))
def test_any_texts_come_back(tmp_path_factory, rows, size):
    path = tmp_path_factory.mktemp("rows") / "a.jsonl"
    path.write_text("".join(f"{json.dumps({'text': row})}\n" for row in rows), encoding="utf-8")
    assert [row.text for row in read(path, size)] == rows
