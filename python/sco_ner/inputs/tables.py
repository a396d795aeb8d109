"""CSV and TSV files: a header, then a text a row."""

import csv
import re
import sys
from collections.abc import Iterator
from typing import BinaryIO

from sco_ner.inputs.files import InputError, opened, skip
from sco_ner.inputs.rows import Block, Document, Fields, Place, Row, RowError

# Bytes that are no UTF-8, as they come out of decoding with surrogateescape.
_UNDECODED = re.compile("[\udc80-\udcff]")


class _Counted:
    """Lines of a stream, with what was taken of it; a record may be several lines."""

    def __init__(self, stream: BinaryIO, row: int, byte: int) -> None:
        self.stream = stream
        self.row, self.byte = row, byte

    def __iter__(self) -> Iterator[str]:
        for line in self.stream:
            self.row += line.count(b"\n") or 1
            self.byte += len(line)
            yield line.decode("utf-8", "surrogateescape")


def read_table(path: str, kind: str, fields: Fields, begin: Place, size: int) -> Iterator[Block]:
    """Reads records, a block at a time. The number of a record is that of the line where it ends."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    delimiter = "\t" if kind == "tsv" else ","
    with opened(path) as stream:
        lines = _Counted(stream, 0, 0)
        header = next(csv.reader(iter(lines), delimiter=delimiter), None)
        if header is None:
            return
        header[0] = header[0].removeprefix("\ufeff")
        _check_header(path, header, fields)
        if begin.byte:
            # Standard input cannot go back, and has given its header already.
            skip(stream, begin.byte if stream.seekable() else begin.byte - lines.byte)
            lines = _Counted(stream, begin.row, begin.byte)
        rows: list[Row] = []
        done = begin.byte
        records = csv.reader(iter(lines), delimiter=delimiter)
        while True:
            try:
                record = next(records, None)
            except csv.Error as error:
                rows.append(RowError(path, lines.row, "", f"not {kind.upper()}: {error}", "mend the row"))
                record = []
            if record:
                rows.append(_row(path, lines.row, header, record, fields))
            if record is None or lines.byte - done >= size:
                yield Block(lines.byte - done, Place(begin.file, lines.row, lines.byte), tuple(rows))
                rows, done = [], lines.byte
            if record is None:
                return


def _check_header(path: str, header: list[str], fields: Fields) -> None:
    for option, field in (("--field", fields.text), ("--id", fields.id), ("--date", fields.date)):
        if field is not None and field not in header:
            name = "standard input" if path == "-" else path
            has = ", ".join(header[:12])
            raise InputError(f"{name}:1: {field}: no such column; the header has {has}; name one with {option}")


def _row(path: str, number: int, header: list[str], record: list[str], fields: Fields) -> Row:
    if len(record) != len(header):
        problem = f"{len(record)} fields where the header has {len(header)}"
        return RowError(path, number, "", problem, "quote fields that hold separators or line breaks")
    row = fields.document(path, number, dict(zip(header, record, strict=True)))
    if isinstance(row, Document) and any(isinstance(value, str) and _UNDECODED.search(value) for value in row[1:]):
        return RowError(path, number, fields.text, "not UTF-8 text", "give UTF-8 text")
    return row
