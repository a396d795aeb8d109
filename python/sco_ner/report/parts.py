"""The parts of the page: summary, timeline, who beside whom, names with examples."""

from collections import Counter

from sco_ner.render import clean, hue
from sco_ner.tally import Key, Tally, periods

_ROWS, _COLUMNS = 20, 16


def summary(counted: Tally) -> str:
    """How much was counted, and of what time."""
    months = sorted({month for month, _ in counted.months})
    span = f' · <bdi dir="ltr">{months[0]} – {months[-1]}</bdi>' if months else ""
    mentions = sum(counted.mentions.values())
    return (
        f'<p class="summary"><b>{counted.texts:,}</b> نصًا · <b>{mentions:,}</b> ذكرًا · '
        f"<b>{len(counted.mentions):,}</b> اسمًا{span}</p>"
    )


def timeline(counted: Tally) -> str:
    """Mentions of each label in each month or year."""
    bins = periods(month for month, _ in counted.months)
    if not bins:
        return ""
    width = len(bins[0])
    counts: Counter[tuple[str, str]] = Counter()
    for (month, key), count in counted.months.items():
        counts[key.label, month[:width]] += count
    rows = []
    for label in counted.labels():
        most = max(counts[label, period] for period in bins) or 1
        bars = "".join(
            f'<i style="height:{max(counts[label, period] / most * 100, 2 if counts[label, period] else 0):.0f}%" '
            f'title="{period}: {counts[label, period]:,}"></i>'
            for period in bins
        )
        rows.append(
            f'<div class="series" data-label="{clean(label)}" style="{hue(label)}"><b><bdi>{clean(label)}</bdi></b>'
            f'<span class="most">{most:,}</span><div class="bars">{bars}</div></div>'
        )
    missing = counted.texts - counted.dated
    note = f'<p class="note">{missing:,} نصًا بلا تاريخ</p>' if missing else ""
    return (
        f'<section id="timeline"><h2>عبر الزمن <span lang="en">over time</span></h2>{"".join(rows)}'
        f'<div class="axis"><span>{bins[0]}</span><span>{bins[-1]}</span></div>{note}</section>'
    )


def matrix(counted: Tally) -> str:
    """In how many texts leaders stand beside countries."""
    people, countries = counted.neighbours(_ROWS, _COLUMNS)
    if not people or not countries:
        return ""
    most = max(counted.pairs[person, country] for person in people for country in countries) or 1
    head = "".join(f"<th scope='col'><span>{clean(counted.country(code))}</span></th>" for code in countries)
    rows = []
    for person in people:
        name = clean(counted.name(Key("PERSON", person)))
        cells = []
        for code in countries:
            count = counted.pairs[person, code]
            title = f"{name} × {clean(counted.country(code))}: {count:,}"
            cells.append(f'<td style="--share:{count / most:.3f}" title="{title}">{f"{count:,}" if count else ""}</td>')
        rows.append(f"<tr><th scope='row'>{name}</th>{''.join(cells)}</tr>")
    return (
        '<section id="matrix"><h2>القادة والدول في النص نفسه <span lang="en">leaders and countries in one text</span>'
        f'</h2><div class="wide"><table><thead><tr><td></td>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        "</div></section>"
    )


def entities(counted: Tally, top: int) -> str:
    """Names with their counts, their course over time, and examples that open."""
    shown = counted.top(top)
    if not shown:
        return '<section id="names"><p class="note">لا أسماء <span lang="en">No entities found.</span></p></section>'
    bins = periods(month for month, _ in counted.months)
    by_key: dict[Key, Counter[str]] = {}
    width = len(bins[0]) if bins else 0
    for (month, key), count in counted.months.items():
        by_key.setdefault(key, Counter())[month[:width]] += count
    most = counted.mentions[shown[0]]
    rows = "".join(_entity(counted, key, most, bins, by_key.get(key, Counter())) for key in shown)
    rest = len(counted.mentions) - len(shown)
    more = f'<p class="note">و{rest:,} اسمًا آخر <span lang="en">more names</span></p>' if rest else ""
    return (
        '<section id="names"><h2>الأكثر ذكرًا <span lang="en">most mentioned</span></h2>'
        f'<div class="names">{rows}</div>{more}</section>'
    )


def _entity(counted: Tally, key: Key, most: int, bins: list[str], course: Counter[str]) -> str:
    name, name_en = counted.names.get(key, ("", ""))
    said = " ".join((name, name_en, key.id)).lower()
    examples = "".join(
        f'<li><bdi class="words">…{_words(example.before)}<mark>{clean(example.text)}</mark>'
        f"{_words(example.after)}…</bdi>"
        f"<small><bdi>{clean(' · '.join(part for part in (example.date, example.source) if part))}</bdi></small></li>"
        for example in counted.examples[key]
    )
    share = counted.mentions[key] / most * 100
    return (
        f'<details data-label="{clean(key.label)}" data-name="{clean(said)}" style="{hue(key.label)}"><summary>'
        f'<span class="name"><bdi>{clean(name or key.id)}</bdi> '
        f'<small lang="en" dir="ltr">{clean(name_en)}</small></span>'
        f'<span class="label"><bdi>{clean(key.label)}</bdi></span>'
        f'<span class="bar"><i style="width:{share:.1f}%"></i></span>'
        f'<span class="count" title="{counted.texts_with[key]:,} texts">{counted.mentions[key]:,}</span>'
        f"{_course(bins, course)}</summary><p class='id'><bdi dir='ltr'>{clean(key.id)}</bdi> · "
        f"{counted.texts_with[key]:,} نصًا</p><ol>{examples}</ol></details>"
    )


def _words(text: str) -> str:
    """One line, with a blank kept where the text began or ended with one."""
    return clean(f"{' ' * text[:1].isspace()}{' '.join(text.split())}{' ' * text[-1:].isspace()}")


def _course(bins: list[str], course: Counter[str]) -> str:
    """A small line of the mentions over time, from right to left as the page goes."""
    if len(bins) < 2:
        return '<span class="course"></span>'
    most = max(course.values(), default=0) or 1
    step = 100 / (len(bins) - 1)
    points = " ".join(
        f"{100 - number * step:.1f},{22 - course[period] / most * 20:.1f}" for number, period in enumerate(bins)
    )
    return f'<svg class="course" viewBox="0 0 100 24" preserveAspectRatio="none"><polyline points="{points}"/></svg>'
