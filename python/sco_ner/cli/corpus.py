"""`sco-ner report`: a corpus as one page."""

import argparse
import os
from collections.abc import Sequence

from sco_ner import inputs
from sco_ner._core import Matcher
from sco_ner.cli.messages import DATA_AT_FAULT, GOOD, USAGE
from sco_ner.cli.options import (
    Commands,
    MatcherChoice,
    add_inputs,
    add_matcher,
    add_model,
    chosen,
    given_inputs,
    keep_inputs,
)
from sco_ner.cli.progress import Progress
from sco_ner.cli.run import Jobs, run
from sco_ner.formats import Found
from sco_ner.inputs.files import total_size
from sco_ner.tally import Tally

_EPILOG = """\
One self-contained file: who is named how often and when, leaders beside countries, examples; filter by label and name.

  sco-ner report archive/*.jsonl --field body --date published -o report.html
"""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "report",
        help="draw a page about a corpus: counts, timeline, who beside whom, examples",
        description="Draws a page about a corpus.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_inputs(parser)
    add_matcher(parser)
    add_model(parser)
    add = parser.add_argument_group("what is written").add_argument
    add("-o", "--output", metavar="OUT", required=True, help="the page")
    add("--title", default="sco_ner", help="default: %(default)s")
    add("--top", metavar="N", type=int, default=200, help="how many names to list; default: %(default)s")
    parser.set_defaults(run=_report, parser=parser)


def _count(found: Sequence[Found]) -> Tally:
    tally = Tally()
    for document, extraction in found:
        name = "" if document.source == "-" else document.source
        source = name if document.document is None else f"{name}:{document.document}".lstrip(":")
        tally.add(extraction, source=source, date=document.date)
    return tally


def _report(options: argparse.Namespace) -> int:
    from sco_ner.report import page  # noqa: PLC0415 (only this command needs it)

    files, fields = given_inputs(options)
    keep_inputs(options.output, files)
    choice, matcher = chosen(options)
    out = os.path.realpath(options.output)
    # A page that stands there stays until the new one is whole; a pipe or a device cannot be replaced.
    new = out if os.path.exists(out) and not os.path.isfile(out) else f"{out}.new"
    try:
        # Opened before the work, which would be lost if it could not be written.
        with open(new, "w", encoding="utf-8", newline="") as stream:
            code, whole = _counted(options, files, fields, choice, matcher)
            if whole is None:
                return code
            stream.write(page(whole, title=options.title, top=options.top))
        if new != out:
            os.replace(new, out)
    finally:
        if new != out and os.path.exists(new):
            os.remove(new)
    return code


def _counted(
    options: argparse.Namespace, files: list[str], fields: inputs.Fields, choice: MatcherChoice, matcher: Matcher
) -> tuple[int, Tally | None]:
    """The exit code and the counts, None where an error ends the run."""
    code, whole, entities = GOOD, Tally(), 0
    with Progress(total_size(files)) as progress:
        blocks = inputs.blocks(files, kind=options.kind, fields=fields)
        for done in run(blocks, choice, matcher, _count, Jobs(options.jobs)):
            errors = [str(done)] if isinstance(done, inputs.InputError) else done.errors
            for error in errors:
                progress.say(error)
                unreadable = isinstance(done, inputs.InputError) and done.unreadable
                code = max(code, USAGE if unreadable else DATA_AT_FAULT)
                if options.errors == "fail":
                    return code, None
            if not isinstance(done, inputs.InputError):
                whole.merge(done.value)
                entities += done.entities
                progress.advance(done.size, whole.texts, entities)
    return code, whole
