"""What goes through the network interfaces, and how well."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Interface

_COUNTED = {
    "receive_bytes": "Bytes received",
    "transmit_bytes": "Bytes sent",
    "receive_packets": "Packets received",
    "transmit_packets": "Packets sent",
    "receive_errors": "Packets received damaged",
    "transmit_errors": "Packets that could not be sent",
    "receive_drops": "Packets received and thrown away",
    "transmit_drops": "Packets thrown away instead of sent",
}
COUNTERS = {
    name: Metric(
        f"hatang_network_{name}_total",
        "counter",
        f"{text} since boot (Linux /proc/net/dev, Windows GetIfEntry2).",
        labels=("device",),
    )
    for name, text in _COUNTED.items()
}
SPEED = Metric(
    "hatang_network_speed_bytes",
    "gauge",
    "Negotiated speed of the link in bytes per second; absent if it is not known.",
    labels=("device",),
)
DUPLEX = Metric(
    "hatang_network_full_duplex",
    "gauge",
    "1 if the link is full duplex, 0 if half; absent if it is not known.",
    labels=("device",),
)
MTU = Metric(
    "hatang_network_mtu_bytes",
    "gauge",
    "Largest packet that the interface sends.",
    labels=("device",),
)
UP = Metric(
    "hatang_network_up",
    "gauge",
    "1 if the interface has a link and is switched on, 0 otherwise.",
    labels=("device",),
)
CARRIER = Metric(
    "hatang_network_carrier_changes_total",
    "counter",
    "Times the link came or went since boot (Linux only); a loose cable counts up.",
    labels=("device",),
)


class NetworkProbe:
    """Reads the counters and the link of each network interface with hardware behind it."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        *COUNTERS.values(),
        SPEED,
        DUPLEX,
        MTU,
        UP,
        CARRIER,
    )

    def __init__(
        self, *, read: Callable[[], list[Interface]] = system.interfaces
    ) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the counters and the link of each interface.

        Raises:
            NoData: there is no network interface.
        """
        interfaces = self._read()
        if not interfaces:
            raise NoData("there is no network interface")
        for one in interfaces:
            for name, count in one.counts.items():
                yield COUNTERS[name].sample(count, device=one.name)
            yield from known(
                (
                    (SPEED, one.speed_bytes),
                    (DUPLEX, _flag(one.full_duplex)),
                    (MTU, one.mtu),
                    (UP, _flag(one.up)),
                    (CARRIER, one.carrier_changes),
                ),
                device=one.name,
            )


def _flag(value: bool | None) -> int | None:  # noqa: FBT001 - it is the value
    return None if value is None else int(value)
