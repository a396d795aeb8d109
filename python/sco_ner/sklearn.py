"""scikit-learn transformers of texts: who is named how often (`EntityCounts`), names replaced (`EntityReplacer`).

Both take what `CountVectorizer` takes, an iterable of str, and say so in their tags. None and NaN are texts without
entities. They clone and pickle like any estimator, and their matcher with them.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal, Self

from sco_ner._core import Extraction, Matcher
from sco_ner.extras import missing

try:
    import numpy as np
    import scipy.sparse as sp
    from sklearn.base import BaseEstimator, TransformerMixin
    from sklearn.utils.validation import check_is_fitted
except ModuleNotFoundError as error:
    raise missing(error, "sklearn") from None


class _Texts(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Takes texts and finds their entities."""

    matcher: Matcher | None
    threads: int

    def _found(self, texts: Iterable[Any]) -> list[Extraction | None]:
        if isinstance(texts, str):
            raise ValueError("a str is one text; pass an iterable of them")
        given = list(texts)
        kept = [place for place, text in enumerate(given) if not _is_null(text)]
        matcher = Matcher() if self.matcher is None else self.matcher
        found: list[Extraction | None] = [None] * len(given)
        for place, extraction in zip(
            kept, matcher.extract_batch([given[place] for place in kept], threads=self.threads), strict=True
        ):
            found[place] = extraction
        return found

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        return tags


class EntityCounts(_Texts):
    """Counts the mentions of each text: a column for each label, or for each entity.

    The columns are those of the texts it was fitted to, sorted; what is first met later has no column.

    Args:
        matcher: what finds the entities; the bundled one if None.
        by: "label" or "id". Mentions that name nobody certain (id None) have no column by id.
        binary: whether there is counted once a text.
        sparse_output: a scipy CSR matrix, or an array; `set_output(transform="pandas")` needs the array.
        dtype: the counts' type.
        threads: how many threads share the work.

    Attributes:
        columns_: the labels or ids, in the order of the columns.

    Examples:
        >>> from sco_ner.sklearn import EntityCounts
        >>> counts = EntityCounts(by="id", sparse_output=False).fit(["وصل بوتين إلى بكين", "بكين اليوم"])
        >>> counts.transform(["بوتين في موسكو ثم بكين وبكين"]).tolist(), counts.get_feature_names_out().tolist()
        ([[2, 1]], ['beijing', 'vladimir-putin'])
    """

    def __init__(  # noqa: PLR0913 (keyword-only, each of its own use)
        self,
        matcher: Matcher | None = None,
        *,
        by: Literal["label", "id"] = "label",
        binary: bool = False,
        sparse_output: bool = True,
        dtype: Any = np.int64,
        threads: int = 1,
    ) -> None:
        self.matcher = matcher
        self.by = by
        self.binary = binary
        self.sparse_output = sparse_output
        self.dtype = dtype
        self.threads = threads

    def fit(self, X: Iterable[Any], y: object = None) -> Self:
        """Learns the columns.

        Args:
            X: an iterable of str.
            y: not used.
        """
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Iterable[Any], y: object = None) -> Any:
        """Learns the columns and counts, reading the texts once."""
        if self.by not in ("label", "id"):
            raise ValueError(f"by={self.by!r}: it is 'label' or 'id'")
        counts = self._counts(X)
        self.columns_ = np.array(sorted({key for row in counts for key in row}), dtype=object)
        return self._matrix(counts)

    def transform(self, X: Iterable[Any]) -> Any:
        """The counts of texts, a row each.

        Args:
            X: an iterable of str.

        Raises:
            NotFittedError: it was not fitted.
        """
        check_is_fitted(self)
        return self._matrix(self._counts(X))

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """The names of the columns."""
        check_is_fitted(self)
        return self.columns_

    def _counts(self, texts: Iterable[Any]) -> list[Counter[str]]:
        return [
            Counter(key for entity in extraction or () if (key := getattr(entity, self.by)) is not None)
            for extraction in self._found(texts)
        ]

    def _matrix(self, counts: list[Counter[str]]) -> Any:
        places = {key: place for place, key in enumerate(self.columns_)}
        cells = [
            (row, places[key], n) for row, counter in enumerate(counts) for key, n in counter.items() if key in places
        ]
        rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(counts), len(places))
        values = np.ones(len(values)) if self.binary else values
        matrix = sp.csr_matrix((np.asarray(values, dtype=self.dtype), (rows, columns)), shape=shape)
        matrix.sort_indices()
        return matrix if self.sparse_output else matrix.toarray()


class EntityReplacer(_Texts, auto_wrap_output_keys=None):  # type: ignore[call-arg]  # of scikit-learn's mixin
    """Writes something else in the place of each mention, so that a model learns from the words around the names.

    Particles before a name stay. Where mentions overlap, the first and longest is replaced.

    Args:
        matcher: what finds the entities; the bundled one if None.
        template: what is written; {label}, {id}, {name}, {name_en}, {kind} and {text} stand for the entity's own.
        threads: how many threads share the work.

    Examples:
        >>> from sco_ner.sklearn import EntityReplacer
        >>> EntityReplacer(template="<{label}>").fit_transform(["سافر بوتين لموسكو"]).tolist()
        ['سافر <PERSON> ل<CITY>']
    """

    def __init__(self, matcher: Matcher | None = None, *, template: str = "{label}", threads: int = 1) -> None:
        self.matcher = matcher
        self.template = template
        self.threads = threads

    def fit(self, X: Iterable[Any], y: object = None) -> Self:
        """Nothing is learned; only the template is looked at.

        Args:
            X: not used.
            y: not used.

        Raises:
            ValueError: the template names a field that no entity has.
        """
        fields = ("label", "id", "name", "name_en", "kind", "text")
        try:
            self.template.format(**dict.fromkeys(fields, ""))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError(f"template={self.template!r}: it may name {', '.join(fields)} in braces") from error
        return self

    def transform(self, X: Iterable[Any]) -> Any:
        """The texts with their mentions replaced, an array of str; None and NaN stay.

        Args:
            X: an iterable of str.
        """
        given = list(X) if not isinstance(X, str) else X
        replaced = np.empty(len(given), dtype=object)
        for place, (text, extraction) in enumerate(zip(given, self._found(given), strict=True)):
            replaced[place] = text if extraction is None else self._replaced(extraction)
        return replaced

    def _replaced(self, extraction: Extraction) -> str:
        pieces, end = [], 0
        for entity in extraction:
            if entity.start < end:
                continue
            fields = {key: "" if value is None else value for key, value in entity.to_dict().items()}
            pieces += [extraction.text[end : entity.start], self.template.format(**fields)]
            end = entity.end
        return "".join([*pieces, extraction.text[end:]])

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags


def _is_null(text: object) -> bool:
    return text is None or text != text  # noqa: PLR0124 (only NaN differs from itself)
