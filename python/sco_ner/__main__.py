"""`python -m sco_ner`: the command line."""

from sco_ner.cli import main

raise SystemExit(main())
