"""Blocks of input through a matcher and on: in this process or shared by several, always in the order of the input."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import connection
from typing import Any, Generic, NamedTuple, TypeVar

from sco_ner._core import Matcher, _Stop
from sco_ner.cli.options import MatcherChoice
from sco_ner.formats import Found
from sco_ner.inputs import Block, Document, InputError, Place

T = TypeVar("T")

Task = Callable[[Sequence[Found]], T]
"""What is made of the documents of a block and what was found in them. It goes to other processes by pickle.

A task may have `columns`, which makes the same of documents alone with the matcher's columns (see `formats.Format`)."""


class BrokenOff(Exception):
    """A process that shared the work died."""


class Jobs(NamedTuple):
    """Who shares the work.

    Attributes:
        number: how many.
        threads: threads of this process, for a task that works away from the interpreter; else processes.
    """

    number: int
    threads: bool = False


@dataclass(frozen=True)
class Done(Generic[T]):
    """What became of a block.

    Attributes:
        value: what the task made of it.
        errors: what was wrong with rows of it.
        documents: how many texts it held.
        entities: how many mentions were found in them.
        size: bytes of input that it took.
        after: the place behind it.
    """

    value: T
    errors: tuple[str, ...]
    documents: int
    entities: int
    size: int
    after: Place


def work(matcher: Matcher, task: Task[T], block: Block) -> Done[T]:
    """Works on one block.

    Args:
        matcher: what finds.
        task: what to make of what is found.
        block: the block.

    Returns:
        What became of it.
    """
    rows = list(block.rows())
    documents = [row for row in rows if isinstance(row, Document)]
    errors = tuple(str(row) for row in rows if not isinstance(row, Document))
    columns = getattr(task, "columns", None)
    if columns is not None:
        value, number = columns(documents, matcher)
        return Done(value, errors, len(documents), number, block.size, block.after)
    texts = [document.text for document in documents]
    dates = [document.day for document in documents]
    extractions = matcher.extract_batch(texts, dates=dates if any(dates) else None)
    found = [Found(*pair) for pair in zip(documents, extractions, strict=True)]
    return Done(task(found), errors, len(found), sum(map(len, extractions)), block.size, block.after)


def run(
    blocks: Iterable[Block | InputError],
    choice: MatcherChoice,
    matcher: Matcher,
    task: Task[T],
    jobs: Jobs,
) -> Iterator[Done[T] | InputError]:
    """Works on all blocks.

    Args:
        blocks: the blocks, and errors in place of files that cannot be read.
        choice: how to make the matcher elsewhere.
        matcher: the matcher, made.
        task: what to make of what is found.
        jobs: how many processes or threads share the work.

    Yields:
        What became of the blocks, and the errors, in order.

    Raises:
        BrokenOff: a process died.
    """
    number, threads = jobs
    if threads:
        stop = _Stop()
        with ThreadPoolExecutor(number, initializer=stop.follow) as workers:
            try:
                # One more thread than asked for reads and writes.
                share = partial(work, matcher, task)
                yield from _in_order(lambda block: workers.submit(share, block), iter(blocks), 2 * number + 1)
            except BaseException:
                # Whoever stops early waits for nobody: what the threads are at is ended too.
                stop.set()
                raise
            finally:
                workers.shutdown(wait=True, cancel_futures=True)
        return
    if number == 1:
        for block in blocks:
            yield block if isinstance(block, InputError) else work(matcher, task, block)
        return
    with _Pool(choice, matcher, task, number) as pool:
        yield from _in_order(pool.submit, iter(blocks), 2 * number + 1)


def _in_order(
    submit: Callable[[Block], "Future[Any]"], blocks: Iterator[Block | InputError], ahead: int
) -> Iterator[Any]:
    """The results in order, with only so many blocks under way."""
    waiting: deque[Future[Any] | InputError] = deque()
    while True:
        for block in islice(blocks, ahead - len(waiting)):
            waiting.append(block if isinstance(block, InputError) else submit(block))
        if not waiting:
            return
        first = waiting.popleft()
        try:
            yield first if isinstance(first, InputError) else first.result()
        except BrokenProcessPool:
            hint = "it may have run out of memory; try fewer --jobs, and --resume where the output is a file"
            raise BrokenOff(f"a process that shared the work died; {hint}") from None


_inherited: tuple[Matcher, Task[Any]] | None = None


class _Pool:
    """Processes that share the work. Where the system can fork, they share the matcher's memory too."""

    def __init__(self, choice: MatcherChoice, matcher: Matcher, task: Task[Any], jobs: int) -> None:
        global _inherited  # noqa: PLW0603 (what a fork hands on)
        method = "fork" if sys.platform == "linux" else "spawn"
        _inherited = (matcher, task)
        context = multiprocessing.get_context(method)
        ended, self._end = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(choice, task, ended))

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *error: object) -> None:
        # Whoever stops early waits for nobody.
        if error[0] is not None:
            self._end.send(None)
        self.pool.shutdown(wait=error[0] is None, cancel_futures=True)

    def submit(self, block: Block) -> "Future[Any]":
        """Hands a block over."""
        return self.pool.submit(_work, block)


def _begin(choice: MatcherChoice, task: Task[Any], ended: "connection.Connection[Any, Any]") -> None:
    """Readies a process: it leaves Ctrl-C to its parent, and ends when that has ended or says so."""
    global _inherited  # noqa: PLW0603 (what the process works with)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, ended), daemon=True).start()
    if _inherited is None:
        _inherited = (choice.matcher(), task)


def _end_with(parent: int, ended: "connection.Connection[Any, Any]") -> None:
    # What is said is not read, so that all processes hear it.
    connection.wait([parent, ended])
    os._exit(1)


def _work(block: Block) -> Done[Any]:
    if _inherited is None:
        raise RuntimeError("the process was not readied")
    matcher, task = _inherited
    return work(matcher, task, block)
