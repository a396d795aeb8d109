"""The command line: `sco-ner extract`, `check`, and reports on a gazetteer.

Results go to standard output (or to `-o`), everything else to standard error. Exit codes: 0 good, 1 data at fault (a
gazetteer with defects, two that differ, a text that is not UTF-8), 2 a wrong argument or a file that cannot be read or
written, 130 interrupted, 141 nobody reads on. One file at fault does not keep the others from being read.

Left to others: finding (`Matcher`), the formats (`output`), HTML (`render`), the reports (`reports`, `report_lines`).
"""

import argparse
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

import sco_ner
from sco_ner._core import Extraction, Gazetteer, GazetteerError, Matcher
from sco_ner.frequencies import FrequencyError

_GOOD, _DATA_AT_FAULT, _USAGE, _INTERRUPTED, _NOBODY_READS = 0, 1, 2, 130, 141
# Bytes from which on one file is long work.
_LARGE = 4_000_000

_EPILOG = """\
Offsets count the code points of the UTF-8 text as it is, carriage returns and a byte order mark included; end is one
past the last. jsonl gives one object a text, {"source": …, "entities": […]}; csv gives one row an entity.

  sco-ner extract news.txt
  cat news.txt | sco-ner extract --format jsonl --labels PERSON,COUNTRY
  sco-ner extract --format html -o page.html *.txt

exit codes: 0 good, 1 data at fault (a text that is not UTF-8, a gazetteer with defects), 2 a wrong argument or a file
that cannot be read or written
"""


class TextError(Exception):
    """A file that is no UTF-8 text; the message names file and byte."""


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
        return _INTERRUPTED
    except BrokenPipeError:
        # Else Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _NOBODY_READS
    except (GazetteerError, FrequencyError) as error:
        _complain(str(error))
        return _DATA_AT_FAULT
    except OSError as error:
        _complain(_plain(error))
        return _USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sco-ner", description=(sco_ner.__doc__ or "").partition("\n")[0])
    parser.add_argument("--version", action="version", version=f"sco-ner {sco_ner.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_extract(commands)

    check = commands.add_parser("check", help="list what is wrong with a gazetteer")
    check.add_argument("path", metavar="FILE|FOLDER", help="a file of records, or a folder of such files")
    check.add_argument(
        "--quiet", action="store_true", help="list defects only, no doubts; say nothing if there are none"
    )
    check.set_defaults(run=_check)

    stats = commands.add_parser("stats", help="count what a gazetteer holds, and say what it lacks")
    _add_gazetteer(stats)
    stats.set_defaults(run=_stats)

    collisions = commands.add_parser(
        "collisions", help="list the names that can mean several entities; exit code 1 if one is undecided"
    )
    collisions.add_argument("--undecided", action="store_true", help="list only those that nothing decides")
    _add_gazetteer(collisions)
    collisions.set_defaults(run=_collisions)

    common = commands.add_parser("common-words", help="list the names that are also frequent Arabic words")
    common.add_argument("--list", metavar="FILE", help="frequencies, WORD<tab>ZIPF a line; of wordfreq if left out")
    common.add_argument("--least", metavar="ZIPF", type=float, default=3.5, help="least frequency (%(default)s)")
    hint = "list names that need support in the text, states and nationality words too"
    common.add_argument("--all", action="store_true", help=hint)
    _add_gazetteer(common)
    common.set_defaults(run=_common_words)

    demonyms = commands.add_parser("demonyms", help="list every nationality word in all its forms, tab-separated")
    _add_gazetteer(demonyms)
    demonyms.set_defaults(run=_demonyms)

    diff = commands.add_parser("diff", help="say how two gazetteers differ; exit code 1 if they do")
    diff.add_argument("before", metavar="A", help="a file or folder of records")
    diff.add_argument("after", metavar="B", help="another")
    diff.set_defaults(run=_diff)
    return parser


def _add_extract(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    extract = commands.add_parser(
        "extract",
        help="find the names in texts",
        description="Finds the names in texts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = extract.add_argument
    add("files", nargs="*", metavar="FILE", help="UTF-8 text; standard input if none is given, or for -")
    add("--format", choices=("table", "jsonl", "csv", "html"), default="table", help="default: %(default)s")
    add("-o", "--output", metavar="OUT", default="-", help="file to write; standard output if left out")
    add("--labels", metavar="LABEL[,LABEL…]", help="keep only mentions with these labels, for example PERSON,ORG")
    add("--overlaps", choices=("longest", "nested", "all"), default="longest", help="default: %(default)s")
    add("--boundaries", choices=("run-on", "word", "none"), default="run-on", help="default: %(default)s")
    add("--fold", choices=("standard", "exact"), default="standard", help="default: %(default)s")
    _add_gazetteer(extract)
    extract.set_defaults(run=_extract, parser=extract)


def _add_gazetteer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gazetteer", metavar="PATH", help="file or folder of records; the bundled ones if left out")


def _gazetteer(path: str | None) -> Gazetteer:
    return Gazetteer.bundled() if path is None else Gazetteer.read(path)


def _matcher(options: argparse.Namespace) -> Matcher:
    labels = None if options.labels is None else [label.strip() for label in options.labels.split(",")]
    try:
        return Matcher(
            _gazetteer(options.gazetteer),
            fold=options.fold,
            boundaries=options.boundaries,
            overlaps=options.overlaps,
            labels=labels,
        )
    except GazetteerError:
        raise
    except ValueError as error:
        parser: argparse.ArgumentParser = options.parser
        parser.error(f"argument --labels: {error}")


def _extract(options: argparse.Namespace) -> int:
    from sco_ner.output import WRITERS, write_table  # noqa: PLC0415 (the other commands need it not)

    files: list[str] = options.files or ["-"]
    matcher = _matcher(options)
    extractions = _Extractions(matcher, files)
    with _opened(options.output, files) as stream:
        if options.format == "table":
            write_table(stream, extractions, headings=len(files) > 1)
        else:
            WRITERS[options.format](stream, extractions)
    return extractions.code


@contextmanager
def _opened(path: str, inputs: Iterable[str]) -> Iterator[TextIO]:
    """The stream to write to; a file that is also to be read is refused before it is emptied."""
    if path == "-":
        yield sys.stdout
        return
    for name in inputs:
        if name != "-" and os.path.exists(path) and os.path.exists(name) and os.path.samefile(path, name):
            raise OSError(f"{path}: would be read and overwritten; give another file to write")
    with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream


class _Extractions:
    """The extractions of files, one at a time; what goes wrong with one is said on standard error."""

    def __init__(self, matcher: Matcher, files: Sequence[str]) -> None:
        self.matcher = matcher
        self.files = files
        self.code = _GOOD

    def __iter__(self) -> Iterator[tuple[str, Extraction]]:
        progress = _Progress(len(self.files))
        for path in self.files:
            try:
                progress.show(path)
                extraction = self.matcher.extract(_read_text(path))
            except TextError as error:
                progress.clear()
                self._failed(str(error), _DATA_AT_FAULT)
            except OSError as error:
                progress.clear()
                self._failed(_plain(error), _USAGE)
            else:
                progress.clear()
                yield path, extraction

    def _failed(self, message: str, code: int) -> None:
        _complain(message)
        self.code = max(self.code, code)


class _Progress:
    """A line on a terminal that says what is being read, where that takes long."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.drawn = False
        self.watched = sys.stderr is not None and sys.stderr.isatty()

    def show(self, path: str) -> None:
        self.done += 1
        size = os.path.getsize(path) if self.watched and os.path.isfile(path) else 0
        if self.watched and (self.total > 1 or size >= _LARGE):
            self.drawn = True
            print(f"\r\x1b[K[{self.done}/{self.total}] {path} ({size:,} bytes)", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self.drawn = False


def _read_text(path: str) -> str:
    """A file's text as it is: no line end is changed, so that offsets count what stands in the file."""
    if path == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        content = sys.stdin.buffer.read()
    else:
        with open(path, "rb") as stream:
            content = stream.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        name = "standard input" if path == "-" else path
        hint = "give UTF-8 text"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            hint = "it begins like UTF-16; turn it into UTF-8 first"
        raise TextError(f"{name}: not UTF-8 text: byte 0x{content[error.start]:02x} at {error.start}; {hint}") from None


def _check(options: argparse.Namespace) -> int:
    try:
        report = Gazetteer.read(options.path).check()
    except GazetteerError as error:
        report = {"defects": error.defects, "doubts": []}
        _complain("what names and dates say of one another is checked when these defects are mended")
    defects, doubts = report["defects"], report["doubts"]
    if defects or not options.quiet:
        _print_defects("defects", defects)
    if not options.quiet:
        _print_defects("doubts (worth a look; they may be meant)", doubts)
    return _DATA_AT_FAULT if defects else _GOOD


def _print_defects(title: str, rows: Sequence[Mapping[str, str | int]]) -> None:
    print(f"{len(rows):,} {title}")
    for row in rows:
        print(_defect(row))


def _defect(row: Mapping[str, str | int]) -> str:
    from sco_ner.output import shown  # noqa: PLC0415 (most commands need it not)

    place = f"{row['file']}:{row['line']}: " if row["line"] else f"{row['file']}: "
    field = f"{row['field']}: " if row["field"] else ""
    found = f" (found {row['value']})" if row["value"] else ""
    return shown(f"{place}{field}{row['problem']}{found}; {row['remedy']}")


def _stats(options: argparse.Namespace) -> int:
    from sco_ner import report_lines, reports  # noqa: PLC0415 (most commands need them not)

    gazetteer = _gazetteer(options.gazetteer)
    _print(report_lines.counts(reports.count(gazetteer)))
    _print(report_lines.coverage(reports.cover(gazetteer), reports.cover_sco(gazetteer)))
    return _GOOD


def _collisions(options: argparse.Namespace) -> int:
    from sco_ner import report_lines  # noqa: PLC0415 (most commands need it not)

    rows = _gazetteer(options.gazetteer).collisions()
    _print(report_lines.collisions(rows, undecided=options.undecided))
    return _DATA_AT_FAULT if any(row["decided"] == "undecided" for row in rows) else _GOOD


def _common_words(options: argparse.Namespace) -> int:
    from sco_ner import report_lines, reports  # noqa: PLC0415 (most commands need them not)
    from sco_ner.frequencies import from_wordfreq, read  # noqa: PLC0415

    frequencies = from_wordfreq() if options.list is None else read(options.list)
    rows = reports.common_words(_gazetteer(options.gazetteer), frequencies, least=options.least)
    _print(report_lines.common_words(rows, every=options.all))
    return _GOOD


def _demonyms(options: argparse.Namespace) -> int:
    from sco_ner.demonyms import table  # noqa: PLC0415 (most commands need it not)

    _print(table(_gazetteer(options.gazetteer)))
    return _GOOD


def _diff(options: argparse.Namespace) -> int:
    from sco_ner import report_lines, reports  # noqa: PLC0415 (most commands need them not)

    changes = reports.diff(Gazetteer.read(options.before), Gazetteer.read(options.after))
    _print(report_lines.changes(changes))
    return _DATA_AT_FAULT if changes else _GOOD


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _plain(error: OSError) -> str:
    """An error of the system without its number."""
    reason = error.strerror or str(error)
    return reason if error.filename is None else f"{error.filename}: {reason}"


def _complain(message: str) -> None:
    print(f"sco-ner: {message}", file=sys.stderr)
