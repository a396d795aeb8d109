"""Dates and role phrases: what is taken, what is refused, what it changes."""

import datetime
import itertools
import pickle

import pytest
import sco_ner
from conftest import ROOT
from sco_ner import Gazetteer, Matcher

TEXT = "قال الرئيس الإيراني إن بلاده ترحب برئيس وزراء الهند"


def roles(extraction):
    return [(entity.text, entity.id) for entity in extraction if entity.label == "ROLE"]


@pytest.mark.parametrize(
    "date",
    [
        "2020",
        "2020-05",
        "2020-05-01",
        datetime.date(2020, 5, 1),
        datetime.datetime(2020, 5, 1, 12),
        datetime.datetime(2020, 5, 1, tzinfo=datetime.UTC),
    ],
)
def test_a_date_is_taken_in_many_forms(date):
    assert roles(sco_ner.extract(TEXT, date=date, roles=True)) == [
        ("الرئيس الإيراني", "hassan-rouhani"),
        ("رئيس وزراء الهند", "narendra-modi"),
    ]


def test_no_date_is_no_holder():
    assert [identity for _, identity in roles(sco_ner.extract(TEXT, roles=True))] == [None, None]
    assert sco_ner.extract(TEXT, date=None) == sco_ner.extract(TEXT)


@pytest.mark.parametrize("date", ["", "20", "2020-13", "2020/05/01", "2020-05-01T10:00", "May 2020", "٢٠٢٠", "\ud800"])
def test_a_str_that_is_no_date_says_what_is_one(date):
    with pytest.raises(ValueError, match=r"is no date.*2022-05-01"):
        sco_ner.extract(TEXT, date=date)


@pytest.mark.parametrize("date", [2020, 2020.5, True, b"2020", ("2020",), datetime.time(1), datetime.timedelta(1)])
def test_another_type_says_what_is_a_date(date):
    with pytest.raises(TypeError, match=r"date must not be of type .*datetime\.date"):
        sco_ner.extract(TEXT, date=date)


def test_a_missing_date_of_a_table_is_refused_with_the_remedy():
    class NaT(datetime.datetime):
        year = month = day = property(lambda self: float("nan"))

    with pytest.raises(ValueError, match="or None"):
        sco_ner.extract(TEXT, date=NaT(2020, 1, 1))


class Missing:
    """A value that is not equal to itself, as NaN and NaT are."""

    def __eq__(self, other):
        return False

    __hash__ = None


@pytest.mark.parametrize("missing", [float("nan"), Missing()])
def test_what_is_not_equal_to_itself_among_dates_is_no_date(missing):
    missing_dates_are_none([missing, "2020"])


def missing_dates_are_none(dates):
    texts = [TEXT, TEXT]
    found = sco_ner.extract_batch(texts, dates=[None, "2020"], roles=True)
    assert found[0] != found[1]
    assert sco_ner.extract_batch(texts, dates=dates, roles=True) == found
    pa = pytest.importorskip("pyarrow")
    columns = [sco_ner.extract_arrow(texts, dates=given, roles=True) for given in (dates, [None, "2020"])]
    assert pa.table(columns[0]) == pa.table(columns[1])


def test_missing_dates_of_pandas_and_numpy_are_none():
    pandas = pytest.importorskip("pandas")
    numpy = pytest.importorskip("numpy")
    for missing in (pandas.NaT, pandas.NA, numpy.nan, numpy.datetime64("NaT")):
        missing_dates_are_none([missing, datetime.date(2020, 5, 1)])
    missing_dates_are_none(pandas.Series([None, "2020-05-01"], dtype="datetime64[ns]"))
    with pytest.raises(TypeError, match=r"dates\[1\] must not be of type"):
        sco_ner.extract_batch([TEXT, TEXT], dates=[pandas.NaT, numpy.array([1, 2])])


def test_dates_go_with_their_texts():
    texts = [TEXT] * 4
    dates = ["2003", None, datetime.date(2020, 1, 1), "2025-06"]
    found = sco_ner.extract_batch(texts, dates=dates, roles=True)
    assert found == [sco_ner.extract(text, date=date, roles=True) for text, date in zip(texts, dates, strict=True)]
    assert found == sco_ner.extract_batch(iter(texts), dates=iter(dates), roles=True, threads=2)
    assert [roles(extraction)[0][1] for extraction in found] == [
        "mohammad-khatami",
        None,
        "hassan-rouhani",
        "masoud-pezeshkian",
    ]


def test_many_texts_keep_their_dates():
    dates = ["2003", "2020", None] * 500
    found = sco_ner.extract_batch([TEXT] * 1500, dates=dates, roles=True, threads=2)
    assert found[:3] * 500 == found


@pytest.mark.parametrize(
    ("texts", "dates", "message"),
    [
        (["", ""], ["2020"], "dates has 1 items and texts has 2"),
        (iter(["", ""]), ["2020"], "dates has 1 items and texts has more"),
        (iter([""]), ["2020", None], "dates has 2 items and texts has 1"),
        ([""], ["2020-13"], r"dates\[0\]: .2020-13. is no date"),
    ],
)
def test_dates_that_do_not_fit_are_told(texts, dates, message):
    with pytest.raises(ValueError, match=message):
        sco_ner.extract_batch(texts, dates=dates)


@pytest.mark.parametrize("dates", ["2020", datetime.date(2020, 1, 1)])
def test_one_date_for_all_is_told(dates):
    with pytest.raises(TypeError, match=r"\[date\] \* len\(texts\)"):
        sco_ner.extract_batch([""], dates=dates)


def test_dates_of_another_type_are_told():
    with pytest.raises(TypeError, match="dates must be an iterable"):
        sco_ner.extract_batch([""], dates=2020)
    with pytest.raises(TypeError, match=r"dates\[1\] must not be of type int"):
        sco_ner.extract_batch(["", ""], dates=[None, 2020])


def test_roles_take_no_name_away():
    text = "التقى الرئيس الروسي فلاديمير بوتين وزير خارجية الصين ورئيس مجلس النواب الأمريكي في موسكو"
    for overlaps in ("longest", "nested", "all"):
        matcher = Matcher(overlaps=overlaps)
        names = list(matcher.extract(text))
        both = list(matcher.extract(text, roles=True))
        assert [entity for entity in both if entity.label != "ROLE"] == names
        spans = [(entity.start, entity.end) for entity in both if entity.label == "ROLE"]
        assert len(spans) == 3
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
        assert [(e.start, -e.end) for e in both] == sorted((e.start, -e.end) for e in both)


def test_a_matcher_may_be_made_with_roles():
    matcher = Matcher(roles=True, labels=["ROLE"])
    assert {entity.label for entity in matcher.extract(TEXT)} == {"ROLE"}
    assert len(matcher.extract(TEXT, roles=False)) == 0
    assert len(matcher.extract_batch([TEXT], dates=["2020"])[0]) == 2
    with pytest.raises(TypeError, match="roles must be True or False"):
        Matcher(roles="yes")


def test_a_role_without_a_holder_says_which_office_it_is():
    role = sco_ner.extract(TEXT, roles=True)[0]
    assert (role.id, role.record, role.name, role.name_en, role.kind) == (
        None,
        None,
        "رئيس إيران",
        "President of Iran",
        "title",
    )
    assert role.evidence == ("role",)
    held = sco_ner.extract(TEXT, date="2020", roles=True)[0]
    assert held.record.id == "hassan-rouhani"
    assert held.evidence == ("role", "holder-listed")


def test_presumed_holders_score_less():
    listed, presumed = (sco_ner.extract(TEXT, date=date, roles=True)[2] for date in ("2020", "2026-11"))
    assert listed.id == presumed.id == "narendra-modi"
    assert (listed.evidence[-1], presumed.evidence[-1]) == ("holder-listed", "holder-presumed")
    assert presumed.score < listed.score


def test_a_list_of_ones_own_has_no_roles():
    matcher = Matcher(Gazetteer.from_names([("الهند", "IN")], label="COUNTRY"), roles=True)
    assert [entity.label for entity in matcher.extract(TEXT, date="2020")] == ["COUNTRY"]


def test_evidence_and_candidates_go_with_a_pickle():
    entity = sco_ner.extract("أعلن الرئيس الأمريكي بوش ذلك", date="2003")[1]
    assert entity.evidence == ("title", "chosen-by-date")
    assert set(entity.candidates) == {"george-w-bush", "george-h-w-bush"}
    assert 0 < entity.score < 1
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copy = pickle.loads(pickle.dumps(entity, protocol))
        assert (copy, copy.evidence, copy.candidates) == (entity, entity.evidence, entity.candidates)


def role_phrases():
    for line in (ROOT / "gazetteer" / "roles.tsv").read_text(encoding="utf-8").splitlines():
        role, _, rest = line.partition("\t")
        key, _, phrase = rest.partition("\t")
        if not line.startswith("//") and role != "-" and key in ("nisba", "of", "to"):
            yield pytest.param(key, phrase, id=f"{role}: {key} {phrase}")


STATES = {
    "of": ["روسيا", "ألمانيا", "الأردن", "قطر", "سلطنة عمان", "اليابان", "إيران"],
    "to": ["لهونغ كونغ", "لإيران", "للوكسمبورغ"],
    "nisba": ["الروسي", "الألماني", "الأردني", "العماني", "الياباني", "الإيراني", "الكوري الشمالي"],
}
STATES["of"] += ["الفاتيكان", "لوكسمبورغ", "كوريا الشمالية"]
STATES["nisba"] += ["الروسية", "الألمانية", "الأردنية", "اليابانية", "الإيرانية", "البريطانية"]
ORGANIZATIONS = {"of": ["الأمم المتحدة", "بنك إنجلترا"], "to": ["للأمم المتحدة", "لأبل"], "nisba": []}


@pytest.mark.parametrize(("key", "phrase"), list(role_phrases()))
def test_every_phrase_of_the_gazetteer_is_found(key, phrase):
    wholes = [f"{phrase} {of}" for of in STATES[key] + ORGANIZATIONS[key]]
    found = sco_ner.extract_batch([f"قال {whole} ذلك" for whole in wholes], roles=True, dates=["2019"] * len(wholes))
    assert any(
        (entity.text, entity.label) == (whole, "ROLE")
        for whole, extraction in zip(wholes, found, strict=True)
        for entity in extraction
    )


def test_a_saved_matcher_knows_dates_and_roles(tmp_path):
    matcher = Matcher(roles=True, fold="loose")
    matcher.save(tmp_path / "matcher.model")
    loaded = Matcher.load(tmp_path / "matcher.model")
    for date in (None, "2003", "2020"):
        text = TEXT + " والرئيس الأمريكي بوش وحركة حمـ.ـاس"
        assert loaded.extract(text, date=date) == matcher.extract(text, date=date)
        assert str(loaded.explain(text, date=date)) == str(matcher.explain(text, date=date))
