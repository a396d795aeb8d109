"""Given names that the listed persons bear and no list of given names has, with how frequent each word is in Arabic.

usage: python tools/given_names.py (in an environment with this package and `wordfreq`)

Prints word, bearers and Zipf frequency, tab-separated, the most borne first. `gazetteer/given_names.txt` has those that
are hardly words (up to 2.95), `given_words.txt` names that are words too; the choice between them is made by eye.
"""

import collections
import pathlib
import re

import sco_ner
from wordfreq import zipf_frequency

GAZETTEER = pathlib.Path(__file__).resolve().parents[1] / "gazetteer"
# Family names come first there.
FAMILY_FIRST = {"CN", "HK", "TW", "MO", "KP", "KR", "SG", "VN"}


def folded(word: str) -> str:
    """A word with the letters united that outlets exchange."""
    word = re.sub("[\u064b-\u0652\u0640]", "", word)
    return word.translate(str.maketrans("أإآىة", "ااايه"))


def main() -> None:
    """Prints the table."""
    known = set()
    for name in ("given_names.txt", "given_words.txt"):
        rows = (GAZETTEER / name).read_text(encoding="utf-8").splitlines()
        known |= {folded(row) for row in rows if row and not row.startswith("//")}
    borne: collections.Counter[str] = collections.Counter()
    written: dict[str, str] = {}
    for record in sco_ner.Gazetteer.bundled():
        if record.label != "PERSON" or record.country in FAMILY_FIRST:
            continue
        word, _, rest = record.name.partition(" ")
        if rest and folded(word) not in known:
            borne[folded(word)] += 1
            written.setdefault(folded(word), word)
    for word, count in borne.most_common():
        print(written[word], count, zipf_frequency(written[word], "ar"), sep="\t")


if __name__ == "__main__":
    main()
