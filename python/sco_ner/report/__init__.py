"""A corpus as one page: who is named how often and when, who beside whom, and in what words.

The page is a single file without links to others. Its text stands in it as text: all is escaped, and a content policy
lets nothing run but the page's own script, which shows one label or name at a time. Without the script all is still
there.

Left to others: counting (`tally`), colours and escaping (`render`).
"""

import base64
import hashlib
from collections.abc import Iterable
from importlib import resources

from sco_ner._core import Extraction
from sco_ner.render import clean, hue
from sco_ner.report.parts import entities, matrix, summary, timeline
from sco_ner.tally import Tally, tally

__all__ = ["page", "to_report"]


def to_report(
    extractions: Iterable[Extraction],
    *,
    documents: Iterable[str | int] | None = None,
    dates: Iterable[str | None] | None = None,
    title: str = "sco_ner",
) -> str:
    """Draws a report of texts.

    Args:
        extractions: what was found in them.
        documents: what each text is called.
        dates: the date of each text, beginning with year and month (2024-05), or None.
        title: the page's title.

    Returns:
        A whole page that can be encoded as UTF-8.

    Raises:
        ValueError: there are more or fewer names or dates than extractions.

    Example:
        >>> import sco_ner
        >>> from sco_ner.report import to_report
        >>> html = to_report([sco_ner.extract("وصل بوتين إلى الصين")], dates=["2024-05-16"], title="أخبار")
        >>> "<title>أخبار</title>" in html, "فلاديمير بوتين" in html
        (True, True)
    """
    return page(tally(extractions, documents=documents, dates=dates), title=title)


def page(counted: Tally, *, title: str = "sco_ner", top: int = 200) -> str:
    """Draws a report of what was counted.

    Args:
        counted: the counts.
        title: the page's title.
        top: how many names to list.

    Returns:
        A whole page.

    Example:
        >>> from sco_ner.report import page
        >>> from sco_ner.tally import Tally
        >>> page(Tally()).startswith("<!DOCTYPE html>")
        True
    """
    style, script = (_file(name) for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    labels = counted.labels()
    buttons = "".join(
        f'<button type="button" data-show="{clean(label)}" aria-pressed="false" style="{hue(label)}">'
        f"<bdi>{clean(label)}</bdi> <b>{count:,}</b></button>"
        for label, count in labels.items()
    )
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{clean(title)}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1><bdi>{clean(title)}</bdi></h1>
{summary(counted)}
<nav aria-label="labels">
<button type="button" data-show="" aria-pressed="true">الكل <span lang="en">all</span></button>{buttons}
<input type="search" placeholder="ابحث عن اسم" aria-label="name"></nav>
</header>
<main>
{timeline(counted)}
{matrix(counted)}
{entities(counted, top)}
</main>
<script>{script}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return resources.files("sco_ner.report").joinpath(name).read_text(encoding="utf-8")
