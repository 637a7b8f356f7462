"""The cap of bytes, shared by the streams of one test."""

import threading


class Meter:
    """Lends out bytes until *most* are used; any thread may ask."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._most = most
        self._lent = 0
        self._lock = threading.Lock()

    def ask(self, wanted: int) -> int:
        """Return how many of the *wanted* bytes may be moved now; 0: none are left."""
        with self._lock:
            granted = min(wanted, self._left)
            self._left -= granted
            self._lent += granted
            return granted

    def used(self, granted: int, moved: int) -> None:
        """Say that *moved* of the bytes that were *granted* were moved."""
        with self._lock:
            self._lent -= granted
            self._left += granted - moved

    @property
    def passed(self) -> int:
        """The bytes that were moved."""
        with self._lock:
            return self._most - self._left - self._lent

    @property
    def full(self) -> bool:
        """Whether all bytes are moved."""
        return self.passed >= self._most
