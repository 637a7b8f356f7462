"""What the store keeps for parts that must go on where they stopped, and what is new in it."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collector.store.interface import AuditRecord, EventRecord


class NoteStore(Protocol):
    """The part of a Store by which a job goes on after a restart.

    Events and audit records are numbered as they are written, from 1 on.
    """

    def note(self, name: str) -> bytes | None:
        """Return what a part last noted under *name*, or None."""

    def put_note(self, name: str, body: bytes) -> None:
        """Note *body* under *name* (1 to 64 characters), in the place of the last."""

    def events_after(
        self, number: int, *, limit: int = 1000
    ) -> "list[tuple[int, EventRecord]]":
        """Return events that were written after that of *number*, with their numbers."""

    def audit_after(
        self, number: int, *, limit: int = 1000
    ) -> "list[tuple[int, AuditRecord]]":
        """Return audit records that were written after *number*, with their numbers."""

    def newest_numbers(self) -> tuple[int, int]:
        """Return the numbers of the newest event and audit record; 0: there is none."""
