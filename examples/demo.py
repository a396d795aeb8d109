"""Tags a news text and any files given: a table, the entities named most, and an HTML page.

python examples/demo.py [-o demo.html] [FILES…]
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import sco_ner
from sco_ner.output import table
from sco_ner.render import to_page

NEWS = Path(__file__).with_name("news.txt")
TOP = 12


def main() -> int:
    """Runs the demo and returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="more texts, in UTF-8")
    parser.add_argument("-o", "--output", type=Path, default=Path("demo.html"), help="default: %(default)s")
    options = parser.parse_args()

    texts = {}
    for path in (NEWS, *options.files):
        try:
            texts[str(path)] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"demo: {path}: {getattr(error, 'strerror', error)}", file=sys.stderr)
            return 2
    found = dict(zip(texts, sco_ner.extract_batch(texts.values()), strict=True))

    for path, extraction in found.items():
        print(f"== {path}: {len(extraction)} mentions\n{table(extraction)}\n")
    print(f"== named most\n{summary(list(found.values()))}\n")
    try:
        options.output.write_text(to_page(found.items(), title="sco_ner: demo"), encoding="utf-8")
    except OSError as error:
        print(f"demo: {options.output}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"page: {options.output.resolve()}")
    return 0


def summary(extractions: list[sco_ner.Extraction]) -> str:
    """The entities named most, with their ids, counts and preferred names."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for entity in (entity for extraction in extractions for entity in extraction if entity.id is not None):
        key = entity.id or ""
        counts[key] += 1
        names[key] = f"{entity.name_en}  {entity.name}" if entity.name_en else entity.name
    rows = counts.most_common(TOP)
    width = max((len(identity) for identity, _ in rows), default=0)
    return "\n".join(f"{count:>5}  {identity:<{width}}  {names[identity]}" for identity, count in rows)


if __name__ == "__main__":
    raise SystemExit(main())
