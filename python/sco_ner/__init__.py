"""Finds who is named in Arabic news: leaders, countries, organizations, cities and nationality words.

Each mention comes with its exact place in the text as given and the id of whom it names.

>>> import sco_ner
>>> [(e.text, e.label, e.id) for e in sco_ner.extract("وصل بوتين إلى بكين")]
[('بوتين', 'PERSON', 'vladimir-putin'), ('بكين', 'CITY', 'beijing')]
"""

from sco_ner._core import (
    ArrowEntities,
    Entity,
    Extraction,
    Gazetteer,
    GazetteerError,
    Matcher,
    Record,
    ScoNerError,
    __version__,
    extract,
    extract_arrow,
    extract_batch,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_ner.tables import annotate

__all__ = [
    "ArrowEntities",
    "Entity",
    "Extraction",
    "Gazetteer",
    "GazetteerError",
    "Matcher",
    "Record",
    "ScoNerError",
    "__version__",
    "annotate",
    "extract",
    "extract_arrow",
    "extract_batch",
]


def __getattr__(name: str) -> object:
    # What few programs need is imported when it is asked for; the import of `sco_ner` alone stays light.
    if name == "annotate":
        from sco_ner.tables import annotate  # noqa: PLC0415

        globals()["annotate"] = annotate
        return annotate
    raise AttributeError(f"module 'sco_ner' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
