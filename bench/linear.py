"""Time a character and memory of one long text: news at growing lengths, and texts made to be slow.

`x news` is the time a character over that of news of the same length in the same run. Scratch is the peak of the memory
during `extract` over what is held after it with its result kept, in a process of its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import sco_ner
from memory import peak, reset_peak, resident
from names import SIZES, names, surfaces
from peers import listed
from texts import fresh, texts

HELP = "time a character of long and of hostile texts, scratch memory"
PREFIXES = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--size", nargs="+", choices=[*SIZES, "bundled"], default=["bundled", "50k"], help="names")
    parser.add_argument("--megabytes", nargs="+", type=float, default=[1.0, 10.0, 100.0], help="(%(default)s)")
    parser.add_argument("--memory", type=float, default=50.0, metavar="MB", help="text for the memory (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3)


def prefixes(listed_names: list[str]) -> list[str]:
    """The longest beginnings that two names share."""
    shared: set[str] = set()
    ordered = sorted(listed_names)
    for one, other in itertools.pairwise(ordered):
        length = len(os.path.commonprefix([one, other]))  # noqa: RUF071
        shared.add(one[:length].strip())
    return sorted(shared, key=lambda prefix: (-len(prefix), prefix))[:PREFIXES]


def hostile(listed_names: list[str]) -> dict[str, str]:
    """Pieces that are repeated."""
    shared = prefixes(listed_names)
    whole = [name for name in listed_names if " " not in name and name.isalpha()]
    return {
        "one letter": "ل",
        "one letter, spaced": "ل ",
        "prefixes of names": " ".join(shared) + " ",
        "prefixes of names, glued": "".join(prefix.replace(" ", "") for prefix in shared),
        "names run together, no run-on": "".join(name for name in whole[:6]) + "ء ",
        "first words of names": " ".join(prefix.split()[0] for prefix in shared) + " ",
        "only blanks": " ",
        "only stops": ".",
        "only newlines": "\n",
        "only joiners": "-",
        "only marks": "\u064e",
        "proclitics": "وبفكول",
        "proclitics, spaced": "ول فب وك ب ",
        "للل": "وللل",
        "states that share a name": "الأردن عمان مسقط ",
    }


def repeated(piece: str, megabytes: float) -> str:
    """A text of about so many bytes of UTF-8."""
    return piece * max(1, int(megabytes * 1e6 / len(piece.encode())))


def nanoseconds(matcher: sco_ner.Matcher, text: str) -> tuple[float, int]:
    """CPU time a character, and how many mentions there were."""
    (new,) = fresh([text])
    began = time.process_time()
    found = len(matcher.extract(new))
    return 1e9 * (time.process_time() - began) / len(text), found


def made(size: str) -> tuple[list[str], sco_ner.Matcher]:
    """A list and its matcher."""
    if size == "bundled":
        return surfaces(), sco_ner.Matcher()
    of_list = names(size)
    return of_list, listed(of_list)


def run(options: argparse.Namespace) -> list[dict[str, object]]:
    """Measures and gives a row for each text and length, and one for the memory."""
    rows: list[dict[str, object]] = []
    for size in options.size:
        of_list, matcher = made(size)
        for megabytes in options.megabytes:
            (news,) = texts("plain", "long", megabytes)
            given = {"news": news} | {name: repeated(text, megabytes) for name, text in hostile(of_list).items()}
            taken: dict[str, list[float]] = {name: [] for name in given}
            mentions: dict[str, int] = {}
            for _ in range(options.rounds):
                for name, text in given.items():
                    one, mentions[name] = nanoseconds(matcher, text)
                    taken[name].append(one)
            for name in given:
                ratio = statistics.median(a / b for a, b in zip(taken[name], taken["news"], strict=True))
                row = {"names": size, "MB": megabytes, "text": name}
                row |= {"ns/char": round(statistics.median(taken[name]), 2), "x news": round(ratio, 2)}
                rows.append(row | {"mentions": mentions[name]})
        command = [sys.executable, str(pathlib.Path(__file__).resolve()), size, str(options.memory)]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    return rows


def memory(size: str, megabytes: float) -> dict[str, object]:
    """What one long text takes here."""
    _, matcher = made(size)
    (text,) = texts("plain", "long", megabytes)
    matcher.extract(text[:1000])
    before = resident()
    reset_peak()
    found = matcher.extract(text)
    highest, after = peak(), resident()
    return {
        "names": size,
        "MB": megabytes,
        "text": "news, memory",
        "scratch bytes/char": round((highest - after) / len(text), 2),
        "result bytes/char": round((after - before) / len(text), 2),
        "mentions": len(found),
    }


if __name__ == "__main__":
    print(json.dumps(memory(sys.argv[1], float(sys.argv[2]))))
