"""Counts over many texts, the page about a corpus, charts."""

import json
import random

import pytest
import sco_ner
from sco_ner import cli, plots
from sco_ner.report import page, to_report
from sco_ner.tally import Key, Tally, month_of, periods, tally
from test_cli import run
from test_render import HOSTILE, Page

TEXTS = [
    ("2024-01-05", "زار بوتين الصين والتقى شي جين بينغ"),
    ("2024-03-01", "قال بوتين إن الصين والهند شريكتان. بوتين متفائل"),
    ("2024-03-20", "الرئيس الروسي بوتين في موسكو"),
    (None, "ترامب"),
]


@pytest.fixture(scope="module")
def counted():
    found = sco_ner.extract_batch([text for _, text in TEXTS])
    return tally(found, documents=["a", "b", "c", "d"], dates=[date for date, _ in TEXTS])


def test_mentions_texts_months_and_pairs_are_counted(counted):
    putin = Key("PERSON", "vladimir-putin")
    assert (counted.texts, counted.dated) == (4, 3)
    assert (counted.mentions[putin], counted.texts_with[putin]) == (4, 3)
    assert {month: n for (month, key), n in counted.months.items() if key == putin} == {"2024-01": 1, "2024-03": 3}
    # The nationality word in the third text stands for its country.
    assert counted.pairs["vladimir-putin", "CN"] == 2
    assert counted.pairs["vladimir-putin", "RU"] == 1
    assert counted.neighbours(1, 2) == (["vladimir-putin"], ["CN", "IN"])
    assert counted.top(1) == [putin]
    assert [key.id for key in counted.top(3, ["COUNTRY"])] == ["CN", "IN"]
    assert counted.name(putin) == "فلاديمير بوتين"
    assert (counted.country("RU"), counted.country("XX")) == ("روسيا", "XX")
    first = counted.examples[putin][0]
    assert (first.before, first.text, first.after[:6], first.source) == ("زار ", "بوتين", " الصين", "a")


def test_parts_put_together_are_the_whole(counted):
    whole, parts = Tally(), [Tally() for _ in TEXTS]
    for part, (date, text), name in zip(parts, TEXTS, "abcd", strict=True):
        part.add(sco_ner.extract(text), source=name, date=date)
        whole.merge(part)
    assert whole == counted


def test_dates_and_periods():
    assert [month_of(date) for date in ("2024-5", "2024.05.16", "20240516", "2024-13", "", "May", None)] == [
        "2024-05",
        "2024-05",
        *[None] * 5,
    ]
    assert periods([]) == []
    assert periods(["2010-01", "2024-06"]) == [str(year) for year in range(2010, 2025)]
    assert len(periods(["2015-01", "2024-12"])) == 120


def test_mentions_without_an_id_are_counted_by_their_text():
    matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["x"]))
    nobody = sco_ner.Entity("ب", 0, 1, "PERSON", None, "", "", "full", "", 1.0)
    counted = tally([sco_ner.Extraction("ب", [nobody]), matcher.extract("")])
    assert counted.mentions == {Key("PERSON", "ب"): 1}
    assert counted.name(Key("PERSON", "ب")) == "ب"


def test_the_page_shows_counts_and_examples(counted):
    html = page(counted, title="أخبار")
    read = Page(html)
    assert read.attributes["html"] == [{"lang": "ar", "dir": "rtl"}]
    assert [item["data-name"].split()[-1] for item in read.attributes["details"]][:2] == ["vladimir-putin", "cn"]
    assert len(read.attributes["details"]) == len(counted.mentions)
    assert "<b>4</b> نصًا" in html
    assert '<bdi dir="ltr">2024-01 – 2024-03</bdi>' in html
    assert 'title="2024-02: 0"' in html
    assert 'title="فلاديمير بوتين × الصين: 2"' in html
    assert "http" not in html.replace("http-equiv", "")
    policy = read.attributes["meta"][1]["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")


def test_a_page_of_nothing_is_a_page():
    html = page(Tally())
    assert "No entities found." in html
    assert "<svg" not in html
    assert "<table" not in html


def test_hostile_text_is_inert_on_the_page():
    text = f"{HOSTILE}اسم{HOSTILE}"
    start = text.index("اسم")
    held = HOSTILE.replace("\ud800\udfff", "")
    bad = sco_ner.Entity("اسم", start, start + 3, held, held, held, held, "full", "", 1.0)
    person = sco_ner.Entity("اسم", start, start + 3, "PERSON", held, held, held, "full", "", 1.0)
    country = sco_ner.Entity("اسم", start, start + 3, "COUNTRY", f"{held}2", held, held, "full", "", 1.0)
    found = [sco_ner.Extraction(text, [bad, person, country])]
    html = to_report(found, documents=[HOSTILE], dates=[f"2024-01{HOSTILE}"], title=HOSTILE)
    assert html.encode("utf-8")
    assert html.count("<script") == html.count("</script>") == 1
    assert "alert('x')" not in html
    Page(html)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "news.jsonl"
    draw = random.Random(7)
    rows = [{"body": " ".join(draw.choices([text for _, text in TEXTS], k=2)), "day": "2024-05-01"} for _ in range(50)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_the_command_draws_the_page(archive, tmp_path):
    alone, shared = tmp_path / "alone.html", tmp_path / "shared.html"
    common = ["report", archive, "--field", "body", "--date", "day", "--title", "أخبار", "-o"]
    assert run(*common, alone) == (0, "", "")
    assert run(*common, shared, "--jobs", "2") == (0, "", "")
    html = alone.read_text(encoding="utf-8")
    assert html == shared.read_text(encoding="utf-8")
    assert "<title>أخبار</title>" in html
    assert "<b>50</b> نصًا" in html
    assert run(*common[:2], "--field", "nothing", "-o", alone)[0] == 1
    code, _, errors = run("report", archive, "-o", archive)
    assert (code, errors) == (2, f"sco-ner: {archive}: would be read and overwritten; give another file to write\n")


def test_a_run_that_ends_early_leaves_the_page_that_stood_there(archive, tmp_path, monkeypatch):
    out, none = tmp_path / "out.html", tmp_path / "none.txt"
    out.write_text("before", encoding="utf-8")
    assert run("report", none, "-o", out, "--errors", "fail")[0] == 2

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sco_ner.cli.corpus.run", interrupted)
    assert cli.main(["report", str(archive), "-o", str(out)]) == 130
    assert out.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


@pytest.fixture
def chart_rows():
    pytest.importorskip("altair")

    def rows(chart):
        made = chart.to_dict()
        return made, (made.get("data") or made["layer"][0]["data"])["values"]

    return rows


def test_counts_as_bars(counted, chart_rows):
    made, rows = chart_rows(plots.plot_counts(counted, top=3))
    assert [(row["name"], row["mentions"]) for row in rows] == [
        ("فلاديمير بوتين", 4),
        ("الصين", 2),
        ("موسكو", 1),
    ]
    assert made["encoding"]["y"]["sort"] == [row["name"] for row in rows]
    assert made["encoding"]["y"]["axis"]["orient"] == "right"
    assert made["encoding"]["x"]["scale"]["reverse"] is True
    made, _ = chart_rows(plots.plot_counts(counted, rtl=False))
    assert made["encoding"]["y"]["axis"]["orient"] == "left"


def test_names_that_are_shared_are_told_apart(chart_rows):
    _, rows = chart_rows(plots.plot_counts([sco_ner.extract("روسيا والروس")]))
    assert {row["name"] for row in rows} == {"روسيا (دولة)\u200f", "روسيا (جنسية)\u200f"}


def test_names_that_share_their_label_too_are_told_apart_by_id(chart_rows):
    both = Tally(mentions={Key("CITY", "tripoli"): 2, Key("CITY", "tripoli-lb"): 1, Key("ORG", "x"): 1})
    both.names.update({Key("CITY", "tripoli"): ("طرابلس", ""), Key("CITY", "tripoli-lb"): ("طرابلس", "")})
    _, rows = chart_rows(plots.plot_counts(both))
    assert [row["name"] for row in rows] == [
        "طرابلس (مدينة، tripoli)\u200f",
        "طرابلس (مدينة، tripoli-lb)\u200f",
        "x",
    ]


def test_time_as_lines(chart_rows):
    found = sco_ner.extract_batch([text for _, text in TEXTS])
    dates = [date for date, _ in TEXTS]
    made, rows = chart_rows(plots.plot_timeline(found, dates, labels=["PERSON"], top=1))
    assert [(row["period"], row["mentions"]) for row in rows] == [("2024-01", 1), ("2024-02", 0), ("2024-03", 3)]
    assert made["encoding"]["color"]["sort"] == ["فلاديمير بوتين"]
    with pytest.raises(ValueError, match="zip"):
        plots.plot_timeline(found, dates[1:])


def test_neighbours_as_a_matrix(counted, chart_rows):
    made, rows = chart_rows(plots.plot_cooccurrence(counted, people=1, countries=2))
    assert [(row["leader"], row["country"], row["texts"]) for row in rows] == [
        ("فلاديمير بوتين", "الصين", 2),
        ("فلاديمير بوتين", "الهند", 1),
    ]
    # The most frequent country stands on the right, next to the names.
    assert made["layer"][0]["encoding"]["x"]["sort"] == ["الهند", "الصين"]


def test_charts_of_nothing(chart_rows):
    for draw in (plots.plot_counts, plots.plot_timeline, plots.plot_cooccurrence):
        assert chart_rows(draw([]))[1] == []


def test_without_altair_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(ImportError, match="charts need Altair; install it: python -m pip install altair"):
        plots.plot_counts([])
