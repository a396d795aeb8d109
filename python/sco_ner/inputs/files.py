"""Which files are meant, of which kind they are, and how they are opened."""

import glob
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

_KINDS = {
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}


class InputError(Exception):
    """A file that cannot be read, or holds nothing of what is asked for.

    Attributes:
        unreadable: whether the system refused it; else its content is at fault.
    """

    def __init__(self, message: str, *, unreadable: bool = False) -> None:
        super().__init__(message)
        self.unreadable = unreadable


def kind_of(path: str) -> str:
    """What a file is, by the ending of its name; text where that says nothing.

    Args:
        path: the file's name; `.gz` at its end is left aside.

    Returns:
        One of `KINDS`.

    Example:
        >>> from sco_ner.inputs import kind_of
        >>> kind_of("news.jsonl.gz"), kind_of("news"), kind_of("-")
        ('jsonl', 'txt', 'txt')
    """
    return _KINDS.get(os.path.splitext(path.removesuffix(".gz"))[1].lower(), "txt")


def sources(paths: Iterable[str]) -> list[str]:
    """The files that are meant by files, folders and globs.

    Args:
        paths: names; a folder stands for the files with known endings below it, a name with * ? or [ that is no file
            for those that fit it (** for folders at any depth).

    Returns:
        Names of files, each folder's and glob's in order of name. A missing file's name is kept: reading it will tell.

    Raises:
        InputError: a folder or a glob stands for nothing.

    Example:
        >>> from sco_ner.inputs import sources
        >>> sources(["-", "news.txt"])
        ['-', 'news.txt']
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or os.path.isfile(path):
            found.append(path)
        elif os.path.isdir(path):
            below = sorted(str(file) for file in Path(path).rglob("*") if file.is_file() and _known(file.name))
            if not below:
                endings = ", ".join(_KINDS)
                raise InputError(f"{path}: no file below this folder ends in {endings}", unreadable=True)
            found += below
        elif glob.has_magic(path) and not os.path.lexists(path):
            fitting = sorted(file for file in glob.glob(path, recursive=True) if os.path.isfile(file))
            if not fitting:
                raise InputError(f"{path}: no file fits", unreadable=True)
            found += fitting
        else:
            found.append(path)
    return found


def _known(name: str) -> bool:
    return os.path.splitext(name.removesuffix(".gz"))[1].lower() in _KINDS


def opened(path: str) -> BinaryIO:
    """A file's bytes, unpacked where its name ends in .gz; standard input for "-"."""
    if path == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed", unreadable=True)
        return cast(BinaryIO, sys.stdin.buffer)
    if path.endswith(".gz"):
        import gzip  # noqa: PLC0415 (few files need it)

        return cast(BinaryIO, gzip.open(path, "rb"))
    return open(path, "rb")


def skip(stream: BinaryIO, byte: int) -> None:
    """Goes on to a byte, by reading where a stream cannot jump."""
    if byte and stream.seekable():
        stream.seek(byte)
        return
    while byte:
        read = len(stream.read(min(byte, 1 << 20)))
        if not read:
            raise InputError(f"the input ended {byte:,} bytes before the place to go on from; begin anew")
        byte -= read


def total_size(paths: Iterable[str]) -> int | None:
    """Bytes of files, None where one is packed or no file."""
    sizes = [os.path.getsize(path) if os.path.isfile(path) and not path.endswith(".gz") else None for path in paths]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def not_utf8(name: str, content: bytes, error: UnicodeDecodeError, at: int = 0) -> str:
    """What to say of bytes that are no UTF-8."""
    hint = "give UTF-8 text"
    if not at and content.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "it begins like UTF-16; turn it into UTF-8 first"
    return f"{name}: not UTF-8 text: byte 0x{content[error.start]:02x} at {at + error.start}; {hint}"
