"""How many people are logged in; a number, never names."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData
from agent.shared.metric import Metric, Sample
from agent.sources import system

SESSIONS = Metric(
    "hatang_sessions",
    "gauge",
    "Sessions of users that exist, at the screen or from afar (Linux systemd-logind or utmp, Windows terminal services).",
)


class SessionsProbe:
    """Counts the sessions of users."""

    metrics: ClassVar[tuple[Metric, ...]] = (SESSIONS,)

    def __init__(self, *, read: Callable[[], int | None] = system.sessions) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield their number.

        Raises:
            NoData: sessions cannot be counted.
        """
        count = self._read()
        if count is None:
            raise NoData("the operating system does not list its sessions")
        yield SESSIONS.sample(count)
