"""Writes docs/folding.md from the tables that the matcher folds with.

python tools/fold_page.py [--check]

The rows come from `examples/fold_table.rs`; the reasons stand here, one for each letter that others fold to. A letter
without a reason is an error, so that the page cannot fall behind the table.
"""

import argparse
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "folding.md"

REASONS = {
    "ا": "Hamza, madda and wasla on alef are left out as often as they are written: احمد for أحمد.",
    "ي": "Egyptian print writes ى for ي and the other way round; Persian and Urdu keyboards give ی and ے; "
    "inside a word the hamza of ئ is left out. A final ئ is told apart later: شئ is no شي.",
    "ك": "Persian and Urdu keyboards give ک.",
    "گ": "Signs of several languages for the one sound, g.",
    "ه": "ة and ه are typed for one another at the end of words; ە and ہ come from other keyboards.",
    "و": "The hamza of ؤ is left out; the rest are Uyghur, Kazakh and Kurdish vowels that Arabic writes as و.",
    "ڤ": "Two signs for v.",
}

HEAD = """\
# What is folded, and why

<!-- Written by tools/fold_page.py from the tables in src/fold; do not edit. -->

Before names are compared, the text is folded: each character through a table to what it stands for. Offsets always lead
back to the text as given. `Matcher(fold="standard")`, the default, and `Matcher(fold="exact")` choose the table;
`"loose"` is the standard table and [one thing more](#in-loose-only-letters-that-were-split).

```python
import sco_ner

names = sco_ner.Gazetteer.from_names(["أحمد الطيّب"])
text = "قال احـمـد الطيب"
print([entity.text for entity in sco_ner.Matcher(names).extract(text)])  # ['احـمـد الطيب']
print(len(sco_ner.Matcher(names, fold="exact").extract(text)))  # 0
```
"""

FOOT = """\
## In loose only: letters that were split

`Matcher(fold="loose")` folds by the standard table and leaves out what stands between the letters of a word to hide
it from filters: dots, blanks, hyphens and underscores with tatweels beside them, and the dots of four single letters.

```python
print([entity.id for entity in sco_ner.Matcher(fold="loose").extract("تحدثت روســ ـيا")])  # ['RU']
```

## What is never united

- ء is a letter of its own: شيء is not شي, and جزء is not جز.
- Letters of different sounds, however often they stand for one foreign sound: غ ج ق گ for g, ت ط, س ص, ب پ, ف ڤ, ز ژ.
  Where a name is written both ways, both ways are listed (غورباتشوف, جورباتشوف).
- Words with and without ال: صين is not الصين.
- The marks are left out, but not forgotten: where the text writes them they tell عُمان from عمّان.
"""


def main() -> int:
    """Writes the page, or says whether it is what would be written."""
    parser = argparse.ArgumentParser(description="Writes docs/folding.md from the tables in src/fold.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    check = parser.parse_args().check
    page = written(table())
    if not check:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not what the tables say; run python tools/fold_page.py", file=sys.stderr)
    return 1


def table() -> dict[str, dict[int, tuple[str, str]]]:
    """The tables by profile: code point to what it becomes and the letters that come out."""
    command = ["cargo", "run", "--quiet", "--no-default-features", "--example", "fold_table"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    tables: dict[str, dict[int, tuple[str, str]]] = {}
    for line in lines:
        profile, unit, what, out = line.split("\t")
        tables.setdefault(profile, {})[int(unit, 16)] = (what, "".join(chr(int(letter, 16)) for letter in out.split()))
    return tables


def written(tables: dict[str, dict[int, tuple[str, str]]]) -> str:
    """The page."""
    exact, standard = tables["exact"], tables["standard"]
    if tables["loose"] != standard:
        raise SystemExit("the loose table is no longer the standard one; say so on the page")
    return "\n".join([HEAD, *both(exact), *united(exact, standard), FOOT])


def both(exact: dict[int, tuple[str, str]]) -> list[str]:
    """What both tables do: typography."""
    of = {
        what: [unit for unit, row in exact.items() if row[0] == what] for what in ("drop", "blank", "newline", "joiner")
    }
    marks = [unit for unit in of["drop"] if unicodedata.category(chr(unit)) in ("Mn", "Mc", "Me")]
    forms = [unit for unit in of["drop"] if 0xFE70 <= unit <= 0xFE7F]
    rest = [unit for unit in of["drop"] if unit not in {*marks, *forms}]
    composed = [unit for unit, (what, _) in exact.items() if what in ("letter", "several")]
    several = [unit for unit in composed if exact[unit][0] == "several"]
    return [
        "## In both tables: typography",
        "",
        "| what | becomes | why | code points |",
        "|---|---|---|---|",
        row(
            "marks on letters",
            "nothing",
            "vowels, shadda, hamza and dagger alef in pieces: written or not, the name is the same",
            marks,
        ),
        row(
            "tatweel, zero-width and direction controls",
            "nothing",
            "they stretch, join or turn what is shown, and say nothing of letters",
            rest,
        ),
        row("marks shown on a blank or tatweel", "nothing", "text out of PDFs", forms),
        row("blanks", "a blank", "a blank in a name matches a run of them", of["blank"]),
        row(
            "line breaks",
            "a blank",
            "one may stand inside a name; two are a blank line, which no name goes across",
            of["newline"],
        ),
        row("hyphens, underscores", "a blank", "one may stand inside a name: شي جين-بينغ, #جو_بايدن", of["joiner"]),
        row(
            f"presentation forms and full-width letters ({len(composed)}, of which {len(several)} are several letters)",
            "their letters",
            "text out of PDFs and old web pages: ﻻ is ل and ا; a span never begins or ends inside one",
            composed,
        ),
        "",
    ]


def united(exact: dict[int, tuple[str, str]], standard: dict[int, tuple[str, str]]) -> list[str]:
    """What only the standard table does."""
    more = {unit: out for unit, (what, out) in standard.items() if what == "letter" and unit not in exact}
    arabic = {unit: out for unit, out in more.items() if is_arabic(out)}
    digits = {unit: out for unit, out in more.items() if out.isdigit()}
    others = [unit for unit in more if unit not in arabic and unit not in digits]
    lines = [
        "## In the standard table only: letters that stand for one another",
        "",
        "| written | folds to | why |",
        "|---|---|---|",
    ]
    for target in sorted(set(arabic.values())):
        letters = " ".join(f"{chr(unit)}&nbsp;`{unit:04X}`" for unit, out in arabic.items() if out == target)
        lines.append(f"| {letters} | {target} | {REASONS[target]} |")
    lines += [
        f"| Arabic and Persian digits, {ranges(digits)} | 0–9 | The same number, whichever digits the outlet uses. |",
        f"| {len(others)} capital and accented letters of other scripts | small letters without accents | "
        "Names in Latin script inside Arabic text: G20, Renault, Erdoğan. |",
        "",
    ]
    return lines


def row(what: str, becomes: str, why: str, units: list[int]) -> str:
    """A row of the table of typography."""
    return f"| {what} | {becomes} | {why} | {ranges(units)} |"


def ranges(units: Iterable[int]) -> str:
    """Code points as ranges: `064B`–`0652`."""
    parts = []
    for _, run in groupby(enumerate(sorted(units)), lambda pair: pair[1] - pair[0]):
        members = [unit for _, unit in run]
        first, last = members[0], members[-1]
        parts.append(f"`{first:04X}`" if first == last else f"`{first:04X}`–`{last:04X}`")
    return " ".join(parts)


def is_arabic(letter: str) -> bool:
    """Whether it is an Arabic letter."""
    return unicodedata.name(letter, "").startswith("ARABIC LETTER")


if __name__ == "__main__":
    raise SystemExit(main())
