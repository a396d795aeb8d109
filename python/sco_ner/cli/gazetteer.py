"""Commands on gazetteers: what is wrong with one, what it holds and lacks, how two differ."""

import argparse
from collections.abc import Iterable, Mapping, Sequence

from sco_ner._core import Gazetteer, GazetteerError
from sco_ner.cli.messages import DATA_AT_FAULT, GOOD, complain
from sco_ner.cli.options import Commands, add_gazetteer, read_gazetteer


def add(commands: Commands) -> None:
    """Adds the commands."""
    check = commands.add_parser("check", help="list what is wrong with a gazetteer")
    check.add_argument("path", metavar="FILE|FOLDER", help="a file of records, or a folder of such files")
    check.add_argument(
        "--quiet", action="store_true", help="list defects only, no doubts; say nothing if there are none"
    )
    check.set_defaults(run=_check)

    stats = commands.add_parser("stats", help="count what a gazetteer holds, and say what it lacks")
    add_gazetteer(stats.add_argument)
    stats.set_defaults(run=_stats)

    collisions = commands.add_parser(
        "collisions", help="list the names that can mean several entities; exit code 1 if one is undecided"
    )
    collisions.add_argument("--undecided", action="store_true", help="list only those that nothing decides")
    add_gazetteer(collisions.add_argument)
    collisions.set_defaults(run=_collisions)

    common = commands.add_parser("common-words", help="list the names that are also frequent Arabic words")
    common.add_argument("--list", metavar="FILE", help="frequencies, WORD<tab>ZIPF a line; of wordfreq if left out")
    common.add_argument("--least", metavar="ZIPF", type=float, default=3.5, help="least frequency (%(default)s)")
    hint = "list names that need support in the text, states and nationality words too"
    common.add_argument("--all", action="store_true", help=hint)
    add_gazetteer(common.add_argument)
    common.set_defaults(run=_common_words)

    demonyms = commands.add_parser("demonyms", help="list every nationality word in all its forms, tab-separated")
    add_gazetteer(demonyms.add_argument)
    demonyms.set_defaults(run=_demonyms)

    diff = commands.add_parser("diff", help="say how two gazetteers differ; exit code 1 if they do")
    diff.add_argument("before", metavar="A", help="a file or folder of records")
    diff.add_argument("after", metavar="B", help="another")
    diff.set_defaults(run=_diff)


def _check(options: argparse.Namespace) -> int:
    try:
        report = Gazetteer.read(options.path).check()
    except GazetteerError as error:
        report = {"defects": error.defects, "doubts": []}
        complain("what names and dates say of one another is checked when these defects are mended")
    defects, doubts = report["defects"], report["doubts"]
    if defects or not options.quiet:
        _print_defects("defects", defects)
    if not options.quiet:
        _print_defects("doubts (worth a look; they may be meant)", doubts)
    return DATA_AT_FAULT if defects else GOOD


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

    gazetteer = read_gazetteer(options.gazetteer)
    _print(report_lines.counts(reports.count(gazetteer)))
    _print(report_lines.coverage(reports.cover(gazetteer), reports.cover_sco(gazetteer)))
    return GOOD


def _collisions(options: argparse.Namespace) -> int:
    from sco_ner import report_lines  # noqa: PLC0415 (most commands need it not)

    rows = read_gazetteer(options.gazetteer).collisions()
    _print(report_lines.collisions(rows, undecided=options.undecided))
    return DATA_AT_FAULT if any(row["decided"] == "undecided" for row in rows) else GOOD


def _common_words(options: argparse.Namespace) -> int:
    from sco_ner import report_lines, reports  # noqa: PLC0415 (most commands need them not)
    from sco_ner.frequencies import from_wordfreq, read  # noqa: PLC0415

    frequencies = from_wordfreq() if options.list is None else read(options.list)
    rows = reports.common_words(read_gazetteer(options.gazetteer), frequencies, least=options.least)
    _print(report_lines.common_words(rows, every=options.all))
    return GOOD


def _demonyms(options: argparse.Namespace) -> int:
    from sco_ner.demonyms import table  # noqa: PLC0415 (most commands need it not)

    _print(table(read_gazetteer(options.gazetteer)))
    return GOOD


def _diff(options: argparse.Namespace) -> int:
    from sco_ner import report_lines, reports  # noqa: PLC0415 (most commands need them not)

    changes = reports.diff(Gazetteer.read(options.before), Gazetteer.read(options.after))
    _print(report_lines.changes(changes))
    return DATA_AT_FAULT if changes else GOOD


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
