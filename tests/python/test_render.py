"""HTML of an extraction: escaped, right to left, well-formed, with a legend."""

from html.parser import HTMLParser

import pytest
from conftest import texts
from hypothesis import given
from sco_ner import Entity, Extraction, Gazetteer, Matcher
from sco_ner.render import clean, to_html, to_page

VOID = {"meta", "input", "br"}
REPLACED = "\ufffd"


class Page(HTMLParser):
    """The texts, marks and attributes of a page; fails where elements are not closed in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.tags, self.marks, self.attributes, self.elements = [], "", [], [], {}, []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class"), len(self.text)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attrs))

    def handle_endtag(self, tag):
        name, _, start = self.open.pop()
        assert name == tag
        if tag == "mark":
            self.marks.append(self.text[start:])

    def handle_data(self, data):
        inside = [kind for _, kind, _ in self.open]
        if "tag" in inside:
            self.tags.append(data)
        elif "text" in inside:
            self.text += data


def entity(text, start, end, label="NAME", **changes):
    fields = {"id": "x", "name": "اسم", "name_en": "", "kind": "full", "proclitic": "", "score": 1.0} | changes
    return Entity(text=text[start:end], start=start, end=end, label=label, **fields)


@pytest.fixture
def extraction(matcher):
    return matcher.extract("سافر ترامب من بكين\nإلى موسكو وبكين")


def test_a_page_is_whole_and_right_to_left(extraction):
    html = extraction.to_html(title="رحلة")
    assert html == to_html(extraction, title="رحلة")
    assert html.startswith("<!DOCTYPE html>")
    page = Page(html)
    assert page.attributes["html"] == [{"lang": "ar", "dir": "rtl"}]
    assert page.attributes["meta"][0] == {"charset": "utf-8"}
    assert "<title>رحلة</title>" in html
    assert {"class": "text", "dir": "auto"} in page.attributes["div"]
    assert "script" not in page.elements
    assert "http" not in html


def test_a_piece_is_for_putting_into_a_page(extraction):
    html = extraction.to_html(page=False)
    assert html == extraction._repr_html_()
    assert html.startswith('<div class="sco-ner" dir="rtl">')
    assert not {"html", "head", "body", "title"} & set(Page(html).elements)


def test_the_text_is_kept_and_mentions_are_marked(extraction):
    page = Page(extraction.to_html())
    assert page.text == extraction.text
    assert page.marks == [entity.text for entity in extraction]
    assert [tag for tag in page.tags if tag.strip()] == [
        *("NAME", "donald-trump"),
        *("NAME", "beijing"),
        *("NAME", "moscow"),
        *("NAME", "beijing"),
    ]
    assert "white-space:pre-wrap" in extraction.to_html()


def test_a_pointer_shows_the_fields():
    text = "للصين"
    shown = entity(text, 1, 5, "COUNTRY", name="الصين", name_en="China", kind="short", proclitic="ل", score=0.5)
    page = Page(to_html(Extraction(text, [shown])))
    assert [mark["title"] for mark in page.attributes["mark"]] == [
        "id: x\nname: الصين\nname_en: China\nkind: short\nproclitic: ل\nevidence: supported by the text\nscore: 0.5"
    ]


def test_the_legend_counts_labels():
    text = "ab cd ef"
    entities = [entity(text, 0, 2, "CITY"), entity(text, 3, 5, "PERSON"), entity(text, 6, 8, "CITY", id=None)]
    html = to_html(Extraction(text, entities))
    legend = html[html.index('<ul class="legend">') : html.index("</ul>")]
    assert legend.index("<bdi>CITY</bdi> <b>2</b>") < legend.index("<bdi>PERSON</bdi> <b>1</b>")
    assert "<bdi>CITY</bdi> <bdi>–</bdi>" in html
    assert "No entities found." in to_html(Extraction(text, []))


HOSTILE = "<script>alert('x')</script>&amp;\"' <!-- ]]> \0\x07\x1b[31m\x85\ud800\udfff\ufffe\U0010ffff </div>"


def test_hostile_text_is_escaped_everywhere():
    text = f"{HOSTILE} اسم {HOSTILE}"
    start = text.index("اسم")
    held = HOSTILE.replace("\ud800\udfff", "")  # only the text may hold lone surrogates
    shown = entity(text, start, start + 3, held, id=held, name=held, name_en=held)
    html = to_page([(HOSTILE, Extraction(text, [shown]))], title=HOSTILE)
    assert html.encode("utf-8")
    assert "<script" not in html
    assert not set(html) & set("\0\x07\x1b\x85\ufffe\U0010ffff")
    page = Page(html)
    assert page.text == clean_characters(text)
    assert page.attributes["mark"][0]["title"].startswith(f"id: {clean_characters(held)}\n")


def clean_characters(text):
    return "".join(REPLACED if letter in "\0\x07\x1b\x85\ud800\udfff\ufffe\U0010ffff" else letter for letter in text)


def test_each_unfit_character_is_replaced_by_one():
    assert clean("a\0\x0b\x7f\x9f\ud912b\ufdd0") == f"a{REPLACED * 4}{REPLACED}b{REPLACED}"
    assert clean("line\r\nbreak\tand\u200f\U0001f600") == "line\r\nbreak\tand\u200f\U0001f600"


def test_marks_nest_where_mentions_do():
    text = "abcdefgh"
    entities = [entity(text, 0, 6), entity(text, 0, 2), entity(text, 2, 6), entity(text, 3, 4), entity(text, 3, 4)]
    page = Page(to_html(Extraction(text, entities)))
    assert page.text == text
    assert sorted(page.marks) == ["ab", "abcdef", "cdef", "d", "d"]
    assert page.marks[-1] == "abcdef"


def test_of_crossing_mentions_the_longer_is_drawn():
    text = "abcdefgh"
    html = to_html(Extraction(text, [entity(text, 0, 3), entity(text, 2, 7), entity(text, 6, 8)]))
    assert Page(html).marks == ["cdefg"]
    assert "Not drawn, since they cross longer ones: 2" in html
    assert "<b>3</b>" in html


def test_offsets_outside_the_text_are_not_drawn():
    text = "abc"
    outside = Entity("x", 2, 9, "NAME", "x", "x", "", "full", "", 1.0)
    page = Page(to_html(Extraction(text, [outside])))
    assert (page.text, page.marks) == (text, [])


def test_several_texts_stand_under_their_headings(matcher):
    html = to_page((name, matcher.extract("موسكو")) for name in ("a<b.txt", "c.txt"))
    assert html.count("<h2>") == 2
    assert "<h2><bdi>a&lt;b.txt</bdi></h2>" in html
    assert html.count("<b>2</b>") == html.count('class="legend"') == 1


@given(texts())
def test_any_text_gives_well_formed_html(text):
    matcher = Matcher(Gazetteer.from_names(["شي جين بينغ", "شي جين", "جين بينغ", "موسكو"]), overlaps="all")
    for extraction in (matcher.extract(text), matcher.extract(f"{text} شي جين بينغ")):
        html = extraction.to_html()
        assert html.encode("utf-8")
        page = Page(html)
        assert len(page.text) == len(extraction.text)
        drawn = [entity.text for entity in extraction]
        assert all(mark in drawn or REPLACED in mark or "\r" in mark for mark in page.marks)
