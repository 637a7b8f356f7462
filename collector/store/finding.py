"""What the store keeps of findings: since when each stands, and when it went."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from agent.shared.findings.shape import Severity
from agent.shared.wire import Scalar


class FindingRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding of one agent, named by (agent, ``kind``, ``subject``).

    Times are Unix seconds (UTC): ``since`` when it began to stand, ``last_seen`` when
    it was last written down as standing, ``cleared`` when it was found gone.
    """

    agent: str
    kind: str
    subject: str
    severity: Severity
    since: float
    last_seen: float
    evidence: dict[str, Scalar] = {}
    cleared: float | None = None


class FindingStore(Protocol):
    """The part of a Store that keeps findings."""

    def findings(
        self, agent: str | None = None, *, cleared: bool = False
    ) -> list[FindingRecord]:
        """Return what stands, of one agent or of all, by agent, kind and subject.

        With *cleared* also what is gone, until ``prune`` forgets it.
        """

    def put_findings(self, records: Sequence[FindingRecord]) -> None:
        """Insert or replace *records* by their names, all or nothing."""
