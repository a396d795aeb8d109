"""Texts for all integrations, with everything that has gone wrong elsewhere."""

from pathlib import Path

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
