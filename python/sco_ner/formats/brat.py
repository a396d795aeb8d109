"""brat's standoff form: a folder with a .txt and an .ann file a text.

Offsets count code points. An id is a normalization (`N1 Reference T1 sco_ner:vladimir-putin`); a mention across a line
break is given in two pieces, as brat demands. annotation.conf makes the folder a collection.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sco_ner._core import Extraction
from sco_ner.formats.format import Annotated, Format, Found, Pieces, label_of, replaced
from sco_ner.marks import Mark

_LABELS = ("PERSON", "COUNTRY", "ORG", "CITY", "NORP")
_UNFIT = re.compile(r"[^\w.-]+")


def _encode(group: Sequence[Found]) -> bytes:
    rows = (
        {
            "name": _UNFIT.sub("_", replaced(label_of(document))).strip("._")[-80:],
            "text": replaced(extraction.text),
            "ann": "".join(_lines(extraction)),
            "labels": sorted({entity.label for entity in extraction}),
        }
        for document, extraction in group
    )
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def _lines(extraction: Extraction) -> Iterator[str]:
    for number, entity in enumerate(extraction, 1):
        pieces = [
            (entity.start + match.start(), entity.start + match.end())
            for match in re.finditer(r"[^\r\n]+", entity.text)
        ]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        text = " ".join(extraction.text[start:end] for start, end in pieces)
        yield f"T{number}\t{entity.label} {places}\t{text}\n"
        if entity.id is not None:
            name = " ".join(entity.name.split())
            yield f"N{number}\tReference T{number} sco_ner:{'_'.join(entity.id.split())}\t{name}\n"


def _assemble(pieces: Pieces, path: str) -> None:
    folder = Path(path)
    folder.mkdir(exist_ok=True)
    labels = set(_LABELS)
    number = 0
    for piece in pieces():
        for line in piece.splitlines():
            row = json.loads(line)
            number += 1
            name = f"{number:06d}-{row['name']}" if row["name"] else f"{number:06d}"
            (folder / f"{name}.txt").write_text(row["text"], encoding="utf-8", newline="")
            (folder / f"{name}.ann").write_text(row["ann"], encoding="utf-8", newline="")
            labels.update(row["labels"])
    entities = "\n".join(sorted(labels))
    conf = f"[entities]\n{entities}\n\n[relations]\n\n[events]\n\n[attributes]\n"
    (folder / "annotation.conf").write_text(conf, encoding="utf-8")


FORMAT = Format("brat", _encode, assemble=_assemble, binary=True)
"""A folder."""


def read(folder: str | Path) -> Iterator[Annotated]:
    """Reads a folder.

    Args:
        folder: its name.

    Yields:
        The texts in order of their names, with their marks.

    Raises:
        ValueError: a line is not of brat's form; the message names file and line.

    Example:
        >>> import tempfile, sco_ner
        >>> from sco_ner import formats
        >>> from sco_ner.formats import brat
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     formats.write(folder, [sco_ner.extract("وصل بوتين")], "brat")
        ...     [found.marks for found in brat.read(folder)]
        [[Mark(start=4, end=9, label='PERSON', id='vladimir-putin')]]
    """
    for file in sorted(Path(folder).glob("*.ann")):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        marks: dict[str, Mark] = {}
        for number, line in enumerate(file.read_bytes().decode("utf-8").split("\n"), 1):
            try:
                _read_line(line, marks)
            except (ValueError, KeyError):
                raise ValueError(f"{file}:{number}: not of brat's form: {line!r}") from None
        yield Annotated(text, sorted(marks.values()), file.stem)


def _read_line(line: str, marks: dict[str, Mark]) -> None:
    if line.startswith("T"):
        key, what, _ = line.split("\t", 2)
        label, _, places = what.partition(" ")
        limits = [int(limit) for piece in places.split(";") for limit in piece.split()]
        marks[key] = Mark(min(limits), max(limits), label)
    elif line.startswith("N"):
        _, what, _ = line.split("\t", 2)
        _, key, reference = what.split(" ")
        marks[key] = marks[key]._replace(id=reference.removeprefix("sco_ner:"))
