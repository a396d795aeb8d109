"""How an `Entity`, a `Record` and a `Gazetteer` show in a notebook: small cards, right to left.

Like an `Extraction`'s text, they are single pieces of HTML without scripts or files beside them, fit for light and dark
themes, with all text escaped.

Left to others: texts with marks, colours, escaping (`render`).
"""

from collections.abc import Iterable, Mapping

from sco_ner._core import Entity, Gazetteer, Record
from sco_ner.render import STYLE, clean, hover, hue

_STYLE = """
.sco-ner.card{border:1px solid hsl(var(--hue,240) var(--edge));border-radius:.5rem;max-width:40rem;margin:.3rem 0;
 padding:.6rem .9rem;display:inline-block;line-height:1.7}
.sco-ner.card b.name{font-size:1.25rem}
.sco-ner.card .tag{font-size:.7rem}
.sco-ner.card table{border-collapse:collapse;margin:.4rem 0 0;font-size:.9rem;background:none}
.sco-ner.card tr,.sco-ner.card tr:nth-child(even){background:none}
.sco-ner.card th,.sco-ner.card td{text-align:start;vertical-align:top;padding:.1rem .6rem .1rem 0;color:inherit;
 border:0;font-weight:400;white-space:normal}
.sco-ner.card th{color:var(--faint);white-space:nowrap}
.sco-ner.card td.number{text-align:end}
.sco-ner.card .weak{color:var(--faint)}
"""
_SHOWN = 30


def entity(shown: Entity) -> str:
    """Draws a mention: its text, whom it names, where it stands.

    Args:
        shown: what to show.

    Returns:
        A piece of HTML.

    Example:
        >>> import sco_ner
        >>> from sco_ner import notebook
        >>> "vladimir-putin" in notebook.entity(sco_ner.extract("وصل بوتين")[0])
        True
    """
    mark = f'<mark style="{hue(shown.label)}" title="{hover(shown)}">{clean(shown.text)}</mark>'
    rows = [
        ("name", clean(shown.name)),
        ("name_en", clean(shown.name_en)),
        ("place", _ltr(f"{shown.start:,}–{shown.end:,}")),
        ("kind", clean(shown.kind)),
        ("proclitic", clean(shown.proclitic)),
        ("score", f"{shown.score:g}"),
    ]
    return _card(shown.label, f'<b class="name">{mark}</b> {_tag(shown.label, shown.id)}', rows)


def record(shown: Record) -> str:
    """Draws a record: names, offices, members, ids elsewhere, sources.

    Args:
        shown: what to show.

    Returns:
        A piece of HTML.

    Example:
        >>> import sco_ner
        >>> from sco_ner import notebook
        >>> "Q159" in notebook.record(sco_ner.Gazetteer.bundled()["RU"])
        True
    """
    names = (
        f'<span class="weak" title="{clean(row["kind"])}, weak: needs support in the text">{clean(row["text"])}</span>'
        if row["weak"]
        else f'<span title="{clean(row["kind"])}">{clean(row["text"])}</span>'
        for row in shown.names
    )
    offices = (
        f'<bdi>{clean(row["title"] or row["office"])}</bdi> <span class="weak"><bdi>{clean(row["of"])}</bdi> '
        f"{_span(row['start'], row['end'])}</span>"
        for row in shown.positions
    )
    members = (
        f'<bdi dir="ltr">{clean(row["id"])}</bdi> <span class="weak">{_span(row["start"], row["end"])}</span>'
        for row in shown.members
    )
    xref = (_ltr(f"{clean(key)}: {clean(value)}") for key, value in shown.xref.items())
    made = sum(row["rule"] is not None for row in shown.surfaces())
    rows = [
        ("name_en", clean(shown.name_en)),
        ("country", clean(shown.country)),
        ("capital", clean(shown.capital)),
        ("from, to", _span(shown.founded, shown.ended) if shown.founded or shown.ended else ""),
        ("names", _some(names, "، ")),
        ("by rule", _ltr(f"{made:,} forms") if made else ""),
        ("offices", _some(offices, "<br>")),
        ("members", _some(members, "، ")),
        ("elsewhere", _some(xref, " ")),
        ("sources", clean(", ".join(shown.sources))),
    ]
    return _card(shown.label, f'<b class="name">{clean(shown.name)}</b> {_tag(shown.label, shown.id)}', rows)


def gazetteer(shown: Gazetteer) -> str:
    """Draws a gazetteer: how many records it has of each label, and the first of them.

    Args:
        shown: what to show.

    Returns:
        A piece of HTML.

    Example:
        >>> import sco_ner
        >>> from sco_ner import notebook
        >>> "بكين" in notebook.gazetteer(sco_ner.Gazetteer.from_names(["بكين"]))
        True
    """
    counts: dict[str, int] = {}
    first: dict[str, list[str]] = {}
    for each in shown:
        counts[each.label] = counts.get(each.label, 0) + 1
        examples = first.setdefault(each.label, [])
        if len(examples) < 4:
            examples.append(clean(each.name))
    ranked: Mapping[str, int] = dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
    rows = "".join(
        f'<tr style="{hue(label)}"><td><mark>{clean(label)}</mark></td><td class="number">{count:,}</td>'
        f"<td>{'، '.join(first[label])}{' …' if count > 4 else ''}</td></tr>"
        for label, count in ranked.items()
    )
    table = f"<table>{rows}</table>" if rows else ""
    return _around("", f'<b>Gazetteer</b> <small class="weak"><bdi>{len(shown):,} records</bdi></small>{table}')


def _card(label: str, head: str, rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th>{field}</th><td>{value}</td></tr>" for field, value in rows if value)
    return _around(hue(label), f"{head}<table>{cells}</table>")


def _around(style: str, content: str) -> str:
    return f'<div class="sco-ner card" dir="rtl" style="{style}"><style>{STYLE}{_STYLE}</style>{content}</div>'


def _tag(label: str, identity: str | None) -> str:
    shown = "–" if identity is None else clean(identity)
    return f'<small class="tag" dir="ltr"><bdi>{clean(label)}</bdi> <bdi>{shown}</bdi></small>'


def _span(start: str | None, end: str | None) -> str:
    return _ltr(clean(f"{start or '?'} – {end or ''}".rstrip()))


def _ltr(html: str) -> str:
    """Numbers and dates, which run from left to right."""
    return f'<bdi dir="ltr">{html}</bdi>'


def _some(pieces: Iterable[str], between: str) -> str:
    listed = list(pieces)
    more = f"{between}<span class='weak'>+{len(listed) - _SHOWN:,}</span>" if len(listed) > _SHOWN else ""
    return between.join(listed[:_SHOWN]) + more
