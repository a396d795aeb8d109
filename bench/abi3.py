"""What the limited API (abi3) would cost: a copy of each text through `PyUnicode_AsUCS4` beside the whole of `extract`.

usage: python bench/abi3.py

The limited API does not show a str's own characters; it allows copying them into a buffer of 4-byte units. Both are
timed in one run, in nanoseconds a character, medians of 15 rounds of CPU time; the copy includes the call by ctypes.
"""

import ctypes
import pathlib
import statistics
import time
from collections.abc import Callable

import sco_ner

LENGTH = 2_000
CALLS = 2_000


def nanoseconds(work: Callable[[], object]) -> float:
    """Median CPU time of a call, for each character."""
    taken = []
    for _ in range(15):
        began = time.process_time()
        for _ in range(CALLS):
            work()
        taken.append(time.process_time() - began)
    return statistics.median(taken) / CALLS / LENGTH * 1e9


def main() -> None:
    """Measures and prints."""
    news = pathlib.Path(__file__).resolve().parents[1] / "examples" / "news.txt"
    text = (news.read_text(encoding="utf-8") * 4)[:LENGTH]
    copy = ctypes.pythonapi.PyUnicode_AsUCS4
    copy.argtypes = [ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int]
    copy.restype = ctypes.c_void_p
    buffer = (ctypes.c_uint32 * (LENGTH + 1))()
    address = ctypes.addressof(buffer)
    matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["موسكو", "بكين", "الهند"]))
    print(f"copy    {nanoseconds(lambda: copy(text, address, LENGTH, 0)):6.2f} ns a character")
    print(f"extract {nanoseconds(lambda: matcher.extract(text)):6.2f} ns a character, a list of three names")


if __name__ == "__main__":
    main()
