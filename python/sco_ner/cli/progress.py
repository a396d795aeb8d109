"""How far a long run is, with its rate and the time left: on a terminal only, and only where tqdm is installed."""

import sys
from types import TracebackType
from typing import Any

from sco_ner.cli.messages import complain

# Small runs are over before a bar could be read.
_LARGE = 4_000_000
_MOST_ERRORS = 20


class Progress:
    """A bar on standard error, and the messages that must not tear it."""

    def __init__(self, total: int | None, done: int = 0) -> None:
        self.errors = 0
        self.bar: Any = None
        if sys.stderr is None or not sys.stderr.isatty() or (total is not None and total < _LARGE):
            return
        try:
            from tqdm import tqdm  # noqa: PLC0415 (an extra)
        except ImportError:
            return
        # Its watching thread would be one too many for a fork.
        tqdm.monitor_interval = 0
        self.bar = tqdm(total=total, initial=done, unit="B", unit_scale=True, dynamic_ncols=True, desc="reading")

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.close()
        if self.errors > _MOST_ERRORS:
            complain(f"{self.errors:,} errors in all; the first {_MOST_ERRORS} are shown")

    def advance(self, size: int, documents: int, entities: int) -> None:
        """Says that so many bytes more are done, and how many texts and mentions there are by now."""
        if self.bar is not None:
            self.bar.set_postfix_str(f"{documents:,} texts, {entities:,} entities", refresh=False)
            self.bar.update(size)

    def say(self, message: str) -> None:
        """Says what went wrong; only the first of very many."""
        self.errors += 1
        if self.errors > _MOST_ERRORS:
            return
        if self.bar is None:
            complain(message)
        else:
            self.bar.write(f"sco-ner: {message}", file=sys.stderr)
