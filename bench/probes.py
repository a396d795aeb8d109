"""What each matcher makes of Arabic: the table of the README, tried.

usage: .bench/bin/python bench/probes.py (`make bench` sets the environment up)

Every matcher gets the same four names and must give the span as it stands in the text, or nothing where none stands.
"""

from collections.abc import Callable

import ahocorasick
import ahocorasick_rs
import flashtext2
import sco_ner
import spacy
from spacy.matcher import PhraseMatcher

NAMES = ["مصر", "إيران", "سورية", "الكويت"]
PROBES = [
    ("plain", "زار مصر أمس", ["مصر"]),
    ("folds", "الى ايران", ["ايران"]),
    ("folds marks", "في مِصْر أمس", ["مِصْر"]),
    ("word limits", "مصراتة مدينة", []),
    ("waw", "العراق ومصر", ["مصر"]),
    ("ba and article", "مقيم بالكويت", ["الكويت"]),
    ("elided article", "سافر للكويت", ["لكويت"]),
    ("offsets", "قالَ الرَّئيسُ عن مصر", ["مصر"]),
]


def matchers() -> dict[str, Callable[[str], list[str]]]:
    """Text to the spans found, as they stand in it."""
    own = sco_ner.Matcher(sco_ner.Gazetteer.from_names(NAMES))
    raw = ahocorasick_rs.AhoCorasick(NAMES)
    tree = ahocorasick.Automaton()
    for name in NAMES:
        tree.add_word(name, len(name))
    tree.make_automaton()
    keywords = flashtext2.KeywordProcessor(case_sensitive=True)
    keywords.add_keywords_from_iter(NAMES)
    nlp = spacy.blank("ar")
    phrases = PhraseMatcher(nlp.vocab)
    phrases.add("NAME", [nlp.make_doc(name) for name in NAMES])
    return {
        "sco_ner": lambda text: [entity.text for entity in own.extract(text)],
        "ahocorasick_rs": lambda text: [text[start:end] for _, start, end in raw.find_matches_as_indexes(text)],
        "pyahocorasick": lambda text: [text[end + 1 - size : end + 1] for end, size in tree.iter(text)],
        "flashtext2": lambda text: [text[start:end] for _, start, end in keywords.extract_keywords_with_span(text)],
        "spaCy PhraseMatcher": lambda text: [span.text for span in phrases(nlp.make_doc(text), as_spans=True)],
    }


def main() -> None:
    """Prints a table."""
    print("| matcher | " + " | ".join(name for name, _, _ in PROBES) + " |")
    print("|---" * (len(PROBES) + 1) + "|")
    for name, find in matchers().items():
        marks = ["yes" if find(text) == wanted else "no" for _, text, wanted in PROBES]
        print(f"| {name} | " + " | ".join(marks) + " |")


if __name__ == "__main__":
    main()
