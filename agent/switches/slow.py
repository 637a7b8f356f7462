"""What is read of a device every five minutes: errors on the wire, and its own levels."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from agent.readers.snmp.rows import Oid, Walk, oid
from agent.shared.metric import Metric, Sample
from agent.shared.survey import Survey
from agent.sources.snmp.device import SnmpDevice
from agent.switches import metrics
from agent.switches.counters import PortCounters, span
from agent.switches.packed_rows import pack, unpack
from agent.switches.port_columns import (
    COUNTED,
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
_KINDS = [counted.kind for counted in ETHER_COUNTED]


class Levels(NamedTuple):
    """How a device's own levels are read.

    ``bases``: which columns of a survey's walk change. ``samples``: what that walk says
    with these columns as they are now.
    """

    bases: Callable[[Walk], Sequence[Oid]]
    samples: Callable[[Walk, Sequence[Oid], Walk], Sequence[Sample]]


NO_LEVELS = Levels(lambda _: (), lambda *_: ())
_NO_LEVELS_IN = tuple(
    map(
        oid,
        (
            "1.3.6.1.2.1.4",  # addresses of others
            "1.3.6.1.2.1.17.4",  # stations
            "1.3.6.1.2.1.17.7",
            "1.0.8802",  # neighbours
            "1.3.6.1.4.1.9.9.23",
        ),
    )
)
"""Large tables that hold no levels: they are not kept."""


class Slow:
    """The slow readings of one device, over time; *ports* are those that polls know."""

    def __init__(self, ports: DevicePorts, levels: Levels) -> None:
        self.lost = 0
        self._ports = ports
        self._levels = levels
        self._bases: Sequence[Oid] = ()
        self._walk = b""
        self._about: list[Sample] = []
        self._errors: dict[str, tuple[PortCounters, int | None]] = {}
        self._breaks = 0
        self._columns: Sequence[Oid] = (*(c.narrow for c in ETHER_COUNTED), DUPLEX)

    def surveyed(self, walk: Walk, survey: Survey) -> None:
        """Take what a survey found: what the device is, and which levels it has."""
        self._bases = self._levels.bases(walk)
        self._walk = pack(_names_of_levels(walk)) if self._bases else b""
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

    def read(self, device: SnmpDevice, at_s: float, breaks: int) -> list[Sample]:
        """Ask *device*; *breaks* counts how often its counters began anew so far.

        Raises:
            SnmpError: it does not answer.
        """
        told = self._ether(device)
        fresh = device.columns(self._bases).values if self._bases else {}
        broken, self._breaks = breaks != self._breaks, breaks
        found: dict[tuple[Metric, tuple[str, ...]], Sample] = {}
        for sample in (
            *self._about,
            *self._named(),
            *self._wire(told, at_s, broken=broken),
            *self._leveled(fresh),
        ):
            if len(found) < MOST_SAMPLES:
                found.setdefault((sample.metric, sample.labels), sample)
        return list(found.values())

    def _leveled(self, fresh: Walk) -> Sequence[Sample]:
        if not fresh:
            return ()
        return self._levels.samples(unpack(self._walk), self._bases, fresh)

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

    def _wire(self, told: Cells, at_s: float, *, broken: bool) -> Iterator[Sample]:
        """Yield errors and duplex of each port."""
        ports = self._ports.all
        together = float(sum(port.bps or 0 for port in ports)) or UNKNOWN_BPS
        kept: dict[str, tuple[PortCounters, int | None]] = {}
        for port in ports:
            new = (PortCounters(_KINDS), port.discontinuity)
            counters, since = self._errors.get(port.key, new)
            if broken or since != port.discontinuity:
                counters.forget()
            kept[port.key] = (counters, port.discontinuity)
            counts = [count(told, counted, port.index) for counted in ETHER_COUNTED]
            elapsed_s = 0.0 if counters.at_s is None else at_s - counters.at_s
            passed = span(elapsed_s, float(port.bps or together), together)
            step = counters.read(counts, at_s, passed)
            self.lost += step.lost
            for counted, total in zip(ETHER_COUNTED, step.totals, strict=True):
                if total is not None:
                    yield Sample(
                        metrics.PORT_COUNTERS[counted.name], (port.key,), total
                    )
            duplex = told.get(DUPLEX, {}).get(port.index)
            if duplex in {_HALF, _FULL} and port.link.up:
                yield Sample(metrics.PORT_DUPLEX, (port.key,), int(duplex == _FULL))
        self._errors = kept


def _names_of_levels(walk: Walk) -> Walk:
    """Return what *walk* has beside large tables: names and units do not change."""
    counters = {c for counted in COUNTED for c in (counted.wide, counted.narrow)}
    return {
        name: value
        for name, value in walk.items()
        if name[:-1] not in counters
        and not any(name[: len(b)] == b for b in _NO_LEVELS_IN)
    }
