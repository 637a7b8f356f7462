"""Notes, and events and audit records in the order in which they were written, in memory."""

from itertools import count

from collector.store.interface import AuditRecord, EventRecord
from collector.store.memory_planning import MemoryPlanning


class MemoryNotes(MemoryPlanning):
    """The part of a MemoryStore by which a job goes on after a restart."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: dict[str, bytes] = {}
        self._events: dict[int, EventRecord] = {}
        self._event_numbers = count(1)

    def note(self, name: str) -> bytes | None:
        """Return what a part last noted under *name*, or None."""
        with self._locked():
            return self._notes.get(name)

    def put_note(self, name: str, body: bytes) -> None:
        """Note *body* under *name*."""
        with self._locked():
            self._notes[name] = body

    def events_after(
        self, number: int, *, limit: int = 1000
    ) -> list[tuple[int, EventRecord]]:
        """Return events that were written after *number*, with their numbers."""
        with self._locked():
            found = [one for one in self._events.items() if one[0] > number]
        return found[:limit]

    def audit_after(
        self, number: int, *, limit: int = 1000
    ) -> list[tuple[int, AuditRecord]]:
        """Return audit records that were written after *number*."""
        with self._locked():
            found = list(enumerate(self._audit[number:], number + 1))
        return found[:limit]

    def newest_numbers(self) -> tuple[int, int]:
        """Return the numbers of the newest event and audit record."""
        with self._locked():
            return (max(self._events, default=0), len(self._audit))
