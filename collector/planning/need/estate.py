"""The needs of everything in an estate, by what was measured and found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from collector.planning.need.access import (
    Access,
    access,
    access_causes,
    access_marks,
    limited_mark,
)
from collector.planning.need.cures import kept, remaining
from collector.planning.need.devices import device_causes, device_marks
from collector.planning.need.judged import Fleet, Judged
from collector.planning.need.lines import line_causes, line_marks
from collector.planning.need.machine_causes import machine_causes
from collector.planning.need.machine_marks import machine_marks
from collector.planning.need.marks import Judge, Mark
from collector.planning.need.ports import (
    PortSeen,
    port_causes,
    port_marks,
    ports_seen,
    uplinks,
)
from collector.planning.need.system import musts, support_marks
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts, Policy
from collector.planning.shapes.need import Cause, Need, Target


def needs(estate: Estate, facts: PlanningFacts) -> tuple[Need, ...]:
    """Return what every machine, device, port and line needs, by its target's text.

    Of ports only the uplinks are there, and those of which something is wrong. It never
    raises, whatever was measured or is missing.
    """
    work = _Work(estate, facts.policy)
    found = [*work.machines(), *work.devices(), *work.ports(), *work.lines()]
    return tuple(sorted(found, key=lambda need: need.target.text))


_HELD_BACK = 0.1  # severity from which a slow port holds its machine back


@dataclass
class _Work:
    estate: Estate
    policy: Policy
    ways: dict[str, Access | None] = field(init=False)

    def __post_init__(self) -> None:
        devices = {device.id: device for device in self.estate.devices}
        self.judge = Judge(self.policy)
        self.ways = {m.id: access(m, devices) for m in self.estate.machines}

    def machines(self) -> Iterator[Need]:
        marks = {
            machine.id: [
                *machine_marks(machine, self.judge),
                *support_marks(machine, self.judge, self.estate.as_of),
                *access_marks(self.ways[machine.id], self.judge),
            ]
            for machine in self.estate.machines
        }
        fleet = self._fleet(marks.values())
        for one in self.estate.machines:
            found = fleet.judged(marks[one.id], days=one.days, hours=one.hours)
            causes = [
                *machine_causes(one, found, self.policy),
                *access_causes(self.ways[one.id], found, self.policy),
            ]
            place = one.name, one.site, one.department
            need = _need(Target("machine", one.id), place, found, causes)
            yield replace(need, must=musts(one), weight=self._weight(one.role))

    def devices(self) -> Iterator[Need]:
        held: dict[str, list[float]] = defaultdict(list)
        for way in self.ways.values():
            if way is not None and way.code == "slow_switch":
                severity = limited_mark(way, self.judge).raw
                if severity >= _HELD_BACK:
                    held[way.device.id].append(severity)
        fleet = self._fleet(())
        for device in self.estate.devices:
            slow = held[device.id]
            marks = device_marks(device, len(slow), self.judge, max(slow, default=None))
            found = fleet.judged(marks, days=device.days, hours=device.hours)
            causes = list(device_causes(device, found, len(slow)))
            place = device.name, device.site, device.department
            yield _need(Target("device", device.id), place, found, causes)

    def ports(self) -> Iterator[Need]:
        seen = [(one, list(port_marks(one, self.judge))) for one in self._ports()]
        fleets = {
            uplink: self._fleet(marks for one, marks in seen if one.uplink is uplink)
            for uplink in (True, False)
        }
        weights = self._port_weights()
        for one, marks in seen:
            days, hours = _watched(one)
            found = fleets[one.uplink].judged(marks, days=days, hours=hours)
            if one.uplink or any(p.severity > 0 for p in found.worst.values()):
                device, port = one.device, one.port
                place = f"{device.name} {port.key}", device.site, device.department
                causes = list(port_causes(one, found, self.policy))
                target = Target("port", f"{device.id}/{port.key}")
                weight = weights.get((device.id, port.index), 1.0)
                yield replace(_need(target, place, found, causes), weight=weight)

    def _ports(self) -> Iterator[PortSeen]:
        up = uplinks(self.estate.topology)
        for device in self.estate.devices:
            yield from ports_seen(device, up.get(device.id, frozenset()))

    def _port_weights(self) -> dict[tuple[str, int], float]:
        weights: dict[tuple[str, int], float] = {}
        for machine in self.estate.machines:
            way = self.ways[machine.id]
            if way is not None:
                key = (way.device.id, way.port.index)
                weights[key] = max(weights.get(key, 0.0), self._weight(machine.role))
        return weights

    def lines(self) -> Iterator[Need]:
        marks = [list(line_marks(use, self.judge)) for use in self.estate.lines]
        fleet = self._fleet(marks)
        for use, own in zip(self.estate.lines, marks, strict=True):
            found = fleet.judged(own, days=use.days, hours=use.hours)
            causes = list(line_causes(use, found, self.policy))
            name = " ".join(filter(None, (use.line.id, use.line.operator)))
            place = name, use.line.site, ""
            yield _need(Target("line", use.line.id), place, found, causes)

    def _fleet(self, marks: Iterable[Sequence[Mark]]) -> Fleet:
        return Fleet(marks, self.policy, self.estate.window)

    def _weight(self, role: str) -> float:
        return self.policy.roles.get(role, self.policy.roles.get("", 1.0))


def _need(
    target: Target, place: tuple[str, str, str], found: Judged, causes: Sequence[Cause]
) -> Need:
    name, site, department = place
    return Need(
        target,
        name,
        site,
        department,
        dict(found.worst),
        kept(found.worst, causes),
        (),
        found.enough,
        found.coverage,
        remaining(found.worst, causes),
    )


def _watched(one: PortSeen) -> tuple[int, int]:
    """Return the days and office hours in which *one* was watched."""
    if not one.measured:
        return one.device.days, one.device.hours
    days = max(len(seen.days) for seen in one.measured)
    return days, max(seen.hours for seen in one.measured)
