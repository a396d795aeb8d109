"""Texts of the project's own sentences, shuffled: with names (the examples' news, the tests' cases) and without.

About one sentence in three has names, so that a mention stands every hundred characters or so, as in news.
"""

from __future__ import annotations

import itertools
import pathlib
import random
import re
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
KINDS = ("plain", "vocalized", "latin", "emoji")
# Characters of a text; one long text holds all there is.
SHAPES = {"documents": 1_100, "short": 200, "long": None}
NAMED_SHARE = 0.3
MARKS = "\u064e\u0650\u064f\u0652\u0651"
ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
# Texts written to be hard have far more names than news.
NO_NEWS = {"reports.toml"}
CASE_MARK = re.compile(r"\|[A-Z]+\|[^⟧|]*⟧|⟦")


def lines(path: pathlib.Path) -> list[str]:
    """The sentences of a file."""
    parts = re.split(r"(?<=[.!؟\n])\s+", path.read_text(encoding="utf-8"))
    return [part.strip() for part in parts if len(part.strip()) > 15]


def with_names() -> list[str]:
    """Sentences of the examples and of the tests, the marks of those taken away."""
    found = [line for path in sorted(ROOT.glob("examples/*.txt")) for line in lines(path)]
    for path in sorted(ROOT.glob("tests/cases/*.toml")):
        if path.name in NO_NEWS:
            continue
        marked = [case["marked"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        found += [CASE_MARK.sub("", text).strip() + "." for text in marked if "⟦" in text and len(text) > 40]
    return found


def without_names() -> list[str]:
    """Sentences that name nobody."""
    return lines(ROOT / "bench" / "no_names.txt")


def latin() -> list[str]:
    """Sentences of this project's own pages."""
    pages = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
    found = [line for page in pages for line in lines(page) if line.isascii()]
    return [" ".join(line.split()) for line in found if re.fullmatch(r"[\w\s,.;:'()-]+", line)]


def vocalized(text: str) -> str:
    """A mark on every letter."""
    marks = itertools.cycle(MARKS)
    return ARABIC_LETTER.sub(lambda letter: letter[0] + next(marks), text)


def dressed(kind: str, sentences: list[str]) -> list[tuple[str, int]]:
    """Sentences as a kind of text has them, with their lengths in UTF-8."""
    english = itertools.cycle(latin())
    ways = {
        "plain": lambda sentence: sentence,
        "vocalized": vocalized,
        "latin": lambda sentence: f"{sentence} {next(english)}",
        "emoji": lambda sentence: f"{sentence} \U0001f600",
    }
    made = [ways[kind](sentence) for sentence in sentences]
    return [(sentence, len(sentence.encode())) for sentence in made]


def texts(kind: str, shape: str, megabytes: float, seed: int = 7) -> list[str]:
    """Texts of about so many bytes of UTF-8 in all, the same in every run.

    Args:
        kind: "plain", "vocalized" (every letter marked), "latin" (every other sentence English) or "emoji" (one after
            each sentence, so that CPython keeps four bytes a character).
        shape: "documents" (about 2 KB each), "short" (200 characters each) or "long" (one text).
        megabytes: how much in all.
        seed: another order of the sentences.
    """
    rng = random.Random(seed)
    pools = [dressed(kind, sentences) for sentences in (with_names(), without_names())]
    length = SHAPES[shape]
    made: list[str] = []
    open_text: list[str] = []
    size = letters = 0
    while size < megabytes * 1e6:
        sentence, encoded = rng.choice(pools[rng.random() >= NAMED_SHARE])
        open_text.append(sentence)
        size += encoded + 1
        letters += len(sentence) + 1
        if length and letters >= length:
            made.append(" ".join(open_text)[:length] if shape == "short" else " ".join(open_text))
            open_text, letters = [], 0
    if open_text:
        made.append(" ".join(open_text))
    return made


def fresh(given: list[str]) -> list[str]:
    """Equal texts as new objects: one that has been matched before may carry a copy of itself in UTF-8."""
    return [text[:1] + text[1:] for text in given]
