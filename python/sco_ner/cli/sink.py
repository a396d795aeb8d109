"""Where results go: standard output, or a file that a killed run can be taken up in.

While a file grows, a small file beside it, OUT.resume, says how far the input was read and how long the output was
then; it is renewed about once a second, after the output has reached the disk, and removed at the end. `--resume` cuts
the output back to that length and goes on reading at that place, so that it ends up as that of an unbroken run to the
byte. Formats that are put together at the end gather their pieces in OUT.pieces meanwhile, which is taken up likewise.
"""

import json
import os
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from sco_ner.formats import Format
from sco_ner.inputs import START, Place

_LENGTH = struct.Struct("<Q")
_EACH = 1.0


class ResumeError(OSError):
    """A run cannot be taken up."""


class Sink:
    """Takes pieces, in order.

    Attributes:
        place: where reading is to begin.
        documents: how many texts were done before that.
        entities: how many mentions were found in them.
        code: the exit code so far.
    """

    def __init__(self, path: str, format: Format, run: Mapping[str, Any], *, resume: bool) -> None:
        self.path, self.format, self.run = path, format, dict(run)
        self.place, self.documents, self.entities, self.code = START, 0, 0, 0
        self.length = self.crc = 0
        self.empty = True
        self.saved = time.monotonic()
        self.noted = path != "-"
        self.pieces = f"{path}.pieces" if format.assemble is not None else path
        self.note = f"{path}.resume"
        self.temporary: tempfile.TemporaryDirectory[str] | None = None
        if path == "-" and format.assemble is not None:
            self.temporary = tempfile.TemporaryDirectory(prefix="sco-ner-")
            self.pieces = os.path.join(self.temporary.name, "pieces")
        if not (resume and self.noted and self._take_up()):
            self.stream: BinaryIO = sys.stdout.buffer if self.pieces == "-" else open(self.pieces, "wb")  # noqa: SIM115
            if format.assemble is None:
                self._put(format.head)
        self._save()

    def _take_up(self) -> bool:
        """Goes back to what was noted; whether there was anything."""
        try:
            note = json.loads(Path(self.note).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return False
        except ValueError:
            raise ResumeError(f"{self.note}: damaged; begin anew without --resume") from None
        theirs = note.get("run", {})
        differing = sorted(key for key in {*theirs, *self.run} if theirs.get(key) != self.run.get(key))
        if differing:
            what = ", ".join(differing)
            raise ResumeError(f"{self.note}: belongs to a run with another {what}; begin anew without --resume")
        self.stream = open(self.pieces, "r+b")  # noqa: SIM115 (closed in __exit__)
        crc = left = 0
        for left in range(note["length"], 0, -(1 << 20)):
            crc = zlib.crc32(self.stream.read(min(left, 1 << 20)), crc)
        if self.stream.tell() != note["length"] or crc != note["crc"]:
            self.stream.close()
            raise ResumeError(f"{self.pieces}: not as the broken run left it; begin anew without --resume")
        self.stream.truncate(note["length"])
        self.length, self.crc, self.empty = note["length"], crc, note["empty"]
        self.place = Place(*note["place"])
        self.documents, self.entities, self.code = note["documents"], note["entities"], note["code"]
        return True

    def __enter__(self) -> "Sink":
        return self

    def write(self, piece: bytes, after: Place, documents: int, entities: int) -> None:
        """Takes what was made of the input up to a place.

        Args:
            piece: the bytes.
            after: the place behind the input that they come from.
            documents: how many texts that was.
            entities: how many mentions were found in them.
        """
        if self.format.assemble is not None:
            self._put(_LENGTH.pack(len(piece)) + piece)
        elif piece:
            self._put(piece if self.empty else self.format.between + piece)
            self.empty = False
        self.place = after
        self.documents += documents
        self.entities += entities
        if self.noted and time.monotonic() - self.saved >= _EACH:
            self._save()
        elif self.pieces == "-":
            self.stream.flush()

    def _put(self, data: bytes) -> None:
        self.stream.write(data)
        self.length += len(data)
        self.crc = zlib.crc32(data, self.crc)

    def _save(self) -> None:
        """Notes how far the run is, after all before has reached the disk."""
        if not self.noted:
            return
        self.stream.flush()
        os.fsync(self.stream.fileno())
        note = {
            "run": self.run,
            "place": self.place,
            "length": self.length,
            "crc": self.crc,
            "empty": self.empty,
            "documents": self.documents,
            "entities": self.entities,
            "code": self.code,
        }
        with open(f"{self.note}.new", "w", encoding="utf-8") as stream:
            json.dump(note, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(f"{self.note}.new", self.note)
        self.saved = time.monotonic()

    def finish(self) -> None:
        """Ends the output; what was noted for another run goes."""
        if self.format.assemble is None:
            self._put(self.format.foot)
            self.stream.flush()
        else:
            self.stream.flush()
            out = self.path if self.temporary is None else os.path.join(self.temporary.name, "out")
            self.format.assemble(self._pieces, out)
            if self.temporary is not None:
                _copy_out(out)
        if self.noted:
            self.stream.close()
            if self.pieces != self.path:
                os.remove(self.pieces)
            os.remove(self.note)

    def _pieces(self) -> Iterator[bytes]:
        with open(self.pieces, "rb") as stream:
            while head := stream.read(_LENGTH.size):
                yield stream.read(*_LENGTH.unpack(head))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.pieces != "-":
            self.stream.close()
        if self.temporary is not None:
            self.temporary.cleanup()


def _copy_out(path: str) -> None:
    with open(path, "rb") as stream:
        while data := stream.read(1 << 20):
            sys.stdout.buffer.write(data)
