"""What several tests share: a small matcher, texts to draw, the rows of an extraction."""

import os
import unicodedata
from pathlib import Path

import hypothesis
import pytest
import sco_ner
from hypothesis import strategies

ROOT = Path(__file__).parents[2]

# No deadline: nothing here may depend on the machine's speed.
hypothesis.settings.register_profile("fast", deadline=None, max_examples=150)
hypothesis.settings.register_profile("slow", deadline=None, max_examples=5000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

NAMES = [
    ("روسيا", "RU"),
    ("روسيا الاتحادية", "RU"),
    ("الصين", "CN"),
    ("بكين", "beijing"),
    ("موسكو", "moscow"),
    ("شنغهاي", "shanghai"),
    ("منظمة شنغهاي للتعاون", "sco"),
    ("شي جين بينغ", "xi-jinping"),
    ("ترامب", "donald-trump"),
    ("الله", "allah"),
    ("G20", "g20"),
]

_PIECES = [
    *(name for name, _ in NAMES),
    *"وفبكلا",
    "لل",
    "ال",
    "ـ",
    "\u064b\u0651",
    "\u0655",
    "ي",
    "ی",
    "ﷲ",
    "ﻻ",
    "ﹰ",
    "\u200f",
    "\u200d",
    "\u00ad",
    "\ufeff",
    "\0",
    "\ud800",
    "\udfff",
    "😀",
    "é",
    "e\u0301",
    "a",
    "7",
    "٧",
    " ",
    "\n",
    "\r\n",
    "\u00a0",
    "_",
    "-",
    "#",
    ".",
    "،",
    "«",
    "»",
]


def texts():
    """Texts that hold names, pieces of names and what may stand between them, in all widths of str."""
    anything = strategies.text(strategies.characters(), max_size=12)
    return strategies.lists(strategies.sampled_from(_PIECES) | anything, max_size=14).map("".join)


def rows(extraction):
    """What tells two extractions apart."""
    return [(entity.start, entity.end, entity.label, entity.id, entity.proclitic) for entity in extraction]


def ends_well(text):
    """Whether a span's text begins on a letter, digit or sign and ends on one or on its marks."""
    first, last = unicodedata.category(text[0]), unicodedata.category(text[-1])
    return "ـ" not in (text[0], text[-1]) and first[0] in "LNS" and last[0] in "LNSM"


@pytest.fixture(scope="session")
def gazetteer():
    return sco_ner.Gazetteer.from_names(NAMES)


@pytest.fixture(scope="session")
def matcher(gazetteer):
    return sco_ner.Matcher(gazetteer)
