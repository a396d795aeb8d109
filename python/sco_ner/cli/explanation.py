"""`sco-ner explain`: why each name that a text may hold stands or fell."""

import argparse

from sco_ner import inputs
from sco_ner._core import Matcher
from sco_ner.cli.messages import GOOD
from sco_ner.cli.options import Commands, add_fold, add_gazetteer, read_gazetteer


def add(commands: Commands) -> None:
    """Adds the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "explain", help="say why each name that a text may hold stands or fell"
    )
    add = parser.add_argument
    add("file", nargs="?", default="-", metavar="FILE", help="UTF-8 text; standard input if left out")
    add("--html", action="store_true", help="a page rather than lines of text")
    add("--date", help="when the text was written: 2022, 2022-05 or 2022-05-01")
    add("--roles", action="store_true", help="role phrases too (الرئيس الروسي)")
    add_fold(add)
    add_gazetteer(add)
    parser.set_defaults(run=_explain, parser=parser)


def _explain(options: argparse.Namespace) -> int:
    matcher = Matcher(read_gazetteer(options.gazetteer), fold=options.fold, roles=options.roles)
    for read in inputs.documents([options.file], kind="txt"):
        if not isinstance(read, inputs.Document):
            raise read if isinstance(read, inputs.InputError) else inputs.InputError(str(read))
        try:
            explanation = matcher.explain(read.text, date=options.date)
        except ValueError as error:
            parser: argparse.ArgumentParser = options.parser
            parser.error(f"argument --date: {error}")
        if options.html:
            print(explanation.to_html(title=options.file), end="")
        else:
            print(explanation)
    return GOOD
