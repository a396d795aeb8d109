"""Processes that come from this one, and one of them killed midway."""

import os
import signal
import threading
import time
from pathlib import Path


def descendants(pid):
    """The processes that come from this one."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found[1:]


def command_of(pid):
    """What a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")


def has_matcher(pid):
    """Whether the compiled module is in the memory of a process."""
    return "sco_ner/_core" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


class Killer(threading.Thread):
    """Kills one process of ours that fits, midway: when some of the parts of a job were begun and some were not.

    Args:
        marks: a folder in which each part, when it begins, leaves a file.
        fits: whether to kill a process, by its pid.
        begun: how many parts must have begun.
    """

    def __init__(self, marks, fits, begun):
        super().__init__(daemon=True)
        self.marks, self.fits, self.begun = marks, fits, begun
        self.killed, self.at = None, None

    def run(self):
        end = time.monotonic() + 200
        while self.killed is None and time.monotonic() < end:
            time.sleep(0.02)
            count = len(list(self.marks.iterdir()))
            for pid in descendants(os.getpid()) if count >= self.begun else ():
                try:
                    if self.fits(pid):
                        os.kill(pid, signal.SIGKILL)
                        self.killed, self.at = pid, count
                        return
                except OSError:
                    continue
