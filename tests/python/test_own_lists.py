"""Users' own lists: CSV, TSV, spaCy patterns; gazetteers joined and cut."""

import pytest
import sco_ner
from sco_ner import Gazetteer, GazetteerError, Matcher


@pytest.fixture
def read(tmp_path):
    def call(name, text, **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return Gazetteer.read(path, **options)

    return call


@pytest.fixture
def defects(read):
    def call(name, text):
        with pytest.raises(GazetteerError) as caught:
            read(name, text)
        rows = caught.value.defects
        assert all(row["file"].endswith(name) and row["problem"] and row["remedy"] for row in rows)
        return [(row["line"], row["field"], row["value"]) for row in rows]

    return call


def listed(gazetteer):
    return [(record.id, record.label, [name["text"] for name in record.names]) for record in gazetteer]


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_table_holds_one_name_a_row(read, mark):
    rows = [
        ["rank", "name", "weak", "id", "label", "kind", "name_en", "country"],
        ["7", "نادي الهلال", "", "al-hilal", "ORG", "football", "Al Hilal", "SA"],
        ["", "الهلال", "Yes", "al-hilal", "ORG", "", "", ""],
        ["", "جدة", "", "", "CITY", "", "", ""],
    ]
    text = "\ufeff" + "\r\n".join(mark.join(row) for row in rows)
    gazetteer = read(f"a.{'csv' if mark == ',' else 'TSV'}", text)
    assert listed(gazetteer) == [("al-hilal", "ORG", ["نادي الهلال", "الهلال"]), ("جدة", "CITY", ["جدة"])]
    record = gazetteer["al-hilal"]
    assert (record.rank, record.kind, record.name_en, record.country) == (7, "football", "Al Hilal", "SA")
    assert [name["weak"] for name in record.names] == [False, True]
    assert gazetteer.check() == {"defects": [], "doubts": []}
    (entity,) = Matcher(gazetteer).extract("عاد إلى جدة")
    assert (entity.text, entity.label) == ("جدة", "CITY")


def test_names_without_a_label_get_the_one_given(read):
    assert listed(read("a.csv", "name\nسين\n\nصاد\n")) == [("سين", "NAME", ["سين"]), ("صاد", "NAME", ["صاد"])]
    assert listed(read("a.csv", "name\nسين\n", label="CLUB")) == [("سين", "CLUB", ["سين"])]
    with pytest.raises(ValueError, match='label "club" is not a word of capitals'):
        read("a.csv", "name\nسين\n", label="club")


def test_a_field_may_hold_the_separator(read):
    assert listed(read("a.csv", 'name,id\n"سين، صاد, عين",x\n')) == [("x", "NAME", ["سين، صاد, عين"])]


def test_all_defects_of_a_table_come_in_one_go(defects):
    text = "name,id,weak,rank,label\n\nسين,a,maybe,first,org\n,b,,,\nصاد,c\nعين,a,,70000,\n"
    assert defects("a.csv", text) == [
        (3, "label", "org"),
        (3, "weak", "maybe"),
        (3, "rank", "first"),
        (4, "name", ""),
        (5, "", "صاد | c"),
        (6, "rank", "70000"),
    ]


def test_rows_of_one_id_must_not_differ(defects):
    text = "name,id,label,country,rank\nسين,x,ORG,SA,5\nصاد,x,CITY,EG,6\n"
    assert defects("a.csv", text) == [(3, "label", "CITY"), (3, "country", "EG"), (3, "rank", "6")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no row of column names"),
        ("سين\nصاد\n", "there is no column of names"),
        ("name;id\nسين;x\n", "part columns by ',', not by ';'"),
        ("name,name\nسين,صاد\n", "named twice"),
        ("name,lable\nسين,ORG\n", 'did you mean "label"'),
        ('name,id\n"سين,x\nصاد,y\n', "a quote that is not closed"),
        ('name\n"سين\nصاد"\n', "a line break inside a field"),
    ],
)
def test_what_is_no_table_is_said(read, text, said):
    with pytest.raises(GazetteerError) as caught:
        read("a.csv", text)
    assert said in str(caught.value)


def test_patterns_are_names(read):
    text = (
        '{"label": "ORG", "pattern": "منظمة سين", "id": "seen"}\n'
        '{"label": "ORG", "pattern": [{"LOWER": "منظمة"}, {"orth": "صاد"}], "id": "seen"}\n'
        '{"label": "GPE", "pattern": [{"TEXT": "عين"}]}\n'
        '{"id": "XA", "label": "COUNTRY", "name": "سمرلند"}\n'
    )
    gazetteer = read("patterns.jsonl", text)
    assert sorted(listed(gazetteer)) == [
        ("XA", "COUNTRY", ["سمرلند"]),
        ("seen", "ORG", ["منظمة سين", "منظمة صاد"]),
        ("عين", "GPE", ["عين"]),
    ]
    assert [entity.id for entity in Matcher(gazetteer).extract("منظمة صاد وعين")] == ["seen", "عين"]


def test_patterns_that_are_no_names_are_defects(defects):
    text = (
        '{"label": "ORG", "pattern": [{"LOWER": "سين"}, {"OP": "?"}, {}]}\n'
        '{"label": "ORG", "pattern": [{"LOWER": {"IN": ["سين"]}}]}\n'
        '{"label": "org", "pattern": []}\n'
        '{"label": "ORG", "pattern": 7}\n'
        '{"pattern": "صاد"}\n'
        '{"label": "ORG", "pattern": "صاد", "ids": "x"}\n'
        '{"label": "CITY", "pattern": "صاد"}\n'
    )
    assert defects("patterns.jsonl", text) == [
        (1, "pattern[1]", '{"OP":"?"}'),
        (1, "pattern[2]", "{}"),
        (2, "pattern[0]", '{"LOWER":{"IN":["سين"]}}'),
        (3, "label", "org"),
        (3, "pattern", "[]"),
        (4, "pattern", "7"),
        (5, "label", ""),
        (6, "ids", '"x"'),
        (7, "label", "CITY"),
    ]


def test_folders_hold_records_only(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "label": "ORG", "name": "سين"}\n', encoding="utf-8")
    (tmp_path / "b.csv").write_text("name\nصاد\n", encoding="utf-8")
    assert Gazetteer.read(tmp_path).ids == ("x",)
    (tmp_path / "c.jsonl").write_text('{"label": "ORG", "pattern": "سين"}\n', encoding="utf-8")
    with pytest.raises(GazetteerError, match="unknown field"):
        Gazetteer.read(tmp_path)


def test_gazetteers_are_joined():
    first = Gazetteer.from_names([("بكين", "beijing")])
    second = Gazetteer.from_names([("موسكو", "moscow")])
    joined = first.with_added(second)
    assert joined.ids == ("beijing", "moscow")
    assert (first.ids, second.ids) == (("beijing",), ("moscow",))
    assert first.with_added([second["moscow"]]).ids == joined.ids
    assert first.with_added(record for record in second)["moscow"] == second["moscow"]
    assert [entity.id for entity in Matcher(joined).extract("من موسكو إلى بكين")] == ["moscow", "beijing"]


def test_the_bundled_gazetteer_takes_more_and_keeps_its_institutions():
    own = Gazetteer.from_names([("شركة سين صاد", "seen-sad")], label="ORG")
    matcher = Matcher(sco_ner.Gazetteer.bundled().with_added(own))
    found = [
        (entity.text, entity.label) for entity in matcher.extract("قالت وزارة الخارجية الروسية إن شركة سين صاد أغلقت")
    ]
    assert found == [("وزارة الخارجية الروسية", "ORG"), ("شركة سين صاد", "ORG")]


def test_an_id_that_is_taken_names_both_places(read):
    first = read("a.csv", "name,id\nسين,x\nصاد,y\n")
    second = read("b.csv", "name,id\nعين,y\n")
    with pytest.raises(GazetteerError, match=r"b\.csv:2: id: the id is taken, at .*a\.csv:3 \(found y\); .*override"):
        first.with_added(second)
    assert listed(first.with_added(second, override=True)) == [("x", "NAME", ["سين"]), ("y", "NAME", ["عين"])]
    with pytest.raises(GazetteerError, match="given twice"):
        first.with_added([second["y"], second["y"]], override=True)


def test_overriding_frees_an_id_that_was_merged(read):
    first = read("a.jsonl", '{"id": "x", "label": "ORG", "name": "سين", "merged": ["z"]}\n')
    second = read("b.jsonl", '{"id": "z", "label": "ORG", "name": "صاد"}\n')
    with pytest.raises(GazetteerError, match="the id is taken"):
        first.with_added(second)
    joined = first.with_added(second, override=True)
    assert (joined.ids, joined["z"].name) == (("x", "z"), "صاد")
    # A record that takes in another takes its place too.
    third = read("c.jsonl", '{"id": "w", "label": "ORG", "name": "عين", "merged": ["x"]}\n')
    assert first.with_added(third, override=True).ids == ("w",)


def test_records_are_taken_out():
    gazetteer = Gazetteer.from_names(["بكين", "موسكو", "لندن"])
    assert gazetteer.without(iter(["موسكو", "بكين", "بكين"])).ids == ("لندن",)
    assert gazetteer.without([]).ids == gazetteer.ids
    assert len(Matcher(gazetteer.without(["بكين"])).extract("بكين")) == 0
    with pytest.raises(GazetteerError) as caught:
        gazetteer.without(["لندن", "موسكوا", "qqqq"])
    assert [(row["field"], row["value"]) for row in caught.value.defects] == [("[1]", "موسكوا"), ("[2]", "qqqq")]
    assert 'did you mean "موسكو"?' in str(caught.value)


def test_wrong_arguments_are_named():
    gazetteer = Gazetteer.from_names(["بكين"])
    with pytest.raises(TypeError, match=r"other\[0\] must be a Record, not str"):
        gazetteer.with_added(["موسكو"])
    with pytest.raises(TypeError):
        gazetteer.with_added(7)
    with pytest.raises(TypeError, match=r"write \[id\]"):
        gazetteer.without("بكين")
    with pytest.raises(TypeError, match=r"ids\[0\] must be a str, not int"):
        gazetteer.without([7])
