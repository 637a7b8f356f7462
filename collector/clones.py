"""Finds two machines that deliver with one credential."""

from collections import OrderedDict
from collections.abc import Iterable

from agent.shared.wire import Batch
from collector.deliveries import Opened
from collector.store.interface import AgentStatus, Store, StoredReport

MOST_BODIES = 100_000


class CloneError(Exception):
    """Two machines deliver with one credential; the agent is quarantined."""


def is_clone(instance: str, instances: tuple[str, ...]) -> bool:
    """Return whether an *instance* that was followed by another has come back.

    A process ends before its successor starts, so X, Y, X means two machines.
    """
    return instance in instances[:-1]


def contradiction(
    store: Store, reports: Iterable[StoredReport], new: Iterable[bool]
) -> str:
    """Return which of *reports*, if not *new*, is held with another content.

    A machine that was set back to an earlier image uses its names again. Nothing is
    returned where all are equal, or no longer in the journal.

    Raises:
        StoreError: the store cannot be read.
    """
    for one, fresh in zip(reports, new, strict=True):
        held = None if fresh else store.body(one.agent, one.spool, one.sequence)
        if held is not None and held != one.body:
            return f"report {one.spool}/{one.sequence} came with two contents"
    return ""


class CloneWatch:
    """Remembers what the newest stored reports held, to notice another of one name."""

    def __init__(self, *, most_bodies: int = MOST_BODIES) -> None:
        self._most = most_bodies
        self._bodies: OrderedDict[tuple[str, str, int], int] = OrderedDict()

    def keep(self, stored: StoredReport) -> None:
        """Remember a stored report; the oldest are forgotten."""
        name = (stored.agent, stored.spool, stored.sequence)
        self._bodies[name] = hash(stored.body)
        if len(self._bodies) > self._most:
            self._bodies.popitem(last=False)

    def forget(self, agent_id: str) -> None:
        """Begin afresh with one agent."""
        for name in [name for name in self._bodies if name[0] == agent_id]:
            del self._bodies[name]

    def evidence(
        self,
        agent_id: str,
        status: AgentStatus | None,
        batch: Batch,
        opened: Iterable[Opened],
    ) -> str:
        """Return why two machines must be behind a delivery, or nothing."""
        if status is not None and is_clone(batch.instance, status.instances):
            return "two processes send in turn with one credential"
        for one in opened:
            name = (agent_id, one.spool, one.sequence)
            known = self._bodies.get(name)
            if known is not None and one.report and known != hash(one.body):
                return f"report {one.spool}/{one.sequence} came with two contents"
        return ""
