"""The JSON Schema of records fits every bundled record, and what the reader refuses it refuses."""

import json
import re

import pytest
import sco_ner
from texts import ROOT

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def bundled():
    """The records of the bundled gazetteer, as they are written: (file, record)."""
    for path in sorted((ROOT / "gazetteer").rglob("*.jsonl")):
        if path.name == "institutions.jsonl":
            continue
        text = re.sub(r"^//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for record in re.split(r"^(?=\{)", text, flags=re.MULTILINE):
            if record.strip():
                yield path.name, json.loads(record)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_bundled_record_fits():
    records = list(bundled())
    assert len(records) == len(sco_ner.Gazetteer.bundled())
    wrong = [(name, record["id"], e.message) for name, record in records for e in VALIDATOR.iter_errors(record)]
    assert wrong == []


@pytest.mark.parametrize(
    "change",
    [
        {"label": "Person"},
        {"name": None},
        {"name": " بوتين"},
        {"names": {"nickname": ["بوتين"]}},
        {"names": {"full": [{"text": "بوتين", "until": "2001"}]}},
        {"gender": "male"},
        {"rank": -1},
        {"founded": "2001-13"},
        {"positions": [{"office": "tsar", "of": "RU", "title": "رئيس", "source": "recall"}]},
        {"colour": "red"},
    ],
)
def test_what_the_reader_refuses_does_not_fit(change, tmp_path):
    record = {
        "id": "vladimir-putin",
        "label": "PERSON",
        "name": "بوتين",
        "country": "RU",
        "names": {"full": ["بوتين"]},
        "sources": ["recall"],
    }
    assert VALIDATOR.is_valid(record)
    assert not VALIDATOR.is_valid(record | change)
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(record | change, ensure_ascii=False) + "\n", encoding="utf-8")
    try:
        defects = sco_ner.Gazetteer.read(path).check()["defects"]
    except sco_ner.GazetteerError as error:
        defects = error.defects
    assert defects


def test_the_example_of_the_page_fits():
    page = (ROOT / "docs" / "record-format.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    VALIDATOR.validate(json.loads(example))


def test_the_page_names_every_field():
    page = (ROOT / "docs" / "record-format.md").read_text(encoding="utf-8")
    assert [name for name in SCHEMA["properties"] if f"`{name}`" not in page] == []
