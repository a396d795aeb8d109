"""Compares the scores on standard input (JSON of the scorer) with the floors reached so far; fails below them."""

import json
import pathlib
import sys


def main() -> None:
    """Read scores and floors, print what fell, exit 1 if anything did."""
    scores = json.load(sys.stdin)
    floors = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    fallen = [
        f"{label} {measure}: {scores.get(label, {}).get(measure)} is below the floor {floor}"
        for label, measures in floors.items()
        for measure, floor in measures.items()
        if (scores.get(label, {}).get(measure) or 0.0) < floor
    ]
    print("\n".join(fallen) if fallen else "scores: all floors of tests/floors.json are kept")
    sys.exit(bool(fallen))


if __name__ == "__main__":
    main()
