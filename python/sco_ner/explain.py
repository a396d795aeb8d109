"""Why each name that a text may hold stands or fell: shown as text, as HTML, as plain rows.

One row is one entity at one place: what became of it (`outcome`) and a sentence why (`because`), how folding and
particles led to it, what speaks for it. `docs/explain.md` says what the words mean.

The HTML is one string without scripts, links or files beside it; all text is escaped.

Left to others: finding the rows (`Matcher.explain`), reading and writing files (`cli`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypedDict, overload

from sco_ner.render import clean, shell

OUTCOMES = {
    "given": "a mention",
    "other-entity": "another entity of the same name was chosen",
    "rival": "a mention that overlaps it won",
    "stop-name": "a harmless phrase hides it",
    "label": "its label was not asked for",
    "writing": "written like another word",
    "refuted": "the words beside it speak against it",
    "no-support": "a weak name without support",
    "boundary": "inside a longer word",
}


class Row(TypedDict):
    """One entity at one place, and what became of it."""

    text: str
    start: int
    end: int
    label: str
    id: str | None
    name: str
    name_en: str
    kind: str
    weak: bool
    proclitic: str
    outcome: str
    because: str
    evidence: list[str]
    score: float
    listed: str
    rule: str
    folded: list[str]
    reading: str
    time: str


class Explanation(Sequence[Row]):
    """Why each name that a text may hold stands or fell. A sequence of rows that keeps its text.

    Attributes:
        text: the text as given (str).
        date: the text's date as far as it is known (str or None).

    Example:
        >>> import sco_ner
        >>> matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("مصر", "EG")], label="COUNTRY"))
        >>> print(matcher.explain("من مصراتة إلى مِصر"))
        «مصر» 3–6
          ✗ COUNTRY EG (مصر): boundary: it stands inside the word «مصراتة»: a name begins and ends where a word does
        «مِصر» 14–18
          ✓ COUNTRY EG (مصر): given, 1.0: a strong name stands by itself
              listed «مصر»; folded: marks left out
    """

    __slots__ = ("_rows", "date", "text")

    def __init__(self, text: str, rows: Iterable[Row], date: str | None = None) -> None:
        self.text = text
        self.date = date
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self._rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        given = sum(row["outcome"] == "given" for row in self._rows)
        return f"Explanation({given} given, {len(self._rows) - given} fallen)"

    def __str__(self) -> str:
        return "\n".join(self.lines()) or "no name of the gazetteer stands in this text"

    def lines(self) -> Iterator[str]:
        """The rows as lines of text, place by place."""
        for (start, end, text), rows in self._places():
            yield f"«{_shown(text)}» {start}–{end}"
            for row in rows:
                yield f"  {'✓' if row['outcome'] == 'given' else '✗'} {_sentence(row)}"
                details = _details(row)
                if details:
                    yield f"      {'; '.join(details)}"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as a list of dicts of one's own: text, place, entity, outcome, why, evidence, folding, reading."""
        return [{**row, "evidence": list(row["evidence"]), "folded": list(row["folded"])} for row in self._rows]

    def to_html(self, *, page: bool = True, title: str = "sco_ner") -> str:
        """The rows as HTML: right to left, all text escaped, without anything from outside.

        Args:
            page: a whole page rather than a piece to put into one.
            title: the page's title.
        """
        piece = (
            f'<div class="sco-ner-why" dir="rtl">\n<style>{_STYLE}</style>\n'
            f'<div class="text" dir="auto">{clean(self.text)}</div>\n{"".join(self._tables())}</div>'
        )
        if not page:
            return piece
        opening, closing = shell(title)
        return f"{opening}{piece}{closing}"

    def _repr_html_(self) -> str:
        return self.to_html(page=False)

    def _tables(self) -> Iterator[str]:
        if not self._rows:
            yield '<p dir="ltr"><bdi>No name of the gazetteer stands in this text.</bdi></p>\n'
        for (start, end, text), rows in self._places():
            yield f'<h3><bdi>{clean(text)}</bdi> <small dir="ltr">{start}–{end}</small></h3>\n<ul>\n'
            for row in rows:
                details = "".join(f"<small><bdi>{clean(detail)}</bdi></small>" for detail in _details(row))
                outcome = "given" if row["outcome"] == "given" else "fallen"
                yield f'<li class="{outcome}" dir="ltr"><bdi>{clean(_sentence(row))}</bdi>{details}</li>\n'
            yield "</ul>\n"

    def _places(self) -> Iterator[tuple[tuple[int, int, str], Iterator[Row]]]:
        return groupby(self._rows, lambda row: (row["start"], row["end"], row["text"]))


def _sentence(row: Row) -> str:
    """Who, what became of it, and why."""
    identity = "–" if row["id"] is None else row["id"]
    name = row["name"] + (", weak" if row["weak"] else "")
    outcome = row["outcome"]
    if outcome == "given":
        outcome += f", {row['score']:.2f}".removesuffix("0")
    return f"{row['label']} {_shown(identity)} ({_shown(name)}): {outcome}: {_shown(row['because'])}"


def _details(row: Row) -> list[str]:
    """How the text led to the name: listing, rule, folding, reading, date."""
    details = []
    if row["listed"] and (row["listed"] != row["text"] or row["rule"]):
        details.append(f"listed «{_shown(row['listed'])}»" + (f" by the rule {row['rule']}" if row["rule"] else ""))
    if row["folded"]:
        details.append(f"folded: {_shown(', '.join(row['folded']))}")
    if row["reading"]:
        details.append(f"read {row['reading']}")
    if row["time"] not in ("", "unknown"):
        details.append(f"at the text's date: {row['time']}")
    return details


def _shown(text: str) -> str:
    """A text on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in text)


_STYLE = """
.sco-ner-why{color-scheme:light dark;--paper:#fff;--ink:#1c1b22;--faint:#5f5e6b;--yes:#1a7f37;--no:#b35900;
 background:var(--paper);color:var(--ink);max-width:60rem;margin:0 auto;padding:1rem 1.25rem;
 font-family:"Noto Naskh Arabic","Noto Sans Arabic",Amiri,"Segoe UI",Tahoma,"DejaVu Sans",sans-serif}
@media (prefers-color-scheme:dark){.sco-ner-why{--paper:#17171c;--ink:#ececf1;--faint:#a3a2b0;--yes:#4ac26b;
 --no:#e09b4f}}
.sco-ner-why .text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;line-height:1.9;
 border-bottom:1px solid var(--faint);padding-bottom:.8rem}
.sco-ner-why h3{margin:1rem 0 .2rem;font-size:1.1rem}
.sco-ner-why h3 small,.sco-ner-why li small{color:var(--faint);font-weight:400}
.sco-ner-why ul{margin:0;padding:0;list-style:none}
.sco-ner-why li{font:.9rem/1.6 ui-sans-serif,system-ui,sans-serif;border-inline-start:.25rem solid var(--no);
 padding-inline-start:.6rem;margin:.2rem 0;overflow-wrap:anywhere}
.sco-ner-why li.given{border-color:var(--yes)}
.sco-ner-why li small{display:block}
"""
