"""Memory of this process, as Linux counts it."""

from __future__ import annotations

import ctypes
import pathlib

_SELF = pathlib.Path("/proc/self")


def _of(name: str) -> int:
    for line in (_SELF / "status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise SystemExit(f"/proc/self/status has no {name}: memory is measured on Linux only")


def resident() -> int:
    """Bytes in memory now, what the allocator keeps back given to the system first."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
    return _of("VmRSS")


def peak() -> int:
    """Most bytes in memory since the start, or since `reset_peak`."""
    return _of("VmHWM")


def reset_peak() -> None:
    """Counts the peak from now on."""
    (_SELF / "clear_refs").write_text("5")
