"""Label Studio: tasks with predictions, one JSON array, to import into a project.

The project's labelling must have a `<Text name="text" value="$text"/>` and a `<Labels name="label" toName="text">`;
`config` gives one. Offsets count code points, as Label Studio has since 1.5.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sco_ner
from sco_ner.formats.format import Annotated, Format, Found, replaced
from sco_ner.marks import Mark
from sco_ner.render import COLOURS


def _encode(group: Sequence[Found]) -> bytes:
    return ",\n".join(json.dumps(_task(found), ensure_ascii=False) for found in group).encode("utf-8")


def _task(found: Found) -> dict[str, Any]:
    document, extraction = found
    data: dict[str, str | int] = {"text": replaced(extraction.text), "source": replaced(document.source)}
    for field, value in (("document", document.document), ("date", document.date)):
        if value is not None:
            data[field] = replaced(value) if isinstance(value, str) else value
    result = [
        {
            "id": f"{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": entity.start, "end": entity.end, "text": entity.text, "labels": [entity.label]},
            "score": entity.score,
            "meta": {"text": [] if entity.id is None else [entity.id]},
        }
        for number, entity in enumerate(extraction)
    ]
    return {"data": data, "predictions": [{"model_version": f"sco_ner {sco_ner.__version__}", "result": result}]}


FORMAT = Format("labelstudio", _encode, head=b"[\n", between=b",\n", foot=b"\n]\n")
"""One array of tasks."""


def config(labels: Iterable[str] = tuple(COLOURS)) -> str:
    """The labelling of a project that takes the tasks, its text right to left.

    Args:
        labels: the labels to offer.

    Returns:
        XML for the project's settings.

    Example:
        >>> from sco_ner.formats import labelstudio
        >>> '<Label value="CITY"' in labelstudio.config()
        True
    """
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 (only this needs it)

    rows = "\n".join(
        f"    <Label value={quoteattr(label)} background={quoteattr(COLOURS.get(label, '#666666'))}/>"
        for label in labels
    )
    style = "<Style>.htx-richtext {direction: rtl; text-align: right}</Style>"
    return (
        f'<View>\n  {style}\n  <Labels name="label" toName="text">\n{rows}\n  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


_REMEDY = "give the JSON that Label Studio exports, or that is written here"


def read(tasks: str) -> Iterator[Annotated]:
    """Reads tasks: what a person annotated, or what was predicted where nobody did.

    Args:
        tasks: the JSON, as written here or as Label Studio exports it.

    Yields:
        The texts and their marks.

    Raises:
        ValueError: it is no array of tasks.

    Example:
        >>> from sco_ner.formats import labelstudio
        >>> list(labelstudio.read('[{"data": {"text": "نص"}}]'))
        [Annotated(text='نص', marks=[], document='')]
    """
    rows = json.loads(tasks)
    if not isinstance(rows, list):
        raise ValueError(f"not an array of tasks but {type(rows).__name__}; {_REMEDY}")
    for number, task in enumerate(rows):
        try:
            data = task["data"]
            results: list[dict[str, Any]] = next(
                (given[0]["result"] for key in ("annotations", "predictions") if (given := task.get(key))), []
            )
            marks = [_mark(row) for row in results if row["type"] == "labels"]
            name = ":".join(str(data[key]) for key in ("source", "document") if data.get(key) not in (None, ""))
            yield Annotated(data["text"], sorted(marks), name)
        except (AttributeError, KeyError, TypeError, IndexError):
            raise ValueError(f"task {number}: not a task with a text and labels; {_REMEDY}") from None


def _mark(row: dict[str, Any]) -> Mark:
    value, ids = row["value"], row.get("meta", {}).get("text", [])
    return Mark(value["start"], value["end"], value["labels"][0], ids[0] if ids else None)
