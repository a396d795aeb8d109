"""The same texts give the same rows, whichever way they come in."""

import json
import subprocess
import sys

import pytest
import sco_ner
from sco_ner.output import FIELDS
from texts import TEXTS

DOORS = {}


def door(make):
    """A way in: from the texts to (place, fields …) rows."""
    DOORS[make.__name__] = make
    return make


def long(table):
    """Rows of a long table, given as dicts."""
    assert all(set(row) == {"row", *FIELDS} for row in table)
    return [(row["row"], *(row[name] for name in FIELDS)) for row in table]


def nested(lists):
    """Rows of one list a text, None where the text is."""
    assert [entities is None for entities in lists] == [text is None for text in TEXTS]
    return [
        (place, *(entity[name] for name in FIELDS))
        for place, entities in enumerate(lists)
        for entity in (entities if entities is not None else ())
    ]


@door
def batch(matcher):
    found = iter(matcher.extract_batch([text for text in TEXTS if text is not None], threads=2))
    return nested([None if text is None else next(found).to_dicts() for text in TEXTS])


@door
def module(matcher):
    return nested([None if text is None else sco_ner.extract(text).to_dicts() for text in TEXTS])


@door
def arrow_of_a_list(matcher):
    pa = pytest.importorskip("pyarrow")
    return long(pa.table(matcher.extract_arrow(TEXTS, text=True, threads=2)).to_pylist())


@door
def list_long(matcher):
    return long(sco_ner.annotate(TEXTS))


@door
def list_nested(matcher):
    return nested(sco_ner.annotate(TEXTS, form="nested", threads=2))


@door
def arrow_long(matcher):
    pa = pytest.importorskip("pyarrow")
    return long(sco_ner.annotate(pa.table({"text": TEXTS}), text="text").to_pylist())


@door
def arrow_column(matcher):
    pa = pytest.importorskip("pyarrow")
    column = pa.chunked_array([TEXTS[:5], TEXTS[5:5], TEXTS[5:]], pa.large_string())
    return nested(sco_ner.annotate(column, form="nested").to_pylist())


@door
def arrow_dictionary(matcher):
    pa = pytest.importorskip("pyarrow")
    return nested(sco_ner.annotate(pa.array(TEXTS).dictionary_encode(), form="nested").to_pylist())


@door
def arrow_reader(matcher):
    pa = pytest.importorskip("pyarrow")
    reader = pa.table({"text": TEXTS}).to_reader(max_chunksize=2)
    return long(sco_ner.annotate(reader, text="text").read_all().to_pylist())


@door
def pandas_long(matcher):
    pd = pytest.importorskip("pandas")
    return long(sco_ner.annotate(pd.DataFrame({"text": TEXTS}), text="text").to_dict("records"))


@door
def pandas_nested(matcher):
    pd = pytest.importorskip("pandas")
    return nested(sco_ner.annotate(pd.Series(TEXTS), form="nested").to_list())


@door
def polars_long(matcher):
    pl = pytest.importorskip("polars")
    return long(sco_ner.annotate(pl.DataFrame({"text": TEXTS}), text="text").to_dicts())


@door
def polars_lazy(matcher):
    pl = pytest.importorskip("polars")
    return long(sco_ner.annotate(pl.LazyFrame({"text": TEXTS}), text="text").collect().to_dicts())


@door
def polars_nested(matcher):
    pl = pytest.importorskip("polars")
    return nested(sco_ner.annotate(pl.Series(TEXTS), form="nested").to_list())


@door
def huggingface(matcher):
    datasets = pytest.importorskip("datasets")
    from sco_ner.datasets import mapper

    mapped = datasets.Dataset.from_dict({"text": TEXTS}).map(mapper("text"), batched=True, batch_size=3)
    return nested(mapped["entities"])


@door
def spacy_doc(matcher):
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("ar")
    nlp.add_pipe("sco_ner")
    return nested([None if text is None else nlp(text)._.sco_ner.to_dicts() for text in TEXTS])


@door
def spacy_ents_of_split_tokens(matcher):
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("ar")
    nlp.add_pipe("sco_ner", config={"split_proclitics": True})
    lists = []
    for doc, extraction in ((nlp(text), matcher.extract(text)) if text is not None else (None, None) for text in TEXTS):
        if doc is None:
            lists.append(None)
            continue
        places = [(span.start_char, span.end_char, span.text, span.label_, span.kb_id_) for span in doc.ents]
        assert places == [(e.start, e.end, e.text, e.label, e.id or "") for e in extraction]
        lists.append(extraction.to_dicts())
    return nested(lists)


@door
def dask_frame(matcher):
    pytest.importorskip("dask.dataframe")
    import dask
    import dask.dataframe as dd
    import pandas as pd
    from sco_ner.dask import annotate

    with dask.config.set(scheduler="synchronous"):
        frame = dd.from_pandas(pd.DataFrame({"place": range(len(TEXTS)), "text": TEXTS}), npartitions=3)
        found = annotate(frame, text="text", id="place").compute()
    assert found.pop("error").isna().all()
    return long(found.to_dict("records"))


@door
def command_line(matcher, tmp_path):
    # Files carry line breaks as they are, so each text is a file.
    paths = [tmp_path / f"{place:03}.txt" for place in range(len(TEXTS))]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_bytes((text or "").encode("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "sco_ner", "extract", "--format", "jsonl", *map(str, paths)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return nested([None if text is None else row["entities"] for text, row in zip(TEXTS, found, strict=True)])


@pytest.mark.parametrize("name", DOORS)
def test_rows_are_the_same_through_every_door(name, matcher, rows, request):
    arguments = [request.getfixturevalue(wanted) for wanted in ("matcher", "tmp_path")]
    make = DOORS[name]
    assert len(rows) > 60
    assert make(*arguments[: make.__code__.co_argcount]) == rows
