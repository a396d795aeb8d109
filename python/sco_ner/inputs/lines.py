"""Files with a text a line, plain or as JSON."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Any

from sco_ner.inputs.files import opened, skip
from sco_ner.inputs.rows import Block, Document, Fields, Place, Row, RowError

_MARK = b"\xef\xbb\xbf"
_LONG = re.compile(rb"[0-9]{19}")


@dataclass(frozen=True)
class Lines(Block):
    """Whole lines, as the bytes that stand in the file.

    Attributes:
        source: the file.
        kind: "lines" or "jsonl".
        fields: the fields of rows.
        first: how many lines stand before them.
        data: the lines.
    """

    source: str = ""
    kind: str = "lines"
    fields: Fields = field(default_factory=Fields)
    first: int = 0
    data: bytes = b""

    def rows(self) -> Iterator[Row]:
        """Its documents, and an error in place of each row that holds none."""
        loads = _exactly if self.kind == "lines" else _loads()
        for number, line in enumerate(self.data.split(b"\n"), self.first + 1):
            if line and not line.isspace():
                yield self._plain(number, line) if self.kind == "lines" else self._row(number, line, loads)

    def _plain(self, number: int, line: bytes) -> Row:
        try:
            return Document(self.source, line.removesuffix(b"\r").decode("utf-8"), number)
        except UnicodeDecodeError as error:
            return _not_utf8(self.source, number, line, error)

    def _row(self, number: int, line: bytes, loads: Callable[[bytes], Any]) -> Row:
        try:
            row = loads(line)
        except UnicodeDecodeError as error:
            return _not_utf8(self.source, number, line, error)
        except RecursionError:
            return RowError(self.source, number, "", "nested too deeply", "give plain objects")
        except ValueError as error:
            problem = f"not JSON: {error}"
            return RowError(self.source, number, "", problem, "write one JSON object a line")
        if not isinstance(row, dict):
            problem = f"not a JSON object but {type(row).__name__}"
            return RowError(self.source, number, "", problem, 'write one object a line: {"text": "…"}')
        return self.fields.document(self.source, number, row)


def _not_utf8(source: str, number: int, line: bytes, error: UnicodeDecodeError) -> RowError:
    problem = f"not UTF-8 text: byte 0x{line[error.start]:02x} at {error.start} of the line"
    return RowError(source, number, "", problem, "give UTF-8 text")


def read_lines(path: str, kind: str, fields: Fields, begin: Place, size: int) -> Iterator[Block]:
    """Reads whole lines, a block at a time."""
    row, byte = begin.row, begin.byte
    with opened(path) as stream:
        skip(stream, byte)
        # A pipe is read as it fills: whoever writes line by line sees results line by line.
        take = stream.read1 if path == "-" and isinstance(stream, BufferedReader) else stream.read
        while data := take(size):
            if not data.endswith(b"\n"):
                data += stream.readline()
            lines = data.count(b"\n")
            byte += len(data)
            place = Place(begin.file, row + lines, byte)
            marked = row == 0 and byte == len(data) and data.startswith(_MARK)
            yield Lines(len(data), place, (), path, kind, fields, row, data[3:] if marked else data)
            row += lines


def _loads() -> Callable[[bytes], Any]:
    """Reads JSON, by orjson where that is installed and agrees."""
    try:
        # Interrupted while it is imported, orjson 3.13 reads through a null pointer.
        with _without_interrupts():
            import orjson  # noqa: PLC0415 (optional)
    except ImportError:
        return _exactly

    def loads(line: bytes) -> Any:  # noqa: ANN401 (whatever JSON holds)
        # Beyond 64 bits it makes floats of integers, and an id would lose its last digits.
        if _LONG.search(line):
            return _exactly(line)
        try:
            return orjson.loads(line)
        except orjson.JSONDecodeError:
            # What it refuses beyond the standard library (lone surrogates, NaN) must not depend on what is installed.
            return _exactly(line)

    return loads


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Holds Ctrl-C back from the main thread, where threads can do that; afterwards it is raised."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _exactly(line: bytes) -> Any:  # noqa: ANN401 (whatever JSON holds)
    return json.loads(line.decode("utf-8"))
