"""Runs `tests/contrast/*.toml`: one surface in two sentences, a name in one and none or another's in the other."""

import tomllib

import pytest
import sco_ner
from conftest import ROOT
from test_cases import nil, unmarked

FOLDER = ROOT / "tests" / "contrast"


def pairs():
    for path in sorted(FOLDER.glob("*.toml")):
        for at, pair in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pair"]):
            marks = [pytest.mark.xfail(reason="open", strict=True)] if path.name == "open.toml" else []
            yield pytest.param(pair, id=f"{path.stem} {at}: {pair['surface']}", marks=marks)


@pytest.mark.parametrize("pair", list(pairs()))
def test_both_sides_of_a_pair_give_what_is_marked(pair):
    for side in ("one", "other"):
        given = pair[side] if isinstance(pair[side], dict) else {"marked": pair[side]}
        text, expected = unmarked(given["marked"])
        entities = sco_ner.extract(text, date=given.get("date"), roles=pair.get("roles", False))
        found = [(e.start, e.end, e.label, nil(e.id)) for e in entities]
        assert found == expected, f"{pair['why']}: {text}"
