"""What is read of a device every five minutes: errors on the wire, and its own levels."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from agent.readers.snmp.rows import Oid, Walk
from agent.shared.metric import Metric, Sample
from agent.shared.survey import Survey
from agent.sources.snmp.device import SnmpDevice
from agent.switches import metrics
from agent.switches.counters import PortCounters, span
from agent.switches.kept_ports import KeptPort
from agent.switches.port_columns import (
    DUPLEX,
    ETHER_COUNTED,
    Cells,
    cells,
    count,
)
from agent.switches.ports import UNKNOWN_BPS, DevicePorts

INTERVAL_S = 300.0
MOST_SAMPLES = 20_000
_HALF, _FULL = 2, 3
_KINDS = tuple(counted.kind for counted in ETHER_COUNTED)


class Levels(NamedTuple):
    """How a device's own levels are read.

    ``bases``: which columns to ask for, of what a survey found. ``samples``: what these
    columns say.
    """

    bases: Callable[[Walk], Sequence[Oid]]
    samples: Callable[[Walk], Sequence[Sample]]


NO_LEVELS = Levels(lambda _: (), lambda _: ())


class Slow:
    """The slow readings of one device, over time; *ports* are those that polls know."""

    def __init__(self, ports: DevicePorts, levels: Levels) -> None:
        self.lost = 0
        self._ports = ports
        self._levels = levels
        self._bases: Sequence[Oid] = ()
        self._about: list[Sample] = []
        self._columns: Sequence[Oid] = (*(c.narrow for c in ETHER_COUNTED), DUPLEX)

    def surveyed(self, walk: Walk, survey: Survey) -> None:
        """Take what a survey found: what the device is, and which levels it has."""
        self._bases = self._levels.bases(walk)
        about = {
            "vendor": survey.vendor,
            "model": survey.model,
            "version": survey.version,
            "serial": survey.serial,
            "address": survey.address,
            "location": survey.location,
        }
        self._about = [metrics.INFO.sample(1, **about)]
        if survey.bridge:
            learned = sum(not station.own for station in survey.stations)
            self._about.append(metrics.STATIONS.sample(learned))

    def read(self, device: SnmpDevice, at_s: float) -> list[Sample]:
        """Ask *device*; polls say when its counters began anew.

        Raises:
            SnmpError: it does not answer.
        """
        told = self._ether(device)
        fresh = device.columns(self._bases).values if self._bases else {}
        found: dict[tuple[Metric, tuple[str, ...]], Sample] = {}
        for sample in (
            *self._about,
            *self._named(),
            *self._wire(told, at_s),
            *(self._levels.samples(fresh) if fresh else ()),
        ):
            if len(found) < MOST_SAMPLES:
                found.setdefault((sample.metric, sample.labels), sample)
        return list(found.values())

    def _ether(self, device: SnmpDevice) -> Cells:
        if not self._columns or not self._ports.all:
            return {}
        rows = device.columns(self._columns)
        told = cells(rows.values)
        if rows.stopped is None:  # what the device has not, it will not have
            self._columns = [column for column in self._columns if column in told]
        return told

    def _named(self) -> Iterator[Sample]:
        for port in self._ports.all:
            alias, description = port.texts
            labels = (port.key, str(port.index), alias, description)
            yield Sample(metrics.PORT_INFO, labels, 1)

    def _wire(self, told: Cells, at_s: float) -> Iterator[Sample]:
        """Yield errors and duplex of each port."""
        ports = self._ports.all
        together = float(sum(port.bps or 0 for port in ports)) or UNKNOWN_BPS
        for port in ports:
            yield from self._errors(port, told, at_s, together)
            duplex = told.get(DUPLEX, {}).get(port.index)
            if duplex in {_HALF, _FULL} and port.link.up:
                yield Sample(metrics.PORT_DUPLEX, (port.key,), int(duplex == _FULL))

    def _errors(
        self, port: KeptPort, told: Cells, at_s: float, together: float
    ) -> Iterator[Sample]:
        counts = [count(told, counted, port.index) for counted in ETHER_COUNTED]
        if port.ether is None:
            if not any(one.narrow is not None for one in counts):
                return
            port.ether = PortCounters(_KINDS)
        counters = port.ether
        elapsed_s = 0.0 if counters.at_s is None else at_s - counters.at_s
        passed = span(elapsed_s, float(port.bps or together), together)
        step = counters.read(counts, at_s, passed)
        self.lost += step.lost
        for counted, total in zip(ETHER_COUNTED, step.totals, strict=True):
            if total is not None:
                yield Sample(metrics.PORT_COUNTERS[counted.name], (port.key,), total)
