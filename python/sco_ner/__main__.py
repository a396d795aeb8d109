"""`python -m sco_ner`: the command line."""

from sco_ner.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
