"""The scikit-learn transformers."""

import pickle

import pytest
import sco_ner

pytest.importorskip("sklearn")
np = pytest.importorskip("numpy")

from sco_ner.sklearn import EntityCounts, EntityReplacer
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.utils import estimator_checks, get_tags

NEWS = ["وصل بوتين إلى بكين", "لا أحد", "بكين وموسكو", None, "زار بوتين الهند"]
# The checks that scikit-learn runs for any estimator and that hand it no numbers to read.
CHECKS = [
    "check_estimator_cloneable",
    "check_estimator_tags_renamed",
    "check_valid_tag_types",
    "check_estimator_repr",
    "check_no_attributes_set_in_init",
    "check_mixin_order",
    "check_parameters_default_constructible",
    "check_get_params_invariance",
    "check_set_params",
]


@pytest.mark.parametrize("estimator", [EntityCounts(), EntityReplacer()])
def test_check_estimator(estimator):
    # Texts are no numbers: scikit-learn runs no more on its own vectorizers of texts than on these.
    with pytest.warns(SkipTestWarning, match="requires input"):
        estimator_checks.check_estimator(estimator)
    with pytest.warns(SkipTestWarning, match="requires input"):
        estimator_checks.check_estimator(CountVectorizer())


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("estimator", [EntityCounts(), EntityReplacer()])
def test_checks_that_need_no_numbers(estimator, name):
    check = getattr(estimator_checks, name, None)
    if check is None:
        pytest.skip("not in this scikit-learn")
    check(type(estimator).__name__, estimator)


@pytest.mark.parametrize("estimator", [EntityCounts(), EntityReplacer()])
def test_tags(estimator):
    tags = get_tags(estimator)
    assert (tags.input_tags.string, tags.input_tags.two_d_array) == (True, False)
    assert tags.requires_fit == isinstance(estimator, EntityCounts)


@pytest.mark.parametrize("by", ["label", "id"])
def test_counts_are_those_of_extract(by):
    counts = EntityCounts(by=by, sparse_output=False)
    matrix = counts.fit_transform(NEWS)
    names = counts.get_feature_names_out().tolist()
    assert names == sorted(names)
    for row, text in zip(matrix, NEWS, strict=True):
        keys = [getattr(entity, by) for entity in sco_ner.extract(text or "")]
        assert row.tolist() == [keys.count(name) for name in names]
    sparse = EntityCounts(by=by).fit(NEWS).transform(NEWS)
    assert (sparse.toarray() == matrix).all()


def test_what_was_not_met_has_no_column():
    counts = EntityCounts(by="id", sparse_output=False).fit(["بكين"])
    assert counts.transform(["موسكو وبكين وبكين", ""]).tolist() == [[2], [0]]
    assert EntityCounts(by="id", binary=True, sparse_output=False).fit_transform(["بكين وبكين"]).tolist() == [[1]]
    assert EntityCounts(by="id").fit(["لا أحد"]).transform(["بكين"]).shape == (1, 0)


def test_pandas_output():
    pd = pytest.importorskip("pandas")
    counts = EntityCounts(sparse_output=False).set_output(transform="pandas")
    frame = counts.fit_transform(pd.Series(NEWS, index=list("vwxyz")))
    assert list(frame.columns) == ["CITY", "COUNTRY", "PERSON"]
    assert list(frame.index) == list("vwxyz")
    assert frame["CITY"].tolist() == [1, 0, 2, 0, 0]


def test_order_and_subsets_change_nothing():
    counts = EntityCounts(by="id", sparse_output=False).fit(NEWS)
    whole = counts.transform(NEWS)
    assert (counts.transform(NEWS[::-1]) == whole[::-1]).all()
    assert (np.vstack([counts.transform([text]) for text in NEWS]) == whole).all()
    assert (clone(counts).fit(NEWS).transform(NEWS) == whole).all()
    assert (pickle.loads(pickle.dumps(counts)).transform(NEWS) == whole).all()
    assert (EntityCounts(by="id", sparse_output=False, threads=2).fit_transform(NEWS) == whole).all()


def test_replaced_texts_keep_particles_and_nulls():
    replacer = EntityReplacer(template="<{id}>")
    replaced = replacer.fit(NEWS).transform(["وترامبموسكو وللصين", None, float("nan"), ""])
    assert replaced[0] == "و<donald-trump><moscow> ول<CN>"
    assert replaced[1] is None
    assert np.isnan(replaced[2])
    assert replaced[3] == ""
    assert EntityReplacer().transform(["سافر بوتين"]).tolist() == ["سافر PERSON"]


def test_overlapping_mentions_are_replaced_once():
    nested = sco_ner.Matcher(overlaps="all")
    assert len(nested.extract("بنك روسيا المركزي")) > 1
    assert EntityReplacer(nested).transform(["في بنك روسيا المركزي"]).tolist() == ["في ORG"]


def test_in_a_pipeline():
    texts = ["وصل بوتين إلى بكين", "فاز الفريق بالكأس"] * 6
    labels = [1, 0] * 6
    features = FeatureUnion([("who", EntityCounts()), ("words", make_pipeline(EntityReplacer(), CountVectorizer()))])
    search = GridSearchCV(
        make_pipeline(features, LogisticRegression()), {"featureunion__who__by": ["label", "id"]}, cv=2
    )
    assert search.fit(texts, labels).score(texts, labels) == 1.0
    words = search.best_estimator_[0].get_params()["words"][-1].get_feature_names_out()
    assert "person" in words
    assert "بوتين" not in words


def test_errors():
    with pytest.raises(ValueError, match="a str is one text"):
        EntityCounts().fit("بكين")
    with pytest.raises(ValueError, match="a str is one text"):
        EntityReplacer().transform("بكين")
    with pytest.raises(NotFittedError):
        EntityCounts().transform(NEWS)
    with pytest.raises(ValueError, match="by='name': it is 'label' or 'id'"):
        EntityCounts(by="name").fit(NEWS)
    with pytest.raises(ValueError, match="it may name label, id"):
        EntityReplacer(template="{who}").fit(NEWS)
    with pytest.raises(TypeError, match="1"):
        EntityCounts().fit(["بكين", 7])
