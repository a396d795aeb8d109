"""What the command line says on standard error, and its exit codes."""

import sys

GOOD, DATA_AT_FAULT, USAGE, BROKEN_OFF, INTERRUPTED, NOBODY_READS = 0, 1, 2, 3, 130, 141
"""Exit codes: all good; data at fault; a wrong argument or a file that cannot be read or written; a run that broke off,
since one of its processes died; interrupted; nobody reads on."""


def complain(message: str) -> None:
    """Says a message on standard error."""
    print(f"sco-ner: {message}", file=sys.stderr)


def plain(error: OSError) -> str:
    """An error of the system without its number."""
    reason = error.strerror or str(error)
    return reason if error.filename is None else f"{error.filename}: {reason}"
