"""Runs `tests/cases/*.toml`: sentences with the mentions marked in them, the same that the Rust tests run.

Cases in `open.toml` state what is right while the code is not there yet; one that passes must move to another file.
"""

import tomllib
from functools import cache

import pytest
from conftest import ROOT
from sco_ner import Gazetteer, Matcher

FOLDER = ROOT / "tests" / "cases"


def cases():
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason="open")] if path.name == "open.toml" else []
            yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks)


def nil(identity):
    """An id as marks have it: whoever no list has is None."""
    return None if identity is None or identity.startswith("NIL-") else identity


def unmarked(marked):
    """Takes the marks ⟦surface|LABEL|id⟧ away: the text and the mentions, outer before inner."""
    text, rows, opened = [], [], []
    letters = iter(marked)
    for letter in letters:
        if letter == "⟦":
            opened.append(len(text))
        elif letter == "|" and opened:
            tag = "".join(iter(lambda: next(letters), "⟧"))
            label, identity = tag.split("|", 1)
            rows.append((opened.pop(), len(text), label, None if identity == "NIL" else identity))
        else:
            text.append(letter)
    assert not opened, marked
    return "".join(text), sorted(rows, key=lambda row: (row[0], -row[1]))


@cache
def matcher(names, label, options):
    gazetteer = Gazetteer.from_names(names, label=label) if names is not None else None
    return Matcher(gazetteer, **dict(options))


def matcher_of(case):
    names = tuple(map(tuple, case["names"])) if "names" in case else None
    options = {
        key: tuple(value) if isinstance(value, list) else value for key, value in case.get("options", {}).items()
    }
    return matcher(names, case.get("label", "NAME"), tuple(sorted(options.items())))


def test_marks_are_taken_away():
    assert unmarked("في ⟦منظمة ⟦شنغهاي|CITY|shanghai⟧|ORG|NIL⟧.") == (
        "في منظمة شنغهاي.",
        [(3, 15, "ORG", None), (9, 15, "CITY", "shanghai")],
    )


@pytest.mark.parametrize("case", list(cases()))
def test_a_case_gives_what_is_marked(case):
    text, expected = unmarked(case["marked"])
    finder = matcher_of(case)
    date = case.get("date")
    found = finder.extract(text, date=date)
    assert [(e.start, e.end, e.label, nil(e.id)) for e in found] == expected, case["why"]
    assert finder.extract_batch(["", text], dates=[None, date])[1] == found
    assert all(text[e.start : e.end] == e.text for e in found)
