"""Entities to HTML: the text right to left, with its mentions marked.

What comes out is one string without scripts, links or files beside it, so it can be mailed, stored or shown in a
notebook. All text is escaped, and characters that HTML or UTF-8 cannot hold (NULs, controls, lone surrogates) are shown
as U+FFFD. Marks are drawn without padding of their own, since padding inside a word would break the joining of Arabic
letters (وروسيا).

Left to others: finding the entities (`Matcher`), reading and writing files (`cli`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from sco_ner._core import Entity, Extraction

COLOURS = {"PERSON": "#c2416b", "COUNTRY": "#3b72b8", "ORG": "#b3701f", "CITY": "#2f8f6b", "NORP": "#7d4bb3"}
"""The colour of each label, where others draw."""

_HUES = {"COUNTRY": 212, "CITY": 158, "ORG": 32, "PERSON": 338, "NORP": 272}

# Controls but for tab and line breaks, surrogates, and the code points that are no characters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

# Notebooks have themes of their own, which need not be the system's.
_DARK = "--paper:#17171c;--ink:#ececf1;--faint:#a3a2b0;--tint:40% 24%;--edge:45% 48%;--tag:80% 84%;color-scheme:dark"
_LIGHT = "--paper:#fff;--ink:#1c1b22;--faint:#5f5e6b;--tint:85% 90%;--edge:55% 62%;--tag:65% 30%;color-scheme:light"

STYLE = f"""
.sco-ner{{{_LIGHT}}}
@media (prefers-color-scheme:dark){{.sco-ner{{{_DARK}}}}}
[data-jp-theme-light="true"] .sco-ner,.vscode-light .sco-ner,html[theme="light"] .sco-ner{{{_LIGHT}}}
[data-jp-theme-light="false"] .sco-ner,.vscode-dark .sco-ner,html[theme="dark"] .sco-ner{{{_DARK}}}
.sco-ner{{background:var(--paper);color:var(--ink);max-width:52rem;margin:0 auto;padding:1rem 1.25rem;
 font-family:"Noto Naskh Arabic","Noto Sans Arabic",Amiri,"Segoe UI",Tahoma,"DejaVu Sans",sans-serif;font-size:1.15rem}}
.sco-ner .text{{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;line-height:2.1;margin:1rem 0 2rem}}
.sco-ner mark{{background:hsl(var(--hue) var(--tint));color:inherit;padding:.15em 0;
 box-shadow:inset 0 -.12em hsl(var(--hue) var(--edge));-webkit-box-decoration-break:clone;box-decoration-break:clone}}
.sco-ner mark mark{{padding:0;box-shadow:inset 0 0 0 1px hsl(var(--hue) var(--edge))}}
.sco-ner .tag{{font:600 .6rem/1 ui-sans-serif,system-ui,sans-serif;color:hsl(var(--hue) var(--tag));white-space:nowrap;
 margin:0 .3rem;-webkit-user-select:none;user-select:none}}
.sco-ner .tag bdi+bdi{{font-weight:400;margin-inline-start:.3rem}}
.sco-ner .legend{{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem .8rem;padding:0;margin:0;
 font:.85rem/1.6 ui-sans-serif,system-ui,sans-serif}}
.sco-ner .legend li{{background:hsl(var(--hue) var(--tint));color:hsl(var(--hue) var(--tag));padding:0 .6rem;
 border-radius:.3rem}}
.sco-ner h2{{font-size:1rem;color:var(--faint);border-top:1px solid var(--faint);padding-top:.8rem;margin:0}}
.sco-ner .note{{font:.85rem/1.6 ui-sans-serif,system-ui,sans-serif;color:var(--faint);margin:.5rem 0 0}}
"""
"""What a piece needs; it is in the piece."""

PAGE_STYLE = """
html{color-scheme:light dark;background:#fff}
@media (prefers-color-scheme:dark){html{background:#17171c}}
body{margin:0}
"""


def to_html(extraction: Extraction, *, page: bool = True, title: str = "sco_ner") -> str:
    """Shows an extraction's text with its mentions marked.

    Where mentions overlap, those inside others are marked inside them; of two that cross, the longer one is drawn and
    a note below the legend says how many were left out.

    Args:
        extraction: what to show.
        page: a whole page rather than a piece to put into one.
        title: the page's title.

    Returns:
        HTML that can be encoded as UTF-8.

    Example:
        >>> import sco_ner
        >>> from sco_ner.render import to_html
        >>> matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names([("الهند", "IN")], label="COUNTRY"))
        >>> page = to_html(matcher.extract("سافر للهند"), title="رحلة")
        >>> "<title>رحلة</title>" in page, "<bdi>COUNTRY</bdi> <bdi>IN</bdi>" in page
        (True, True)
    """
    if page:
        return to_page([("", extraction)], title=title)
    part = section("", extraction)
    return f"{_opening(part.counts, part.left_out)}\n{part.html}\n</div>"


def to_page(sections: Iterable[tuple[str, Extraction]], *, title: str = "sco_ner") -> str:
    """Shows several texts on one page, with one legend.

    Args:
        sections: pairs of a heading ("" for none) and an extraction.
        title: the page's title.

    Returns:
        HTML that can be encoded as UTF-8.

    Example:
        >>> import sco_ner
        >>> from sco_ner.render import to_page
        >>> matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["الهند"]))
        >>> page = to_page([(name, matcher.extract("الهند")) for name in ("a.txt", "b.txt")])
        >>> page.count("<h2>"), page.count("<mark ")
        (2, 2)
    """
    drawn = [section(*given) for given in sections]
    opening, closing = page_around(_total(drawn), sum(part.left_out for part in drawn), title=title)
    return "\n".join([opening + (drawn[0].html if drawn else ""), *(part.html for part in drawn[1:])]) + closing


class Section(NamedTuple):
    """One text as it stands on a page.

    Attributes:
        html: its heading and its text with marks.
        counts: how often each label occurs.
        left_out: how many mentions are not drawn, since they cross longer ones.
    """

    html: str
    counts: dict[str, int]
    left_out: int


def section(heading: str, extraction: Extraction) -> Section:
    """Draws one text, so that a page can be put together of many without holding them.

    Args:
        heading: what stands above it, "" for nothing.
        extraction: what to show.

    Returns:
        The section.

    Example:
        >>> import sco_ner
        >>> from sco_ner.render import section
        >>> section("a.txt", sco_ner.extract("زار لندن")).counts
        {'CITY': 1}
    """
    entities = list(extraction)
    drawn = _drawable(entities, len(extraction.text))
    above = f"<h2><bdi>{clean(heading)}</bdi></h2>\n" if heading else ""
    html = f'{above}<div class="text" dir="auto">{_marked(extraction.text, drawn)}</div>'
    return Section(html, dict(Counter(entity.label for entity in entities)), len(entities) - len(drawn))


def page_around(counts: Mapping[str, int], left_out: int = 0, *, title: str = "sco_ner") -> tuple[str, str]:
    """What stands before and behind the sections of a page.

    Args:
        counts: how often each label occurs on it.
        left_out: how many mentions are not drawn.
        title: the page's title.

    Returns:
        The page's beginning, with the legend, and its end.

    Example:
        >>> from sco_ner.render import page_around
        >>> page_around({"CITY": 2})[1].split()
        ['</div>', '</body>', '</html>']
    """
    opening, closing = shell(title)
    return f"{opening}{_opening(counts, left_out)}\n", f"\n</div>{closing}"


def shell(title: str) -> tuple[str, str]:
    """What stands before and behind the body of a page.

    Args:
        title: the page's title.

    Returns:
        The beginning and the end.

    Example:
        >>> from sco_ner.render import shell
        >>> shell("رحلة")[1].split()
        ['</body>', '</html>']
    """
    opening = (
        '<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{clean(title)}</title>\n<style>{PAGE_STYLE}</style>\n</head>\n<body>\n"
    )
    return opening, "\n</body>\n</html>\n"


def clean(text: str) -> str:
    r"""Escapes a text for HTML, in elements and in quoted attributes.

    Args:
        text: any str.

    Returns:
        The text with markup escaped and with U+FFFD for each character that HTML or UTF-8 cannot hold.

    Example:
        >>> from sco_ner.render import clean
        >>> clean('<b title="x">\0')
        '&lt;b title=&quot;x&quot;&gt;�'
    """
    return escape(_UNFIT.sub("\ufffd", text))


def _total(sections: Iterable[Section]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for part in sections:
        counts.update(part.counts)
    return counts


def _opening(counts: Mapping[str, int], left_out: int) -> str:
    """The element that holds a piece, its style and its legend."""
    return f'<div class="sco-ner" dir="rtl">\n<style>{STYLE}</style>\n{_legend(counts, left_out)}'


def _legend(counts: Mapping[str, int], left_out: int) -> str:
    """The labels with their counts, the most frequent first."""
    if not counts:
        return '<p class="note"><bdi>No entities found.</bdi></p>'
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    items = [f'<li style="{hue(label)}"><bdi>{clean(label)}</bdi> <b>{count:,}</b></li>' for label, count in ranked]
    legend = f'<ul class="legend">{"".join(items)}</ul>'
    if left_out:
        legend += f'\n<p class="note"><bdi>Not drawn, since they cross longer ones: {left_out:,}</bdi></p>'
    return legend


def _drawable(entities: Iterable[Entity], length: int) -> list[Entity]:
    """The entities that nest, outer ones before inner ones; where two cross, the longer one.

    The longest are taken first, so one that crosses a taken one has an end of that one strictly inside itself, and a
    byte for each position tells it.
    """
    taken = []
    ends = bytearray(length + 1)
    for entity in sorted(entities, key=lambda entity: (entity.start - entity.end, entity.start)):
        if entity.start < entity.end <= length and ends.find(1, entity.start + 1, entity.end) < 0:
            ends[entity.start] = ends[entity.end] = 1
            taken.append(entity)
    # Sorting is stable: of equal spans the first one stays outside.
    return sorted(taken, key=lambda entity: (entity.start, -entity.end))


def _marked(text: str, drawn: Iterable[Entity]) -> str:
    """The text with the marks of entities that nest."""
    pieces: list[str] = []
    opened: list[Entity] = []
    done = 0

    def write_to(position: int) -> None:
        nonlocal done
        pieces.append(clean(text[done:position]))
        done = position

    def close_before(position: int) -> None:
        while opened and opened[-1].end <= position:
            write_to(opened[-1].end)
            pieces.append(f"{_tag(opened.pop())}</mark>")

    for entity in drawn:
        close_before(entity.start)
        write_to(entity.start)
        pieces.append(f'<mark style="{hue(entity.label)}" title="{hover(entity)}">')
        opened.append(entity)
    close_before(len(text))
    write_to(len(text))
    return "".join(pieces)


def _tag(entity: Entity) -> str:
    """Label and id, as they stand behind a mention."""
    identity = "–" if entity.id is None else clean(entity.id)
    return f'<small class="tag" dir="ltr"><bdi>{clean(entity.label)}</bdi> <bdi>{identity}</bdi></small>'


def hover(entity: Entity) -> str:
    """What a pointer that rests on a mention shows, escaped."""
    # Entities made by hand may name no grounds.
    grounds = ", ".join(entity.evidence) or {1.0: "stands alone", 0.5: "supported by the text"}.get(entity.score, "")
    rows = [
        ("id", "" if entity.id is None else entity.id),
        ("name", entity.name),
        ("name_en", entity.name_en),
        ("kind", entity.kind),
        ("proclitic", entity.proclitic),
        ("evidence", grounds),
        ("score", f"{entity.score:g}"),
    ]
    return clean("\n".join(f"{field}: {value}" for field, value in rows if value))


def hue(label: str) -> str:
    """A label's colour as a custom property; labels of one's own get one by their letters."""
    return f"--hue:{_HUES.get(label, sum(map(ord, label)) * 137 % 360)}"
