"""Pages as Chromium shows them: marks where they belong, right to left, no script but the page's own, no error."""

import shutil

import pytest
import sco_ner
from sco_ner import plots
from sco_ner.render import to_html
from sco_ner.report import to_report
from test_corpus import TEXTS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def show(browser, tmp_path):
    """Opens a page; at the end, nothing may have gone wrong, and nothing may have been asked of the net."""
    trouble = []
    context = browser.new_context(viewport={"width": 1100, "height": 900})

    def call(html):
        path = tmp_path / f"{len(context.pages)}.html"
        path.write_text(html, encoding="utf-8")
        tab = context.new_page()
        tab.on("console", lambda message: trouble.append(message.text))
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: request.url.startswith(("file:", "data:")) or trouble.append(request.url))
        tab.goto(path.as_uri())
        return tab

    yield call
    context.close()
    assert trouble == []


# Where a text's code points stand on the screen.
PLACES = """([text, start, end]) => {
  const element = document.querySelector(".text");
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT,
    node => node.parentElement.closest(".tag") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let seen = "";
  const inside = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const from = [...seen].length;
    seen += node.data;
    if (from < end && [...seen].length > start) inside.push([node.data, node.parentElement.tagName]);
  }
  return [seen === text, inside];
}"""


def test_marks_stand_on_their_words(show):
    text = "😀 زار بوتين بكين، وللهند رأي. ﻻ وترامبموسكو e\u0301 ٢٠٢٤\nالرئيس الروسي"
    extraction = sco_ner.extract(text)
    assert len(extraction) == 6
    tab = show(to_html(extraction))
    for entity in extraction:
        same, inside = tab.evaluate(PLACES, [text, entity.start, entity.end])
        assert same
        assert inside == [[entity.text, "MARK"]]
    assert [mark.inner_text() for mark in tab.query_selector_all("mark small bdi:first-child")] == [
        entity.label for entity in extraction
    ]


def test_the_text_runs_from_right_to_left(show):
    extraction = sco_ner.extract("زار بوتين الصين والهند")
    tab = show(to_html(extraction))
    boxes = [mark.bounding_box() for mark in tab.query_selector_all("mark")]
    assert len(boxes) == 3
    assert boxes[0]["x"] > boxes[1]["x"] > boxes[2]["x"]
    assert len({round(box["y"]) for box in boxes}) == 1
    text = tab.query_selector(".text").bounding_box()
    assert boxes[0]["x"] + boxes[0]["width"] > text["x"] + text["width"] / 2
    # A particle joins the name behind it: nothing parts them.
    widths = "() => getComputedStyle(document.querySelectorAll('mark')[2]).paddingLeft"
    assert tab.evaluate(widths) == "0px"
    latin = show(to_html(sco_ner.Matcher(sco_ner.Gazetteer.from_names(["one", "two"])).extract("one two")))
    one, two = (mark.bounding_box() for mark in latin.query_selector_all("mark"))
    assert one["x"] < two["x"]


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)> javascript:alert(4) {{7*7}} "


@pytest.fixture(scope="module")
def hostile():
    text = f"{HOSTILE}بكين{HOSTILE}"
    start = len(HOSTILE)
    fields = (HOSTILE, HOSTILE, HOSTILE, "full", "", 1.0)
    entities = [sco_ner.Entity("بكين", start, start + 4, label, *fields) for label in ("PERSON", "COUNTRY", HOSTILE)]
    return sco_ner.Extraction(text, entities)


def test_nothing_in_a_text_runs(show, hostile):
    tab = show(to_html(hostile, title=HOSTILE))
    assert tab.title() == HOSTILE.strip()
    assert tab.evaluate("document.querySelectorAll('img, script, svg').length") == 0
    report = show(to_report([hostile], documents=[HOSTILE], dates=["2024-05"], title=HOSTILE))
    assert report.evaluate("document.querySelectorAll('img').length") == 0
    assert report.evaluate("document.scripts.length") == 1
    report.locator("summary").first.click()
    assert "<script>alert(1)</script>" in report.locator("li").first.inner_text()
    piece = f"<!DOCTYPE html><meta charset=utf-8>{hostile[0]._repr_html_()}"
    assert show(piece).evaluate("document.querySelectorAll('img, script').length") == 0


def test_the_content_policy_stops_foreign_scripts(browser, tmp_path):
    path = tmp_path / "report.html"
    html = to_report([sco_ner.extract("بكين")])
    path.write_text(html.replace("</main>", "</main><script>document.title = 'taken'</script>"), encoding="utf-8")
    tab = browser.new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(path.as_uri())
    assert tab.title() == "sco_ner"
    assert any("Content Security Policy" in text for text in said)
    tab.close()


@pytest.fixture(scope="module")
def report():
    found = sco_ner.extract_batch([text for _, text in TEXTS] * 3)
    return to_report(found, dates=[date for date, _ in TEXTS] * 3, title="أخبار")


def shown(tab, selector):
    return [element for element in tab.query_selector_all(selector) if element.is_visible()]


def test_labels_and_names_are_filtered(show, report):
    tab = show(report)
    every = len(shown(tab, "details"))
    assert every == len(tab.query_selector_all("details"))
    tab.click("button[data-show=PERSON]")
    people = shown(tab, "details")
    assert {element.get_attribute("data-label") for element in people} == {"PERSON"}
    assert len(shown(tab, ".series")) == 1
    assert tab.get_attribute("button[data-show=PERSON]", "aria-pressed") == "true"
    tab.fill("input[type=search]", "بوتين")
    assert len(shown(tab, "details")) == 1
    tab.fill("input[type=search]", "XI-JIN")
    assert "شي جين بينغ" in shown(tab, "details")[0].inner_text()
    tab.fill("input[type=search]", "")
    tab.click("button[data-show='']")
    assert len(shown(tab, "details")) == every


def test_the_report_runs_from_right_to_left(show, report):
    tab = show(report)
    name, bar, count = (tab.locator(f"summary .{part}").first.bounding_box() for part in ("name", "bar", "count"))
    assert name["x"] > bar["x"] > count["x"]
    bars = [element.bounding_box() for element in tab.query_selector_all(".series .bars i")]
    assert bars[0]["x"] > bars[1]["x"] > bars[2]["x"]
    heads = [element.bounding_box()["x"] for element in tab.query_selector_all("#matrix thead th")]
    assert heads == sorted(heads, reverse=True)
    assert tab.query_selector("#matrix tbody th").bounding_box()["x"] > heads[0]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened = tab.locator("details").first
    opened.locator("summary").click()
    example = opened.locator("li mark").first
    assert example.is_visible()
    assert example.inner_text() == "بوتين"


def test_the_report_fits_a_telephone_and_the_dark(browser, report, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(report, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 23, 28)"
    context.close()


def test_charts_are_drawn_with_names_on_the_right(show, tmp_path):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    chart = plots.plot_counts(sco_ner.extract_batch([text for _, text in TEXTS]), top=3)
    path = tmp_path / "chart.html"
    chart.save(path, inline=True, embed_options={"renderer": "svg", "actions": False})
    tab = show(path.read_text(encoding="utf-8"))
    tab.wait_for_selector("svg .role-axis-label")
    labels = {
        label.text_content(): label.bounding_box()["x"] for label in tab.query_selector_all("svg .role-axis-label text")
    }
    bars = tab.query_selector("svg .mark-rect").bounding_box()
    assert labels["فلاديمير بوتين"] >= bars["x"] + bars["width"] - 1
