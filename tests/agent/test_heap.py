"""One heap for all threads, where the C library is glibc."""

import subprocess
import sys

import pytest

from agent import heap


class Glibc:
    """Notes what it is told."""

    def __init__(self, answer=1):
        self.told = []
        self.trimmed = 0
        self._answer = answer

    def mallopt(self, what, value):
        """Take a setting."""
        self.told.append((what, value))
        return self._answer

    def malloc_trim(self, _pad):
        """Give memory back."""
        self.trimmed += 1
        return 1


def test_threads_are_told_to_share_one_heap():
    """And whether that worked is told."""
    library = Glibc()
    assert heap.share(library)
    assert (-8, 1) in library.told
    assert not heap.share(Glibc(answer=0))


def test_what_is_free_is_given_back():
    """When asked."""
    library = Glibc()
    heap.trim(library)
    assert library.trimmed == 1


@pytest.mark.parametrize("library", [None, object()])
def test_another_c_library_is_left_alone(library):
    """Musl, Windows, macOS."""
    assert not heap.share(library)
    heap.trim(library)


_CODE = """
import threading
from agent import heap
library = heap.c_library()
shared = heap.share(library)
blocks = []
threads = [
    threading.Thread(target=lambda: blocks.append([bytes(2000) for _ in range(2000)]))
    for _ in range(8)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lines = [line.split() for line in open("/proc/self/maps")]
maps = [([int(end, 16) for end in w[0].split("-")], w[1], len(w) == 5) for w in lines]
heaps = [
    ends
    for (ends, mode, nameless), (after, kept, _) in zip(maps, maps[1:])
    if nameless and mode.startswith("rw") and ends[0] % (64 << 20) == 0
    and kept.startswith("---") and after[0] == ends[1]
]
print(shared, len(heaps))
blocks.clear()
heap.trim(library)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into Linux's /proc")
def test_threads_have_no_heaps_of_their_own():
    """Glibc's lie at multiples of 64 MiB, what is not used of them yet kept free."""
    output = subprocess.run(
        [sys.executable, "-c", _CODE], check=True, capture_output=True, text=True
    ).stdout
    shared, heaps = output.split()
    if shared == "False":
        pytest.skip("another C library than glibc")
    assert heaps == "0"
