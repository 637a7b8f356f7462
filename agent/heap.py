"""Keeps the C library from hoarding memory where many threads read devices.

glibc gives nearly every thread a heap of its own, keeps what was freed in each, and
takes large blocks from them as well once it has seen a few. Python runs one thread at a
time, so one heap serves them all as fast, and large blocks go back to the system at once.
"""

import sys
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # malloc.h
_LARGE_BYTES = 128 * 1024
"""glibc's own values at the start of a process; set, they stay."""


def c_library() -> Any:
    """Return the C library of this process; None where it is not of such a kind."""
    if sys.platform != "linux":
        return None
    import ctypes

    return ctypes.CDLL(None)


def share(library: Any) -> bool:
    """Have threads that begin from now on share the first one's heap; say if they do.

    Does nothing where *library* is not glibc.
    """
    if not hasattr(library, "mallopt") or not hasattr(library, "malloc_trim"):
        return False
    wanted = (
        (_ARENA_MAX, 1),
        (_MMAP_THRESHOLD, _LARGE_BYTES),
        (_TRIM_THRESHOLD, _LARGE_BYTES),
    )
    return [library.mallopt(*each) for each in wanted] == [1] * len(wanted)


def trim(library: Any) -> None:
    """Give what is free in the heap back to the system; takes a millisecond or two."""
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
