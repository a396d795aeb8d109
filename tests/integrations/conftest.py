"""What the tests of the integrations share: a matcher, texts with everything that has gone wrong elsewhere, their rows."""

from pathlib import Path

import pytest
import sco_ner

ROOT = Path(__file__).parents[2]

NEWS = [part for part in (ROOT / "examples" / "news.txt").read_text(encoding="utf-8").split("\n\n") if part]

HARD = [
    "",
    " ",
    "لا أحد هنا",
    "وصل بوتين",
    "وترامبموسكو خبر آخر، وللصين رأي",
    "زار الرئيسُ الصّينيّ شي جين بينغ مـوسـكـو 😀 ثم بكين\nوروسيا",
    "😀" * 9 + "بموسكو\u200f\u202bوبكين\u202c",
    "a" * 300 + " الهند " + "b" * 300,
    "\ufeffالله\0 بكين é e\u0301",
]
TEXTS = [*NEWS, None, *HARD, None]
"""Texts as a column has them, nulls among them."""


@pytest.fixture(scope="session")
def matcher():
    return sco_ner.Matcher()


@pytest.fixture(scope="session")
def rows(matcher):
    """What every door must give for TEXTS: the place of the text and the entity's fields, a mention a row."""
    return [
        (place, *entity.to_dict().values())
        for place, text in enumerate(TEXTS)
        if text is not None
        for entity in matcher.extract(text)
    ]
