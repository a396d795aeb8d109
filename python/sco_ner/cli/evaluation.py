"""`sco-ner eval`: how well a matcher finds what people marked."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from sco_ner import marks
from sco_ner.cli.messages import DATA_AT_FAULT, GOOD
from sco_ner.cli.options import Commands, add_matcher, add_model, chosen
from sco_ner.evaluate import ALIASES, ALL, Evaluation, Mistake, evaluate
from sco_ner.formats import Annotated, conll
from sco_ner.inputs import InputError
from sco_ner.inputs.files import not_utf8
from sco_ner.output import shown

_EPILOG = """\
Gold text is one of
  marks   text with ⟦surface|LABEL⟧ or ⟦surface|LABEL|id⟧, one text a file (.txt, and where the ending says nothing)
  jsonl   objects with such a text under "marked" (.jsonl)
  conll   a word and its tag a line, BIO or BIOES (.conll .bio .iob .iob2)

strict    limits and label are the gold's      partial   overlapping ones with the gold's label count half
type      they count whole                     link      the share of right ids among strict ones whose mark has one
F1+id     a mention counts with its id only (marks without id, or with NIL, need none)

exit codes: 0 good, 1 below --fail-under or gold text at fault, 2 a wrong argument or a file that cannot be read
"""

_KINDS = {".jsonl": "jsonl", ".conll": "conll", ".bio": "conll", ".iob": "conll", ".iob2": "conll"}


def add(commands: Commands) -> None:
    """Adds the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "eval",
        help="hold what is found against text that people marked",
        description="Holds what is found against gold text.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", nargs="+", metavar="GOLD", help="gold text")
    add_matcher(parser)
    add_model(parser)
    add = parser.add_argument
    add("--from", dest="kind", choices=("marks", "jsonl", "conll"), help="by the ending of each file if left out")
    aliases = " ".join(f"{theirs}={ours}" for theirs, ours in ALIASES.items())
    hint = f"a label of the gold text that means another; {aliases} are known"
    add("--map", metavar="GOLD=OURS", action="append", default=[], help=hint)
    add("--same", metavar="FILE", help="ids that mean one entity, those of one a line, between blanks")
    add("--mistakes", metavar="N", type=int, default=0, help="show the N most frequent mistakes")
    add("--json", action="store_true", help="give one JSON object")
    add("--fail-under", metavar="F1", type=float, help="exit code 1 if the strict F1 over all is lower (0 to 1)")
    parser.set_defaults(run=_eval, parser=parser)


def _eval(options: argparse.Namespace) -> int:
    parser: argparse.ArgumentParser = options.parser
    aliases = dict(ALIASES)
    for given in options.map:
        theirs, sign, ours = given.partition("=")
        if not (theirs and sign and ours):
            parser.error(f"argument --map: not GOLD=OURS: {given!r}")
        aliases[theirs] = ours
    choice, matcher = chosen(options)
    gold = (document for path in options.gold for document in _read(path, options.kind))
    evaluation = evaluate(gold, matcher, aliases=aliases, same=_same(options.same), labels=choice.labels)
    if options.json:
        print(json.dumps(_object(evaluation, options.mistakes), ensure_ascii=False))
    else:
        for line in _lines(evaluation, options.mistakes):
            print(line)
    low = options.fail_under is not None and evaluation.scores[ALL].rates()["f1"] < options.fail_under
    return DATA_AT_FAULT if low else GOOD


def _same(path: str | None) -> dict[str, str]:
    if path is None:
        return {}
    groups = (line.split() for line in _text(path).splitlines())
    return {identity: group[0] for group in groups for identity in group}


def _text(path: str) -> str:
    content = Path(path).read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(not_utf8(path, content, error)) from None


def _read(path: str, kind: str | None) -> Iterator[Annotated]:
    kind = kind or _KINDS.get(Path(path).suffix.lower(), "marks")
    text = _text(path)
    if kind == "jsonl":
        yield from _rows(path, text)
        return
    try:
        if kind == "conll":
            yield from conll.read(text.split("\n"))
        else:
            yield Annotated(*marks.read(text), path)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None


def _rows(path: str, text: str) -> Iterator[Annotated]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            marked = row["marked"]
            plain, found = marks.read(marked)
        except (KeyError, TypeError):
            raise InputError(
                f'{path}:{number}: marked: the field is missing; add "marked": "… ⟦surface|LABEL⟧ …"'
            ) from None
        except ValueError as error:
            raise InputError(f"{path}:{number}: marked: {error}") from None
        if row.get("text", plain) != plain:
            remedy = "taking the marks away must give it; mend one of the two"
            raise InputError(f"{path}:{number}: text: not what is marked; {remedy}")
        yield Annotated(plain, found, str(row.get("id", number)))


def _lines(evaluation: Evaluation, mistakes: int) -> Iterator[str]:
    yield f"{evaluation.documents:,} texts"
    heads = ("precision", "recall", "f1", "partial", "type", "link", "f1_id")
    titles = ("P", "R", "F1", "partial", "type", "link", "F1+id")
    yield f"{'label':<10} {'gold':>7} {'found':>7} " + " ".join(f"{title:>7}" for title in titles)
    for label in sorted(evaluation.scores, key=lambda label: (label == ALL, label)):
        score = evaluation.scores[label]
        rates = score.rates()
        yield f"{label:<10} {score.gold:>7,} {score.found:>7,} " + " ".join(f"{rates[head]:>7.4f}" for head in heads)
    if mistakes:
        yield ""
        yield "times  mistake           label    what, instead, where"
    for made, times in _ranked(evaluation, mistakes):
        instead = f" → {made.instead}" if made.instead else ""
        where = evaluation.contexts[made]
        yield f"{times:>5}  {made.kind:<16}  {made.label:<7}  {shown(f'{made.text}{instead}: {where}')}"


def _ranked(evaluation: Evaluation, mistakes: int) -> list[tuple[Mistake, int]]:
    """The most frequent mistakes."""
    return sorted(evaluation.mistakes.items(), key=lambda row: (-row[1], row[0]))[:mistakes]


def _object(evaluation: Evaluation, mistakes: int) -> dict[str, object]:
    return {
        "documents": evaluation.documents,
        "scores": {
            label: {"gold": score.gold, "found": score.found, **score.rates()}
            for label, score in evaluation.scores.items()
        },
        "mistakes": [
            {"times": times, **made._asdict(), "context": evaluation.contexts[made]}
            for made, times in _ranked(evaluation, mistakes)
        ],
    }
