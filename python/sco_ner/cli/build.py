"""`sco-ner build`: a gazetteer and options, compiled to a model that loads at once."""

import argparse

from sco_ner.cli.messages import GOOD
from sco_ner.cli.options import Commands, add_matcher, chosen


def add(commands: Commands) -> None:
    """Adds the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "build",
        help="compile a gazetteer to a model, which --model and Matcher.load take",
        description="Compiles a gazetteer, with options, to a model. It is written whole or not at all.",
    )
    hint = "file or folder of records; the bundled ones if left out"
    parser.add_argument("records", nargs="?", metavar="GAZETTEER", help=hint)
    add_matcher(parser)
    parser.add_argument("-o", "--output", metavar="MODEL", required=True, help="file to write")
    parser.set_defaults(run=_build, parser=parser, model=None)


def _build(options: argparse.Namespace) -> int:
    parser: argparse.ArgumentParser = options.parser
    if options.records is not None and options.gazetteer is not None:
        parser.error("argument --gazetteer: the gazetteer is given twice")
    options.gazetteer = options.gazetteer if options.records is None else options.records
    _, matcher = chosen(options)
    matcher.save(options.output)
    print(f"{options.output}: {len(matcher.gazetteer):,} records, fingerprint {matcher.fingerprint}")
    return GOOD
