"""`sco-ner extract`: what is found in texts, in any format."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sco_ner
from sco_ner import formats, inputs
from sco_ner._core import Matcher
from sco_ner.cli.messages import DATA_AT_FAULT, GOOD, USAGE
from sco_ner.cli.options import Commands, add_inputs, add_matcher, add_model, chosen, given_inputs, keep_inputs
from sco_ner.cli.progress import Progress
from sco_ner.cli.run import Jobs, run
from sco_ner.cli.sink import Sink
from sco_ner.formats import Format, Found
from sco_ner.formats.format import without_overlaps
from sco_ner.inputs.files import total_size

_EPILOG = """\
Offsets count the code points of the UTF-8 text as it is, carriage returns and a byte order mark included; end is one
past the last (doccano, which counts UTF-16 units, gets those). jsonl gives one object a text, {"source": …, "entities":
[…]}; csv and parquet give one row an entity; brat gives a folder.

  sco-ner extract news.txt
  cat news.txt | sco-ner extract --format jsonl --labels PERSON,COUNTRY
  sco-ner extract archive/ --field body --id url --date published --jobs 4 -o found.parquet
  sco-ner extract 'news/*.jsonl.gz' -o found.jsonl           # killed? the same with --resume goes on
  sco-ner extract --format html -o page.html *.txt

exit codes: 0 good, 1 data at fault (a text that is not UTF-8, a row without a text, a gazetteer with defects), 2 a
wrong argument or a file that cannot be read or written, 3 a process of --jobs died, 130 interrupted
"""

_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".conll": "conll",
    ".spacy": "docbin",
    ".html": "html",
}


def add(commands: Commands) -> None:
    """Adds the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "extract",
        help="find the names in texts",
        description="Finds the names in texts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_inputs(parser)
    add_matcher(parser)
    add_model(parser)
    add = parser.add_argument_group("what is written").add_argument
    add("--format", choices=formats.NAMES, help="by the ending of OUT if left out, else table")
    add("-o", "--output", metavar="OUT", default="-", help="file to write; standard output if left out")
    add("--with-text", action="store_true", help="jsonl: the texts too")
    add("--resume", action="store_true", help="go on where a killed run with the same options left OUT")
    parser.set_defaults(run=_extract, parser=parser)


@dataclass(frozen=True)
class _Encode:
    """Turns what was found into bytes, in whatever process."""

    name: str
    headings: bool
    with_text: bool

    @property
    def format(self) -> Format:
        """The format, with what was asked of it."""
        if self.headings:
            from sco_ner.formats.table import WITH_HEADINGS  # noqa: PLC0415 (formats are imported where they are met)

            return WITH_HEADINGS
        if self.with_text:
            from sco_ner.formats.jsonl import WITH_TEXT  # noqa: PLC0415

            return WITH_TEXT
        return formats.load(self.name)

    @property
    def columns(self) -> Any:  # noqa: ANN401 (as `Format` has it)
        """What makes the same of columns."""
        return self.format.columns

    def __call__(self, found: Sequence[Found]) -> bytes:
        format = self.format
        without_overlaps(format, found)
        return format.encode(found)


def _extract(options: argparse.Namespace) -> int:
    parser: argparse.ArgumentParser = options.parser
    files, fields = given_inputs(options)
    name = options.format or _ENDINGS.get(os.path.splitext(options.output)[1].lower(), "table")
    several = len(files) > 1 or (options.kind or inputs.kind_of(files[0])) != "txt"
    encode = _Encode(name, name == "table" and several, name == "jsonl" and options.with_text)
    format = encode.format
    _check(parser, options, format, files)
    choice, matcher = chosen(options)
    noted = _noted(options, matcher, files) if options.output != "-" else {}
    # Whoever writes into a pipe line by line waits for what was found, before writing on.
    jobs = Jobs(options.jobs, format.detached and ("-" not in files or options.jobs > 1))
    with Sink(options.output, format, noted, resume=options.resume) as sink:
        blocks = inputs.blocks(files, kind=options.kind, fields=fields, start=sink.place)
        with Progress(total_size(files), _before(files, sink.place)) as progress:
            for done in run(blocks, choice, matcher, encode, jobs):
                if isinstance(done, inputs.InputError):
                    progress.say(str(done))
                    sink.code = max(sink.code, USAGE if done.unreadable else DATA_AT_FAULT)
                    if options.errors == "fail":
                        return sink.code
                    continue
                for error in done.errors:
                    progress.say(error)
                    sink.code = max(sink.code, DATA_AT_FAULT)
                    if options.errors == "fail":
                        return sink.code
                sink.write(done.value, done.after, done.documents, done.entities)
                progress.advance(done.size, sink.documents, sink.entities)
        sink.finish()
        return sink.code or GOOD


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace, format: Format, files: list[str]) -> None:
    """Refuses what cannot work, before anything is overwritten."""
    if options.with_text and format.name != "jsonl":
        parser.error("argument --with-text: only jsonl holds texts beside what is found")
    if options.overlaps != "longest" and not format.overlapping:
        parser.error(f"argument --overlaps: {format.name} holds no mentions that overlap; take longest")
    if options.roles and not format.overlapping:
        remedy = "leave it out, or take another format"
        parser.error(f"argument --roles: role phrases overlap names, and {format.name} holds none that do; {remedy}")
    if options.output == "-" and format.binary:
        parser.error(f"argument --format: {format.name} needs a file to write; name it with -o")
    if options.resume and (options.output == "-" or "-" in files):
        parser.error("argument --resume: only a file written from files can be taken up")
    keep_inputs(options.output, files)


def _noted(options: argparse.Namespace, matcher: Matcher, files: list[str]) -> dict[str, Any]:
    """What must be the same for a run to be taken up."""
    states = [os.stat(path) if os.path.exists(path) else None for path in files]
    return {
        "version": sco_ner.__version__,
        "format": [options.format, options.with_text],
        "kind": options.kind,
        "fields": [options.field, options.id, options.date],
        "matcher": matcher.fingerprint,
        "files": [
            [path, None if state is None else [state.st_size, state.st_mtime_ns]]
            for path, state in zip(files, states, strict=True)
        ],
    }


def _before(files: list[str], place: inputs.Place) -> int:
    """Bytes of the input that were done before."""
    sizes = (os.path.getsize(path) for path in files[: place.file] if os.path.isfile(path))
    return sum(sizes) + place.byte
