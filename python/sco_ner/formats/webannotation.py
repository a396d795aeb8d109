"""W3C Web Annotation: one AnnotationPage in JSON-LD.

Each mention is an annotation whose target has a TextPositionSelector (code points, as the standard demands) and a
TextQuoteSelector; its bodies are the label as a tag and whom it names, as `urn:sco-ner:ID` and, where the gazetteer
knows it, as the Wikidata entity. Ids of annotations follow from what they say, so the same run gives the same page.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from sco_ner._core import Entity
from sco_ner.formats.format import Format, Found, replaced
from sco_ner.inputs.rows import Document
from sco_ner.marks import Mark

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_URN = "urn:sco-ner:"
_WIKIDATA = "http://www.wikidata.org/entity/"
_AROUND = 24


def _encode(group: Sequence[Found]) -> bytes:
    items = (_annotation(found, entity) for found in group for entity in found.extraction)
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in items).encode("utf-8")


def _annotation(found: Found, entity: Entity) -> dict[str, Any]:
    text, source = found.extraction.text, iri(found.document)
    selectors = [
        {"type": "TextPositionSelector", "start": entity.start, "end": entity.end},
        {
            "type": "TextQuoteSelector",
            "exact": entity.text,
            "prefix": replaced(text[max(0, entity.start - _AROUND) : entity.start]),
            "suffix": replaced(text[entity.end : entity.end + _AROUND]),
        },
    ]
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{source} {entity.start} {entity.end} {entity.label}')}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": list(_bodies(entity)),
        "target": {"source": source, "selector": selectors},
    }


def _bodies(entity: Entity) -> Iterator[dict[str, str]]:
    yield {"type": "TextualBody", "value": entity.label, "purpose": "tagging"}
    if entity.id is not None:
        yield {"type": "SpecificResource", "source": f"{_URN}{quote(entity.id, safe='')}", "purpose": "identifying"}
    wikidata = None if entity.record is None else entity.record.xref.get("wikidata")
    if wikidata is not None:
        yield {"type": "SpecificResource", "source": f"{_WIKIDATA}{quote(wikidata)}", "purpose": "identifying"}


def iri(document: Document) -> str:
    """What stands for a document: its file's name, with its id behind a #.

    Args:
        document: the document.

    Returns:
        A relative reference, or a urn where there is no file.

    Example:
        >>> from sco_ner.formats.webannotation import iri
        >>> from sco_ner.inputs import Document
        >>> iri(Document("news.jsonl", "", 7)), iri(Document("-", ""))
        ('news.jsonl#7', 'urn:sco-ner:text:-')
    """
    source = replaced(document.source)
    name = quote(source) if source not in ("", "-") else f"{_URN}text:{source}"
    return name if document.document is None else f"{name}#{quote(replaced(str(document.document)), safe='')}"


FORMAT = Format(
    "webannotation",
    _encode,
    head=f'{{"@context": "{_CONTEXT}", "id": "{_URN}page", "type": "AnnotationPage", "items": [\n'.encode(),
    between=b",\n",
    foot=b"\n]}\n",
)
"""One page."""


def read(page: str) -> dict[str, list[Mark]]:
    """Reads a page.

    Args:
        page: the JSON.

    Returns:
        Source (as `iri` gives it) to its marks, in order.

    Raises:
        ValueError: it is no page of annotations with text positions.

    Example:
        >>> from sco_ner.formats import webannotation
        >>> webannotation.read('{"type": "AnnotationPage", "items": []}')
        {}
    """
    read = json.loads(page)
    if not isinstance(read, dict) or read.get("type") != "AnnotationPage":
        raise ValueError("not an AnnotationPage of the W3C's Web Annotation")
    items = read.get("items")
    if not isinstance(items, list):
        raise ValueError(f"items: not an array but {type(items).__name__}; give a page with its annotations in it")
    found: dict[str, list[Mark]] = {}
    for number, item in enumerate(items):
        try:
            found.setdefault(item["target"]["source"], []).append(_mark(item))
        except (AttributeError, KeyError, TypeError, IndexError, StopIteration):
            remedy = "give both, or leave the annotation out"
            raise ValueError(f"items[{number}]: no TextPositionSelector, or no body that tags; {remedy}") from None
    return found


def _mark(item: Mapping[str, Any]) -> Mark:
    place = next(each for each in item["target"]["selector"] if each["type"] == "TextPositionSelector")
    label = next(body["value"] for body in item["body"] if body.get("purpose") == "tagging")
    ids = (body.get("source", "") for body in item["body"])
    identity = next((unquote(name.removeprefix(_URN)) for name in ids if name.startswith(_URN)), None)
    return Mark(place["start"], place["end"], label, identity)
