"""Options that several commands share."""

import argparse
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sco_ner import inputs
from sco_ner._core import Gazetteer, Matcher, ScoNerError

Commands = Any
"""What argparse's `add_subparsers` gives, which has no public name."""


# What is found where nothing else is asked for.
_DEFAULTS = ("standard", "run-on", "longest", None, False, True)


def add_gazetteer(add: Callable[..., Any]) -> None:
    """Adds the choice of a gazetteer."""
    add("--gazetteer", metavar="PATH", help="file or folder of records; the bundled ones if left out")


def add_fold(add: Callable[..., Any]) -> None:
    """Adds what is united."""
    add("--fold", choices=("standard", "exact", "loose"), default="standard", help="default: %(default)s")


def read_gazetteer(path: str | None) -> Gazetteer:
    """The gazetteer that was chosen."""
    return Gazetteer.bundled() if path is None else Gazetteer.read(path)


@dataclass(frozen=True)
class MatcherChoice:
    """How to make a matcher, so that another process can make it too."""

    gazetteer: str | None
    fold: Any
    boundaries: Any
    overlaps: Any
    labels: tuple[str, ...] | None
    roles: bool = False
    unlisted: bool = True
    model: str | None = None

    def matcher(self) -> Matcher:
        """The matcher.

        Raises:
            GazetteerError: the gazetteer has defects.
            ScoNerError: the model is none, or is damaged.
            ValueError: a label is unknown.
        """
        if self.model is not None:
            return Matcher.load(self.model, mapped=True)
        return Matcher(
            read_gazetteer(self.gazetteer),
            fold=self.fold,
            boundaries=self.boundaries,
            overlaps=self.overlaps,
            labels=self.labels,
            roles=self.roles,
            unlisted=self.unlisted,
        )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a saved matcher."""
    hint = "a matcher that `sco-ner build` saved, in place of all other options here"
    parser.add_argument("--model", metavar="MODEL", help=hint)


def add_matcher(parser: argparse.ArgumentParser) -> None:
    """Adds what a matcher can be told."""
    add = parser.add_argument_group("what is found").add_argument
    add("--labels", metavar="LABEL[,LABEL…]", help="keep only mentions with these labels, for example PERSON,ORG")
    add("--overlaps", choices=("longest", "nested", "all"), default="longest", help="default: %(default)s")
    add("--boundaries", choices=("run-on", "word", "none"), default="run-on", help="default: %(default)s")
    add_fold(add)
    add("--roles", action="store_true", help="role phrases too (الرئيس الروسي)")
    hint = "leave out persons and organizations that no list has (ids that begin with NIL-)"
    add("--listed-only", dest="unlisted", action="store_false", help=hint)
    add_gazetteer(add)


def chosen(options: argparse.Namespace) -> tuple[MatcherChoice, Matcher]:
    """The matcher that was chosen, and how to make it again."""
    labels = None if options.labels is None else tuple(label.strip() for label in options.labels.split(","))
    choice = MatcherChoice(
        options.gazetteer,
        options.fold,
        options.boundaries,
        options.overlaps,
        labels,
        options.roles,
        options.unlisted,
        options.model,
    )
    parser: argparse.ArgumentParser = options.parser
    if options.model is not None and choice != MatcherChoice(None, *_DEFAULTS, options.model):
        parser.error("argument --model: a model holds gazetteer and options; leave the others out, or build another")
    try:
        return choice, choice.matcher()
    except ScoNerError:
        raise
    except ValueError as error:
        parser.error(f"argument --labels: {error}")


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Adds what is to be read."""
    hint = "files, folders or globs; standard input if none is given, or for -"
    parser.add_argument("files", nargs="*", metavar="FILE", help=hint)
    add = parser.add_argument_group("what is read").add_argument
    hint = (
        "what the files are: one text (txt), a text a line (lines), or rows; by the ending of their names if left out"
    )
    add("--from", dest="kind", choices=inputs.KINDS, help=hint)
    add("--field", metavar="NAME", help="the field of a row that holds the text; text if left out")
    add("--id", metavar="NAME", help="the field that holds the document's id; the number of its line if left out")
    hint = "the field that holds the document's date (2022-05-01); names of that time are preferred"
    add("--date", metavar="NAME", help=hint)
    hint = "leave rows and files at fault out and go on (exit code 1 or 2 at the end), or stop at the first"
    add("--errors", choices=("skip", "fail"), default="skip", help=f"{hint}; default: %(default)s")
    hint = "processes (jsonl, parquet: threads) that share the work; the results do not depend on it"
    add("--jobs", metavar="N", type=_jobs, default=1, help=f"{hint}; default: %(default)s")


def _jobs(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"not a number from 1 to 256: {text!r}")
    return number


def given_inputs(options: argparse.Namespace) -> tuple[list[str], inputs.Fields]:
    """The files to read, and the fields of their rows."""
    files = inputs.sources(options.files or ["-"])
    parser: argparse.ArgumentParser = options.parser
    for option, field in (("--field", options.field), ("--id", options.id), ("--date", options.date)):
        kinds = {options.kind or inputs.kind_of(path) for path in files}
        if field is not None and kinds <= {"txt", "lines"}:
            parser.error(f"argument {option}: the input holds no rows; say what it is, for example --from jsonl")
    return files, inputs.Fields(options.field or "text", options.id, options.date)


def keep_inputs(output: str, files: Iterable[str]) -> None:
    """Refuses to write over what is to be read."""
    for name in files:
        same = "-" not in (name, output) and os.path.exists(output) and os.path.exists(name)
        if same and os.path.samefile(output, name):
            raise OSError(f"{output}: would be read and overwritten; give another file to write")
