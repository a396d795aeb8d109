"""Every list of gazetteer/word_lists.tsv decides the sentences that stand before it."""

import pathlib
import re
import shutil

import pytest
import sco_ner

GAZETTEER = pathlib.Path(__file__).resolve().parents[2] / "gazetteer"
LISTS = GAZETTEER / "word_lists.tsv"
# Whom and what the sentences name.
IDS = (
    "EG",
    "SD",
    "MA",
    "ML",
    "OM",
    "SA",
    "JO",
    "hamas",
    "abdel-fattah-al-burhan",
    "mohammed-bin-salman",
    "barham-salih",
    "buraidah",
    "george-w-bush",
    "recep-tayyip-erdogan",
    "abdullah-ii-of-jordan",
    "mahmoud-abbas",
    "sur-oman",
    "mohammed-shia-al-sudani",
    "abdulkhaleq-abdulla",
    "al-hilal-sfc",
    "al-nassr-fc",
    "al-riyadh-sc",
    "riyadh",
    "RU",
)
WANTED = tuple(f'{{"id": "{name}"' for name in IDS)


def _sentences() -> list[tuple[str, str]]:
    """Lists, each with the sentences of the remarks right before it."""
    found, sentences = [], []
    for line in LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("//"):
            sentences += re.findall(r'"([^"]+)"', line)
        elif line:
            found += [(line.split("\t")[0], sentence) for sentence in sentences]
            sentences = []
    return found


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory):
    """Reads the bundled lists with a few of the records, compiled in no time; without one of the word lists."""
    folder = tmp_path_factory.mktemp("lists")
    for path in [*GAZETTEER.glob("*.tsv"), *GAZETTEER.glob("*.txt"), GAZETTEER / "institutions.jsonl"]:
        shutil.copy(path, folder)
    records = []
    for path in GAZETTEER.rglob("*.jsonl"):
        each = re.split(r"^(?=\{)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        records += [record for record in each if record.startswith(WANTED)]
    (folder / "records.jsonl").write_text("".join(records), encoding="utf-8")

    def read(left_out: str) -> sco_ner.Matcher:
        rows = LISTS.read_text(encoding="utf-8").splitlines(keepends=True)
        rest = "".join(row for row in rows if not row.startswith(f"{left_out}\t"))
        (folder / LISTS.name).write_text(rest, encoding="utf-8")
        return sco_ner.Matcher(sco_ner.Gazetteer.read(folder))

    return read


@pytest.fixture(scope="module")
def bundled() -> sco_ner.Matcher:
    return sco_ner.Matcher()


@pytest.fixture(scope="module")
def complete(reading) -> sco_ner.Matcher:
    return reading("none")


def _said(matcher: sco_ner.Matcher, sentence: str) -> list[tuple[int, str | None]]:
    return [(entity.start, entity.id) for entity in matcher.extract(sentence)]


def test_every_list_has_a_sentence():
    rows = [line for line in LISTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//")]
    assert {name for name, _ in _sentences()} == {row.split("\t")[0] for row in rows}


@pytest.mark.parametrize(("name", "sentence"), _sentences())
def test_a_list_decides_its_sentence(bundled, complete, reading, name, sentence):
    assert _said(complete, sentence) == _said(bundled, sentence)
    assert _said(reading(name), sentence) != _said(bundled, sentence)
