"""The latest values of every agent, prepared for exposition."""

from collections.abc import Mapping

from agent.shared.wire import Declaration, Report, Table


class LiveState:
    """What every machine last said, for as long as it holds."""

    def __init__(self) -> None:
        self._agents: dict[str, object] = {}

    def apply(
        self,
        agent_id: str,
        report: Report,
        tables: Mapping[str, Table],
        time: float,
        received: float,
    ) -> None:
        """Take the readings of *report*, committed and dated *time* by our clock."""

    def forget(self, agent_id: str) -> None:
        """Drop everything of one agent."""
        self._agents.pop(agent_id, None)

    def series(
        self, agent_id: str, now: float
    ) -> list[tuple[Declaration, dict[str, str], float]]:
        """Return the series of one agent that hold at *now*."""
        return []
