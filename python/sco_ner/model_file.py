"""A matcher as a file that other processes load: named by its fingerprint, checked before it is read.

`published` writes a matcher once a process, `fetched` loads it once a process. Spark and Dask hand the name and the
hash to their workers and never the matcher itself, so that a retried task, a new worker and an old one work with the
same bytes.
"""

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sco_ner._core import Matcher, ScoNerError


def digest(path: str | Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def published(matcher: Matcher | None) -> Path:
    """Writes a matcher (the bundled one if None) to a file whose name has its hash.

    The file lives as long as this process; matchers of one fingerprint are written once.
    """
    given = Matcher() if matcher is None else matcher
    path = _folder() / f"sco_ner-{given.fingerprint}.model"
    if not path.exists():
        given.save(path)
    return path


def chosen(matcher: Matcher | None, model: str | Path | None) -> Path:
    """The file of what a caller chose: a model as it is, else a matcher (the bundled one if None), written.

    Raises:
        ValueError: both are given.
    """
    if matcher is not None and model is not None:
        raise ValueError("matcher and model are both given; a model is a matcher, so leave one out")
    return published(matcher) if model is None else Path(model)


@cache
def fetched(path: str, sha256: str, mapped: bool = False) -> Matcher:
    """Loads a matcher, once a process.

    Args:
        path: the file.
        sha256: what its bytes must have.
        mapped: whether it is mapped, so that the processes of a machine share its memory.

    Raises:
        ScoNerError: they have another hash; nothing of the file is used then.
        OSError: the file cannot be read.
    """
    found = digest(path)
    if found != sha256:
        raise ScoNerError(
            f"{path}: the model file has the SHA-256 {found}, and {sha256} was sent; "
            "it changed after the job was planned, or is another file: plan the job again"
        )
    return Matcher.load(path, mapped=mapped)


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="sco_ner-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
