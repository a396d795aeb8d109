"""Files that are one text each."""

from collections.abc import Iterator

from sco_ner.inputs.files import InputError, not_utf8, opened
from sco_ner.inputs.rows import Block, Document, Place


def read_whole(path: str, begin: Place) -> Iterator[Block]:
    """A file's text as it is: no line end is changed, so that offsets count what stands in the file."""
    with opened(path) as stream:
        content = stream.read()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(not_utf8("standard input" if path == "-" else path, content, error)) from None
    yield Block(len(content), Place(begin.file + 1, 0, 0), (Document(path, text),))
