"""The spaCy component."""

import json
import pickle

import pytest
import sco_ner

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, DocBin

TEXT = "وترامبموسكو خبر آخر، وللصين رأي؛ زار بوتين بكين"
NEWS = [TEXT, "لا أحد", "وصل شي جين بينغ إلى الهند 😀", "بموسكو"] * 5


def pipeline(**config):
    nlp = spacy.blank("ar")
    nlp.add_pipe("sco_ner", config=config)
    return nlp


def views(doc):
    """All that the component writes onto a doc."""
    spans = [
        [(s.start_char, s.end_char, s.label_, s.kb_id_) for s in group] for group in (doc.ents, *doc.spans.values())
    ]
    return [token.text for token in doc], doc.text, doc._.sco_ner, spans


def test_exact_mentions_stand_beside_the_widened_ones():
    doc = pipeline()(TEXT)
    assert doc._.sco_ner == sco_ner.extract(TEXT)
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["sco_ner"]] == [
        ("وترامبموسكو", "PERSON", "donald-trump"),
        ("وترامبموسكو", "CITY", "moscow"),
        ("وللصين", "COUNTRY", "CN"),
        ("بوتين", "PERSON", "vladimir-putin"),
        ("بكين", "CITY", "beijing"),
    ]
    # Two mentions in one token: a token has one entity.
    assert [(ent.text, ent.kb_id_) for ent in doc.ents] == [
        ("وترامبموسكو", "donald-trump"),
        ("وللصين", "CN"),
        ("بوتين", "vladimir-putin"),
        ("بكين", "beijing"),
    ]


def test_split_tokens_make_the_entities_exact():
    doc = pipeline(split_proclitics=True)(TEXT)
    assert doc.text == TEXT
    assert [token.text for token in doc][:3] == ["و", "ترامب", "موسكو"]
    for group in (doc.ents, doc.spans["sco_ner"]):
        assert [(s.start_char, s.end_char, s.text) for s in group] == [
            (e.start, e.end, e.text) for e in sco_ner.extract(TEXT)
        ]
    assert [token.ent_type_ for token in doc][:4] == ["", "PERSON", "CITY", ""]


def test_several_processes_give_what_one_gives():
    nlp = pipeline(split_proclitics=True)
    one = [views(doc) for doc in nlp.pipe(NEWS)]
    assert [views(doc) for doc in nlp.pipe(NEWS, n_process=2, batch_size=3)] == one
    assert one == [views(nlp(text)) for text in NEWS]


def test_docs_keep_what_was_found():
    nlp = pipeline()
    docs = DocBin(store_user_data=True)
    docs.add(nlp(TEXT))
    (doc,) = DocBin().from_bytes(docs.to_bytes()).get_docs(nlp.vocab)
    assert views(doc)[2:3] == views(nlp(TEXT))[2:3]
    assert views(Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())) == views(nlp(TEXT))
    assert len(nlp.make_doc("موسكو")._.sco_ner) == 0


def test_a_pipeline_is_saved_with_its_matcher(tmp_path):
    names = tmp_path / "clubs.csv"
    names.write_text("name,id,label\nالأهلي,al-ahly,CLUB\n", encoding="utf-8")
    nlp = pipeline(gazetteer=str(names), split_proclitics=True)
    text = "فاز الأَهْلي وللأهلي جمهور"
    wanted = views(nlp(text))
    assert [e.id for e in wanted[2]] == ["al-ahly", "al-ahly"]
    nlp.to_disk(tmp_path / "pipeline")
    names.unlink()
    assert views(spacy.load(tmp_path / "pipeline")(text)) == wanted
    again = spacy.blank("ar").from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert views(again(text)) == wanted
    assert views(pickle.loads(pickle.dumps(nlp))(text)) == wanted


def test_the_bundled_matcher_is_saved_too(tmp_path):
    nlp = pipeline(labels=["CITY"])
    nlp.to_disk(tmp_path)
    assert [e.id for e in spacy.load(tmp_path)(TEXT)._.sco_ner] == ["moscow", "beijing"]


def test_a_saved_matcher_is_taken(tmp_path):
    sco_ner.Matcher(labels=["PERSON"]).save(tmp_path / "persons.model")
    nlp = pipeline(model=str(tmp_path / "persons.model"))
    assert [ent.kb_id_ for ent in nlp(TEXT).ents] == ["donald-trump", "vladimir-putin"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_entities_that_are_there(overwrite):
    nlp = spacy.blank("ar")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "MINE", "pattern": "زار بوتين"}, {"label": "MINE", "pattern": "خبر"}])
    nlp.add_pipe("sco_ner", config={"overwrite_ents": overwrite})
    found = [(ent.text, ent.label_) for ent in nlp(TEXT).ents]
    assert ("خبر", "MINE") in found
    assert (("زار بوتين", "MINE") in found) is not overwrite
    assert (("بوتين", "PERSON") in found) is overwrite


def test_a_date_on_the_doc_is_used():
    nlp = pipeline(roles=True)
    ids = []
    for date in (None, "2022-09-15", "2025-09-01"):
        doc = nlp.make_doc("قال الرئيس الإيراني إن بلاده ترحب")
        doc._.sco_ner_date = date
        ids.append([entity.id for entity in nlp(doc)._.sco_ner if entity.label == "ROLE"])
    assert ids == [[None], ["ebrahim-raisi"], ["masoud-pezeshkian"]]


def test_what_is_written_can_be_chosen():
    doc = pipeline(set_ents=False, spans_key="who")(TEXT)
    assert (len(doc.ents), list(doc.spans), len(doc.spans["who"])) == (0, ["who"], 5)
    assert list(pipeline(spans_key=None)(TEXT).spans) == []
    nested = pipeline(overlaps="all", split_proclitics=True)("في بنك روسيا المركزي")
    assert len(nested.spans["sco_ner"]) > len(nested.ents) == 1


def test_the_config_is_plain_and_checked(tmp_path):
    nlp = pipeline()
    assert json.loads(json.dumps(nlp.get_pipe_meta("sco_ner").default_config))["split_proclitics"] is False
    with pytest.raises(Exception, match="fold"):
        pipeline(fold="none")
    with pytest.raises(Exception, match="split"):
        pipeline(split=True)
    with pytest.raises(ValueError, match="leave one out"):
        pipeline(gazetteer="a", model="b")
    with pytest.raises(ValueError, match="a model has its options"):
        pipeline(model="b", labels=["CITY"])
