"""How entities, records and gazetteers show in a notebook."""

import pytest
import sco_ner
from sco_ner import Entity, Gazetteer
from test_render import HOSTILE, Page, clean_characters

HELD = HOSTILE.replace("\ud800\udfff", "")


def piece(shown):
    html = shown._repr_html_()
    assert html.encode("utf-8")
    assert html.startswith('<div class="sco-ner card" dir="rtl"')
    assert "<script" not in html
    assert "http" not in html
    return html, Page(html)


def test_an_entity_shows_its_place_and_whom_it_names():
    (entity,) = sco_ner.extract("سافر للهند")
    html, read = piece(entity)
    assert read.attributes["mark"][0]["title"].startswith("id: IN\nname: الهند\n")
    for shown in ("لهند", "India", '<bdi dir="ltr">6–10</bdi>', "short", "<bdi>COUNTRY</bdi>"):
        assert shown in html


def test_a_record_shows_names_offices_and_sources():
    html, _ = piece(Gazetteer.bundled()["xi-jinping"])
    for shown in ("شي جين بينغ", "Xi Jinping", "رئيس الصين", "2013-03-14", "needs support in the text"):
        assert shown in html
    assert "wikidata: Q159" in piece(Gazetteer.bundled()["RU"])[0]


def test_a_gazetteer_shows_its_labels():
    html, read = piece(Gazetteer.from_names([("a", "1"), ("b", "2")], label="CLUB"))
    assert "2 records" in html
    assert len(read.attributes["tr"]) == 1
    assert "0 records" in piece(Gazetteer.from_names([]))[0]
    assert "COUNTRY" in piece(Gazetteer.bundled())[0]


def test_hostile_text_is_inert():
    html, read = piece(Entity(HELD, 0, len(HELD), HELD, HELD, HELD, HELD, "full", "", 1.0))
    assert read.attributes["mark"][0]["title"].startswith(f"id: {clean_characters(HELD)}")
    gazetteer = Gazetteer.from_names([("<b>x</b>&", "<i>")])
    for shown in (gazetteer, gazetteer["<i>"]):
        html, _ = piece(shown)
        assert "&lt;b&gt;x&lt;/b&gt;&amp;" in html
        assert "<i>" not in html


@pytest.mark.parametrize("shown", [sco_ner.extract("بكين"), sco_ner.extract("بكين")[0], Gazetteer.bundled()["RU"]])
def test_themes_of_notebooks_are_followed(shown):
    html = shown._repr_html_()
    for theme in ("prefers-color-scheme:dark", 'data-jp-theme-light="false"', ".vscode-dark"):
        assert theme in html
