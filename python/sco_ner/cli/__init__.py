"""The command line: `sco-ner extract`, `explain`, `report`, `eval`, `check`, and reports on a gazetteer.

Results go to standard output (or to `-o`), everything else to standard error. Exit codes: 0 good, 1 data at fault (a
gazetteer with defects, two that differ, a text that is not UTF-8), 2 a wrong argument or a file that cannot be read or
written, 3 a process of several died, 130 interrupted, 141 nobody reads on. One file or row at fault does not keep the
others from being read, unless `--errors fail` says so.

A module a family of commands, each with `add`. Left to others: finding (`Matcher`), reading texts (`inputs`), the
formats (`formats`), the reports (`reports`, `report_lines`, `report`).
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

import sco_ner
from sco_ner._core import ScoNerError
from sco_ner.cli import build, corpus, evaluation, explanation, extraction, gazetteer
from sco_ner.cli.messages import BROKEN_OFF, DATA_AT_FAULT, INTERRUPTED, NOBODY_READS, USAGE, complain, plain
from sco_ner.cli.run import BrokenOff
from sco_ner.formats import FormatError
from sco_ner.frequencies import FrequencyError
from sco_ner.inputs import InputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        arguments: the arguments after the program's name; those of the process if None.

    Returns:
        The exit code.

    Raises:
        SystemExit: by argparse, where an argument is wrong (2) or help is asked for (0).

    Example:
        >>> from sco_ner.cli import main
        >>> main(["check", "no-such-folder"])
        2
    """
    options = _parser().parse_args(arguments)
    try:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A file name that is no UTF-8 comes out escaped rather than as an error.
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Else Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return NOBODY_READS
    except (ScoNerError, FrequencyError, InputError, FormatError, BrokenOff, OSError) as error:
        complain(plain(error) if isinstance(error, OSError) else str(error))
        return _code(error)
    return code


def _code(error: Exception) -> int:
    if isinstance(error, BrokenOff):
        return BROKEN_OFF
    if isinstance(error, OSError | FormatError):
        return USAGE
    return USAGE if isinstance(error, InputError) and error.unreadable else DATA_AT_FAULT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sco-ner", description=(sco_ner.__doc__ or "").partition("\n")[0])
    parser.add_argument("--version", action="version", version=f"sco-ner {sco_ner.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for family in (extraction, explanation, corpus, evaluation, build, gazetteer):
        family.add(commands)
    return parser
