"""Every format that is written is read back, by its own reader or by the program that it is made for."""

import csv
import io
import json

import pytest
import sco_ner
from conftest import texts
from hypothesis import given
from sco_ner import Entity, Extraction, formats
from sco_ner.formats import FormatError, Found, brat, conll, doccano, jsonl, labelstudio, webannotation
from sco_ner.inputs import Document
from sco_ner.marks import Mark

TEXTS = [
    "زار الرئيس الصيني شي جين\nبينغ الكرملين بموسكو، وشكر نظيره الروسي. وقال إن للهند رأيا!",
    "",
    "😀 وصل بوتين\u00a0إلى\r\n\r\n  بكين\tوترامبموسكو  ",
    "\x00بكين\u2028وبكين\x1c\ud800 ـ موسكو…",
    'اقتباس "</script>" ⟦موسكو⟧',
]


@pytest.fixture(scope="module")
def bundled():
    return sco_ner.Matcher()


@pytest.fixture(scope="module")
def found(bundled):
    ids = ["a", 2, None, "d/e f#", "ه"]
    return [
        Found(Document("news.jsonl", text, identity, "2024-05"), bundled.extract(text))
        for text, identity in zip(TEXTS, ids, strict=True)
    ]


def marks(found, *, ids=True):
    return [[Mark(e.start, e.end, e.label, e.id if ids else None) for e in each.extraction] for each in found]


def written(name, found, parts=2):
    """The whole file, made of pieces."""
    format = formats.load(name)
    pieces = [format.encode(found[:parts]), format.encode([]), format.encode(found[parts:])]
    return (format.head + format.between.join(piece for piece in pieces if piece) + format.foot).decode("utf-8")


def fit(text):
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def test_the_texts_hold_what_the_tests_are_about(found):
    assert [len(each.extraction) for each in found] == [6, 0, 4, 3, 1]


def test_jsonl_comes_back_whole(found):
    lines = jsonl.WITH_TEXT.encode(found).decode("utf-8").removesuffix("\n").split("\n")
    assert len(lines) == len(found)
    assert list(jsonl.read(lines)) == found
    plain = [json.loads(line) for line in written("jsonl", found).removesuffix("\n").split("\n")]
    assert [row["entities"] for row in plain] == [each.extraction.to_dicts() for each in found]
    assert plain[0].keys() == {"source", "document", "date", "entities"}
    assert "document" not in plain[2]
    with pytest.raises(ValueError, match=r"line 1: .*--with-text"):
        list(jsonl.read(written("jsonl", found).removesuffix("\n").split("\n")))


def test_json_of_the_core_is_that_of_python(found):
    for each in found:
        assert each.extraction.to_json() == json.dumps(each.extraction.to_dicts(), ensure_ascii=False)
    odd = Entity('q"\\\n', 0, 4, "X", None, "\x01\x7f", "\u2028", "full", "", 0.30000001192092896)
    given = Extraction('q"\\\n', [odd, odd])
    assert given.to_json() == json.dumps(given.to_dicts(), ensure_ascii=False)
    with pytest.raises(UnicodeEncodeError):
        Extraction("\ud800", [Entity("\ud800", 0, 1, "X", None, "", "", "full", "", 1.0)]).to_json()


def test_csv_comes_back_by_the_standard_library(found):
    rows = list(csv.DictReader(io.StringIO(written("csv", found), newline="")))
    expected = [
        {"source": "news.jsonl", "document": each.document.document, **row}
        for each in found
        for row in each.extraction.to_dicts()
    ]
    assert rows == [{key: "" if value is None else str(value) for key, value in row.items()} for row in expected]


def test_conll_comes_back(found):
    text = written("conll", found)
    again = list(conll.read(text.split("\n")))
    assert [each.marks for each in again] == marks(found)
    assert [each.document for each in again] == [f"news.jsonl:{d}" for d in ("a", 2)] + ["news.jsonl"] + [
        "news.jsonl:d/e f#",
        "news.jsonl:ه",
    ]
    for each, original in zip(again, found, strict=True):
        for mark, entity in zip(each.marks, original.extraction, strict=True):
            assert each.text[mark.start : mark.end].split() == entity.text.split()


def test_conll_parts_particles_and_sentences(bundled):
    text = "وروسيا وصلت. ثم بكين"
    lines = formats.load("conll").encode([Found(Document("", text), bundled.extract(text))]).decode().split("\n")
    cells = [line.split("\t") for line in lines[2:]]
    assert [(row[0], row[-1]) if len(row) > 1 else "" for row in cells] == [
        ("و", "O"),
        ("روسيا", "B-COUNTRY"),
        ("وصلت", "O"),
        (".", "O"),
        "",
        ("ثم", "O"),
        ("بكين", "B-CITY"),
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B-A I-A O B-A", [(0, 3), (6, 7)]),
        ("I-A I-A I-B O", [(0, 3), (4, 5)]),
        ("B-A B-A E-A S-A", [(0, 1), (2, 5), (6, 7)]),
        ("B-A L-A U-A I-A", [(0, 3), (4, 5), (6, 7)]),
    ],
)
def test_conll_of_others_is_read(tags, spans):
    lines = [f"{word} x y {tag}" for word, tag in zip("abcd", tags.split(), strict=True)]
    (again,) = conll.read(lines)
    assert (again.text, [mark[:2] for mark in again.marks]) == ("a b c d", spans)
    two = list(conll.read(["-DOCSTART- -X- O O", "", "a B-A", "", "b I-A", "", "-DOCSTART- O", "", "c O"]))
    assert [(each.text, len(each.marks)) for each in two] == [("a\nb", 2), ("c", 0)]


def test_brat_comes_back(found, tmp_path):
    format = formats.load("brat")
    format.assemble(lambda: iter([format.encode(found[:3]), format.encode(found[3:])]), str(tmp_path / "out"))
    again = list(brat.read(tmp_path / "out"))
    assert [each.text for each in again] == [fit(each.extraction.text) for each in found]
    assert [each.marks for each in again] == marks(found)
    assert [each.document[:7] for each in again] == [f"{number:06d}-" for number in range(1, 6)]
    assert "PERSON" in (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8")
    ann = next((tmp_path / "out").glob("000001*.ann")).read_text(encoding="utf-8")
    # brat takes no line break in a mention's text: its parts are given as two places.
    assert "\tPERSON 18 24;25 29\tشي جين بينغ\n" in ann
    text = TEXTS[0]
    for line in ann.splitlines():
        if line.startswith("T"):
            _, what, said = line.split("\t")
            places = [place.split() for place in what.split(" ", 1)[1].split(";")]
            assert said == " ".join(text[int(start) : int(end)] for start, end in places)


def test_web_annotations_come_back(found):
    page = written("webannotation", found)
    whole = json.loads(page)
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    again = webannotation.read(page)
    assert again == {
        webannotation.iri(each.document): rows for each, rows in zip(found, marks(found), strict=True) if rows
    }
    texts = {webannotation.iri(each.document): each.extraction.text for each in found}
    assert len({item["id"] for item in whole["items"]}) == len(whole["items"])
    for item in whole["items"]:
        assert {"id", "type", "body", "target", "motivation"} == set(item)
        place, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        around = fit(text)
        assert around[: place["start"]].endswith(quote["prefix"])
        assert around[place["end"] :].startswith(quote["suffix"])
    bodies = [body for item in whole["items"] for body in item["body"]]
    assert {"type": "SpecificResource", "source": "urn:sco-ner:CN", "purpose": "identifying"} in bodies
    assert any(body.get("source", "").startswith("http://www.wikidata.org/entity/Q") for body in bodies)


def test_web_annotations_are_what_the_standard_demands(found):
    """The shapes that the standard's model demands, as a JSON Schema of our own."""
    jsonschema = pytest.importorskip("jsonschema")
    iri = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"}
    schema = {
        "type": "object",
        "required": ["@context", "id", "type", "items"],
        "properties": {
            "id": iri,
            "type": {"const": "AnnotationPage"},
            "items": {
                "type": "array",
                "items": {
                    "required": ["id", "type", "target"],
                    "properties": {
                        "id": iri,
                        "type": {"const": "Annotation"},
                        "target": {
                            "required": ["source", "selector"],
                            "properties": {
                                "selector": {
                                    "prefixItems": [
                                        {
                                            "required": ["type", "start", "end"],
                                            "properties": {
                                                "type": {"const": "TextPositionSelector"},
                                                "start": {"type": "integer", "minimum": 0},
                                                "end": {"type": "integer", "minimum": 1},
                                            },
                                        },
                                        {"required": ["type", "exact"]},
                                    ]
                                }
                            },
                        },
                    },
                },
            },
        },
    }
    jsonschema.validate(json.loads(written("webannotation", found)), schema)


def test_label_studio_tasks_come_back(found):
    tasks = written("labelstudio", found)
    again = list(labelstudio.read(tasks))
    assert [each.text for each in again] == [fit(each.extraction.text) for each in found]
    assert [each.marks for each in again] == marks(found)
    for task in json.loads(tasks):
        assert set(task) == {"data", "predictions"}
        (prediction,) = task["predictions"]
        for row in prediction["result"]:
            assert (row["from_name"], row["to_name"], row["type"]) == ("label", "text", "labels")
            value = row["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    config = labelstudio.config(["A&B", "CITY"])
    assert 'name="label" toName="text"' in config
    assert '<Label value="A&amp;B"' in config
    annotated = '[{"data": {"text": "ab"}, "annotations": [{"result": []}], "predictions": [{"result": [1]}]}]'
    assert next(labelstudio.read(annotated)).marks == []


def test_doccano_counts_utf16_and_comes_back(found):
    lines = written("doccano", found).removesuffix("\n").split("\n")
    again = list(doccano.read(lines))
    assert [each.text for each in again] == [fit(each.extraction.text) for each in found]
    assert [each.marks for each in again] == marks(found)
    row = json.loads(lines[2])
    start, end, _ = row["label"][0]
    units = row["text"].encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "بوتين"
    assert row["text"][start:end] != "بوتين"


def test_docbin_is_read_by_spacy(found, tmp_path):
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    path = tmp_path / "found.spacy"
    format = formats.load("docbin")
    format.assemble(lambda: iter([format.encode(found[:2]), format.encode(found[2:])]), str(path))
    docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("ar").vocab))
    assert [doc.text for doc in docs] == [fit(each.extraction.text) for each in found]
    assert [[(e.start_char, e.end_char, e.label_, e.kb_id_) for e in doc.ents] for doc in docs] == marks(found)
    assert [e.text for e in docs[0].ents] == [e.text for e in found[0].extraction]
    assert docs[0].user_data == {"source": "news.jsonl", "document": "a", "date": "2024-05"}


def test_parquet_is_read_by_pyarrow(found, tmp_path):
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "found.parquet"
    format = formats.load("parquet")
    format.assemble(lambda: iter([format.encode(found[:2]), format.encode([]), format.encode(found[2:])]), str(path))
    table = parquet.read_table(path)
    assert table.to_pylist() == [
        {
            "source": "news.jsonl",
            "document": None if each.document.document is None else str(each.document.document),
            "date": "2024-05",
            **row,
        }
        for each in found
        for row in each.extraction.to_dicts()
    ]
    format.assemble(lambda: iter([]), str(path))
    assert parquet.read_table(path).schema == table.schema


@given(texts())
def test_any_text_comes_back(matcher, text):
    pytest.importorskip("spacy")
    from spacy.vocab import Vocab

    found = [Found(Document("a", text, 1), matcher.extract(text))]
    (expected,) = marks(found)
    assert next(conll.read(written("conll", found).split("\n"))).marks == expected
    assert webannotation.read(written("webannotation", found)).get("a#1", []) == expected
    assert next(labelstudio.read(written("labelstudio", found))).marks == expected
    assert next(doccano.read(written("doccano", found).split("\n"))).marks == expected
    assert list(jsonl.read([jsonl.WITH_TEXT.encode(found).decode()])) == found
    from sco_ner.formats.docbin import doc

    made = doc(found[0], Vocab())
    assert made.text == fit(text)
    assert [(e.start_char, e.end_char, e.label_, e.kb_id_) for e in made.ents] == expected


@pytest.mark.parametrize("name", [name for name in formats.NAMES if name not in ("brat", "table")])
def test_extractions_are_written_to_files(name, bundled, tmp_path):
    try:
        formats.load(name)
    except FormatError:
        pytest.skip(f"{name} needs a package")
    path = tmp_path / "out"
    extractions = [bundled.extract("وصل بوتين إلى بكين")] * 300
    formats.write(path, extractions, name, documents=range(300), dates=["2024-05"] * 300)
    assert path.stat().st_size > 500
    with pytest.raises(ValueError, match="zip"):
        formats.write(path, extractions, name, documents=[1])
    before = path.read_bytes()
    for wrong in ({"documents": range(301)}, {"dates": [None] * 2}):
        with pytest.raises(ValueError, match=r"300 extractions with (301 documents|2 dates); give one for each"):
            formats.write(path, extractions, name, **wrong)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["conll", "docbin"])
def test_overlaps_are_refused_where_none_can_be_held(name, tmp_path):
    try:
        formats.load(name)
    except FormatError:
        pytest.skip(f"{name} needs a package")
    path = tmp_path / "out"
    path.write_bytes(b"before")
    nested = sco_ner.Matcher(overlaps="all").extract("في بنك روسيا المركزي")
    with pytest.raises(FormatError, match=f"7: .*overlap at .*{name} holds no mentions that do; take a matcher"):
        formats.write(path, [nested], name, documents=[7])
    assert path.read_bytes() == b"before"
    formats.write(path, [nested], "jsonl")


@pytest.mark.parametrize(
    ("read", "given", "message"),
    [
        (labelstudio.read, "5", "not an array of tasks but int; give the JSON"),
        (
            labelstudio.read,
            '[{"data": {"text": "x"}}, {"data": []}]',
            "task 1: not a task with a text and labels; give",
        ),
        (
            labelstudio.read,
            '[{"data": {"text": "x"}, "predictions": [{"result": [{"type": "labels", "meta": null, "value": {}}]}]}]',
            "task 0: not a task with a text and labels; give the JSON",
        ),
        (webannotation.read, '{"type": "AnnotationPage"}', "items: not an array but NoneType; give a page"),
        (
            webannotation.read,
            '{"type": "AnnotationPage", "items": [{"target": {"source": "a", "selector": '
            '[{"type": "TextPositionSelector"}]}, "body": ["x"]}]}',
            r"items\[0\]: no TextPositionSelector, or no body that tags; give both",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(read, given, message):
    with pytest.raises(ValueError, match=message):
        list(read(given))


def test_offsets_that_no_text_has_are_told_with_their_line(bundled):
    text = "وصل بوتين"
    line = jsonl.WITH_TEXT.encode([Found(Document("a.txt", text), bundled.extract(text))]).decode()
    for wrong in ("-1", "9" * 30):
        with pytest.raises(ValueError, match=r"line 1: not an object of this form: .*; write it with texts"):
            list(jsonl.read([line.replace('"start": 4', f'"start": {wrong}')]))


def test_formats_are_chosen_by_name(monkeypatch):
    with pytest.raises(FormatError, match="no format 'xml'; there are table, jsonl"):
        formats.load("xml")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(FormatError, match="parquet needs pyarrow; install it: python -m pip install pyarrow"):
        formats.load("parquet")
