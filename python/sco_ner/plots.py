"""Charts of who is named, by Altair: counts, the course of time, who stands beside whom.

Names are written in Arabic, right to left: axes of names stand on the right and bars grow to the left, unless
`rtl=False`. Each function gives an Altair chart, to be shown, changed or saved (`chart.save("a.html")`).

Left to others: counting (`tally`). Needs Altair: `python -m pip install altair`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sco_ner._core import Extraction
from sco_ner.render import COLOURS
from sco_ner.tally import Key, Tally, periods, tally

if TYPE_CHECKING:
    import altair

# Fonts with Latin letters first: where a file is drawn without a browser, what follows is asked for Arabic only.
_FONT = "Segoe UI, Tahoma, Noto Sans, Noto Naskh Arabic, Noto Sans Arabic, Amiri, DejaVu Sans, sans-serif"
_LABELS = {"PERSON": "شخص", "COUNTRY": "دولة", "ORG": "منظمة", "CITY": "مدينة", "NORP": "جنسية"}
# Keeps the bracket behind it with the Arabic before it.
_MARK = "\u200f"


def plot_counts(
    extractions: Iterable[Extraction] | Tally,
    *,
    labels: Iterable[str] | None = None,
    top: int = 20,
    rtl: bool = True,
) -> "altair.Chart":
    """Draws who is named most, as bars.

    Args:
        extractions: what was found, or its tally.
        labels: of which labels, of all if None.
        top: how many names.
        rtl: names on the right, bars to the left.

    Returns:
        An Altair chart.

    Raises:
        ImportError: Altair is not installed; the message says how.
    """
    alt = _altair()
    counted = _tally(extractions)
    rows: list[dict[str, Any]] = [
        {"name": name, "id": key.id, "label": key.label, "mentions": counted.mentions[key]}
        for key, name in _names_of(counted, counted.top(top, labels)).items()
    ]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("mentions:Q", title="مرات الذكر", scale=alt.Scale(reverse=rtl)),
            y=_names(alt, "name", [row["name"] for row in rows], rtl),
            color=_labels(alt, rows),
            tooltip=["name:N", "id:N", "label:N", "mentions:Q"],
        )
        .properties(width=460)
    )
    return _set(chart, rtl)


def plot_timeline(
    extractions: Iterable[Extraction] | Tally,
    dates: Iterable[str | None] | None = None,
    *,
    labels: Iterable[str] | None = None,
    top: int = 8,
    rtl: bool = True,
) -> "altair.Chart":
    """Draws how often those who are named most are named in each month (in each year, over more than ten).

    Args:
        extractions: what was found, or its tally.
        dates: the date of each text, beginning with year and month (2024-05), or None; a tally has them already.
        labels: of which labels, of all if None.
        top: how many names.
        rtl: the axis of counts on the right and the legend with it; time goes from left to right in any case.

    Returns:
        An Altair chart.

    Raises:
        ImportError: Altair is not installed; the message says how.
        ValueError: there are more or fewer dates than extractions.
    """
    alt = _altair()
    counted = _tally(extractions, dates)
    bins = periods(month for month, _ in counted.months)
    width = len(bins[0]) if bins else 7
    keys = counted.top(top, labels)
    names = list(_names_of(counted, keys).values())
    mentions: dict[tuple[str, Key], int] = {}
    for (month, key), count in counted.months.items():
        mentions[month[:width], key] = mentions.get((month[:width], key), 0) + count
    rows = [
        {"period": period, "name": name, "id": key.id, "mentions": mentions.get((period, key), 0)}
        for key, name in zip(keys, names, strict=True)
        for period in bins
    ]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=True)
        .encode(
            x=alt.X("period:O", title=None, sort=bins, axis=alt.Axis(labelAngle=-45, labelOverlap=True)),
            y=alt.Y("mentions:Q", title="مرات الذكر", axis=_axis(alt, rtl)),
            color=alt.Color("name:N", sort=names, title=None, legend=_legend(alt, rtl)),
            tooltip=["name:N", "id:N", "period:O", "mentions:Q"],
        )
        .properties(width=680)
    )
    return _set(chart, rtl)


def plot_cooccurrence(
    extractions: Iterable[Extraction] | Tally, *, people: int = 15, countries: int = 12, rtl: bool = True
) -> "altair.Chart":
    """Draws in how many texts leaders stand beside countries (nationality words count for theirs), as a matrix.

    Args:
        extractions: what was found, or its tally.
        people: how many leaders.
        countries: how many countries.
        rtl: leaders on the right, the most frequent country next to them.

    Returns:
        An Altair chart.

    Raises:
        ImportError: Altair is not installed; the message says how.
    """
    alt = _altair()
    counted = _tally(extractions)
    first, second = counted.neighbours(people, countries)
    named = _names_of(counted, [Key("PERSON", identity) for identity in first])
    leaders = {key.id: name for key, name in named.items()}
    states = {code: counted.country(code) for code in second}
    rows: list[dict[str, Any]] = [
        {"leader": leaders[person], "country": states[code], "texts": counted.pairs[person, code]}
        for person in first
        for code in second
    ]
    across = list(reversed(states.values())) if rtl else list(states.values())
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("country:N", sort=across, title=None, axis=alt.Axis(orient="top", labelAngle=-45)),
        y=_names(alt, "leader", list(leaders.values()), rtl),
        tooltip=["leader:N", "country:N", "texts:Q"],
    )
    most = max((row["texts"] for row in rows), default=0)
    cells = base.mark_rect().encode(
        color=alt.Color("texts:Q", title="نصوص", scale=alt.Scale(scheme="blues"), legend=_legend(alt, rtl))
    )
    numbers = (
        base.transform_filter("datum.texts > 0")
        .mark_text(fontSize=11)
        .encode(text="texts:Q", color=alt.condition(f"datum.texts > {most / 2}", alt.value("white"), alt.value("#222")))
    )
    return _set((cells + numbers).properties(width={"step": 32}, height={"step": 26}), rtl)


def _altair() -> Any:  # noqa: ANN401 (a module without types here)
    try:
        import altair  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ImportError("charts need Altair; install it: python -m pip install altair") from None
    return altair


def _tally(given: Iterable[Extraction] | Tally, dates: Iterable[str | None] | None = None) -> Tally:
    return given if isinstance(given, Tally) else tally(given, dates=dates)


def _names_of(counted: Tally, keys: Iterable[Key]) -> dict[Key, str]:
    """A name for each that no other shares, so that no two are drawn as one."""
    names = Counter(counted.name(key) for key in counted.mentions)
    # The label tells most of them apart, the id the others.
    labelled = Counter((counted.name(key), _LABELS.get(key.label, key.label)) for key in counted.mentions)
    found = {}
    for key in keys:
        name, label = counted.name(key), _LABELS.get(key.label, key.label)
        if names[name] > 1:
            more = f"{label}، {key.id}" if labelled[name, label] > 1 else label
            name = f"{name} ({more}){_MARK}"
        found[key] = name
    return found


def _names(alt: Any, field: str, order: list[str], rtl: bool) -> Any:  # noqa: ANN401
    return alt.Y(f"{field}:N", sort=order, title=None, axis=_axis(alt, rtl))


def _axis(alt: Any, rtl: bool) -> Any:  # noqa: ANN401
    return alt.Axis(orient="right" if rtl else "left", labelLimit=260)


def _legend(alt: Any, rtl: bool) -> Any:  # noqa: ANN401
    return alt.Legend(orient="left" if rtl else "right", labelLimit=260)


def _labels(alt: Any, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401
    labels = sorted({row["label"] for row in rows})
    spare = iter(["#6b7280", "#0f766e", "#9333ea", "#b45309"] * (len(labels) + 1))
    colours = [COLOURS.get(label) or next(spare) for label in labels]
    return alt.Color("label:N", title=None, scale=alt.Scale(domain=labels, range=colours))


def _set(chart: Any, rtl: bool) -> Any:  # noqa: ANN401
    """Fonts that have Arabic, and the direction of text."""
    text = {"font": _FONT, "dir": "rtl" if rtl else "ltr"}
    return (
        chart.configure(font=_FONT)
        .configure_axis(labelFont=_FONT, titleFont=_FONT, labelFontSize=12)
        .configure_legend(labelFont=_FONT, titleFont=_FONT, labelFontSize=12)
        .configure_text(**text)
    )
