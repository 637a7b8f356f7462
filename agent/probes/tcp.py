"""How much of what this machine sends over TCP has to be sent again."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData
from agent.shared.metric import Metric, Sample
from agent.sources import tcp_counters as source
from agent.sources.tcp_counters import TcpCounters

SENT = Metric(
    "hatang_tcp_segments_sent_total",
    "counter",
    "TCP segments sent since boot, without those sent again.",
)
RETRANSMITTED = Metric(
    "hatang_tcp_segments_retransmitted_total",
    "counter",
    "TCP segments sent again since boot.",
)


class TcpProbe:
    """Reads the kernel's counters."""

    metrics: ClassVar[tuple[Metric, ...]] = (SENT, RETRANSMITTED)

    def __init__(
        self, *, counters: Callable[[], TcpCounters | None] = source.tcp_counters
    ) -> None:
        self._counters = counters

    def read(self) -> Iterator[Sample]:
        """Yield both counters.

        Raises:
            NoData: the system does not say them.
        """
        found = self._counters()
        if found is None:
            raise NoData("the kernel counts no TCP segments here")
        yield SENT.sample(found.sent)
        yield RETRANSMITTED.sample(found.retransmitted)
