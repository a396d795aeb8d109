"""The same rows through every door: str, batch, Arrow, UTF-8, saved and mapped model, pickle, 1 and 8 threads."""

import pickle
import tomllib

import pyarrow as pa
import pytest
import sco_ner
from conftest import NAMES, ROOT, texts
from hypothesis import given, settings, strategies

COLUMNS = ("start", "end", "label", "id", "name", "name_en", "kind", "proclitic", "score")
# The sentences of the cases, and news; repeated, so that there is enough to share among threads.
SENTENCES = [
    case["marked"]
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
NEWS = (ROOT / "examples" / "news.txt").read_text(encoding="utf-8").split("\n")


def fields(entity):
    return tuple(getattr(entity, name) for name in COLUMNS)


def of_extractions(found):
    return [(row, *fields(entity)) for row, extraction in enumerate(found) for entity in extraction]


def of_columns(found):
    table = pa.table(found)
    return list(zip(*(table[name].to_pylist() for name in ("row", *COLUMNS)), strict=True))


def ways(matcher, many):
    """What each door gives, by its name."""
    yield "batch", of_extractions(matcher.extract_batch(many))
    yield "batch, 8 threads", of_extractions(matcher.extract_batch(many, threads=8))
    for threads in (1, 8):
        yield f"columns of str, {threads}", of_columns(matcher.extract_arrow(many, threads=threads))
        try:
            encoded = pa.array(many, pa.string())
        except UnicodeEncodeError:
            continue  # Lone surrogates: only a str holds them.
        for kind in (pa.string(), pa.large_string(), pa.string_view()):
            yield f"{kind}, {threads}", of_columns(matcher.extract_arrow(encoded.cast(kind), threads=threads))
        coded = encoded.dictionary_encode()
        yield f"dictionary, {threads}", of_columns(matcher.extract_arrow(coded, threads=threads))


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """Matchers by what they are made of, each with those that were saved and brought back."""
    made = {"list": sco_ner.Matcher(sco_ner.Gazetteer.from_names(NAMES)), "bundled": sco_ner.Matcher()}
    made["nested"] = sco_ner.Matcher(overlaps="nested", roles=True)
    every = {}
    for name, matcher in made.items():
        path = tmp_path_factory.mktemp("models") / f"{name}.model"
        matcher.save(path)
        every[name] = {
            "made": matcher,
            "loaded": sco_ner.Matcher.load(path),
            "mapped": sco_ner.Matcher.load(path, mapped=True),
            "pickled": pickle.loads(pickle.dumps(matcher)),
        }
    return every


def same(matchers, many):
    """Whether all doors of all matchers give the same rows; gives how many."""
    rows = of_extractions([matchers["made"].extract(text) for text in many])
    for name, matcher in matchers.items():
        assert of_extractions([matcher.extract(text) for text in many]) == rows, name
        for way, found in ways(matcher, many):
            assert found == rows, (name, way)
    return len(rows)


@pytest.mark.parametrize(("name", "least"), [("list", 100), ("bundled", 400), ("nested", 400)])
def test_written_sentences_give_the_same_through_every_door(twins, name, least):
    assert same(twins[name], [*SENTENCES, *NEWS] * 4) > 4 * least


@settings(max_examples=25)
@given(many=strategies.lists(texts(), max_size=20))
def test_any_texts_give_the_same_through_every_door(twins, many):
    same(twins["list"], many)
