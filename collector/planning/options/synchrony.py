"""In step: what a machine or line needs of ports, switches and cables on its way."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from agent.shared.survey import Port
from collector.planning.need.access import GIGABIT, access, port_bps
from collector.planning.options.shapes import Option
from collector.planning.shapes.estate import Device, Estate, LineUse
from collector.planning.shapes.facts import IspPlan
from collector.planning.shapes.plan import Text
from collector.planning.shapes.problem import Requirement

_MBPS = 1_000_000
_NUMBER = re.compile(r"\d+$")


class Steps:
    """What has to be done before machines are replaced and lines get faster."""

    def __init__(self, estate: Estate, plans: Iterable[IspPlan]) -> None:
        self._devices = {one.id: one for one in estate.devices}
        self._machines = {one.id: one for one in estate.machines}
        self._lines = {one.line.id: one for one in estate.lines}
        self._plans = {plan.id: plan for plan in plans}

    def needed_switches(self, options: Sequence[Option]) -> set[str]:
        """Return devices whose slow ports keep replacements or lines of *options* back."""
        found = set()
        for option in options:
            if not option.feasible:
                continue
            if option.kind == "machine":
                device = self._slow_port(option)
                if device is not None:
                    found.add(device.id)
            elif option.kind == "broadband":
                found |= {one.id for one in self._narrow(option)}
        return found

    def requirements(
        self, options: Sequence[Option]
    ) -> tuple[list[Option], list[Requirement]]:
        """Return *options*, those that cannot be in step infeasible, and what they need."""
        by_target: dict[str, list[Option]] = defaultdict(list)
        for option in options:
            if option.feasible:
                by_target[option.target].append(option)
        kept: list[Option] = []
        needed: list[Requirement] = []
        for option in options:
            for any_of, blocked in self._clauses(option, by_target):
                if not any_of:
                    option = msgspec.structs.replace(  # noqa: PLW2901
                        option, feasible=False, code="blocked", why_not=blocked
                    )
                    break
                needed.append(Requirement(option.choice, any_of))
            kept.append(option)
        feasible = {option.choice for option in kept if option.feasible}
        return kept, [one for one in needed if one.choice in feasible]

    def _clauses(
        self, option: Option, by_target: Mapping[str, list[Option]]
    ) -> Iterable[tuple[tuple[str, ...], Text]]:
        if not option.feasible:
            return
        if option.kind == "machine":
            yield from self._machine_clauses(option, by_target)
        elif option.kind == "broadband":
            for device in self._narrow(option):
                choices = by_target.get(f"device:{device.id}", [])
                yield (
                    tuple(sorted(one.choice for one in choices)),
                    Text(
                        f"thiết bị {device.name} không tải được tốc độ này",
                        f"{device.name} does not carry this speed",
                    ),
                )

    def _machine_clauses(
        self, option: Option, by_target: Mapping[str, list[Option]]
    ) -> Iterable[tuple[tuple[str, ...], Text]]:
        machine = self._machines[option.target.partition(":")[2]]
        found = access(machine, self._devices)
        if found is None:
            return
        if found.kind == "cable" and found.code:
            name = f"port:{found.device.id}/{found.port.key}"
            cables = by_target.get(name, [])
            if cables:
                yield tuple(sorted(one.choice for one in cables)), Text("", "")
        device = self._slow_port(option)
        if device is not None:
            choices = by_target.get(f"device:{device.id}", [])
            yield (
                tuple(sorted(one.choice for one in choices)),
                Text(
                    f"cổng của {device.name} chỉ 100 Mb/s và chưa thay được switch",
                    f"the port of {device.name} has 100 Mb/s only, and no switch fits",
                ),
            )

    def _slow_port(self, option: Option) -> Device | None:
        """Return the device whose port cannot do a gigabit for the machine."""
        machine = self._machines.get(option.target.partition(":")[2])
        found = access(machine, self._devices) if machine is not None else None
        if found is None:
            return None
        able = port_bps(found.device, found.port)
        return found.device if able is not None and able < GIGABIT else None

    def _narrow(self, option: Option) -> list[Device]:
        """Return the edge device if a port on the line's way cannot carry the plan."""
        use = self._lines.get(option.target.partition(":")[2])
        plan = self._plans.get(option.item)
        device = self._devices.get(use.line.device) if use is not None else None
        if use is None or plan is None or device is None:
            return []
        wan = edge_port(use, device)
        speeds = [able_bps(wan)] if wan is not None else []
        inner = [
            able_bps(port)
            for port in device.survey.ports
            if port.physical and port.link == "up" and port is not wan
        ]
        if inner:
            speeds.append(max(inner))
        narrow = any(0 < speed < plan.down_mbps * _MBPS for speed in speeds)
        return [device] if narrow else []


class PortLimits:
    """Which ports are slow by their own switch, and which by what hangs at them."""

    def __init__(self, devices: Iterable[Device]) -> None:
        self._devices = {one.id: one for one in devices}

    def holds_back(self, name: str) -> bool:
        """Return whether the port *name* (device/key) runs as fast as it can.

        One that runs slower than others of its kind waits for its other end.
        """
        id_, _, key = name.partition("/")
        device = self._devices.get(id_)
        port = next(
            (p for p in (device.survey.ports if device else ()) if p.key == key), None
        )
        if device is None or port is None or not port.speed_bps:
            return True
        kind = _NUMBER.sub("", key)
        alike = [
            other.speed_bps or 0
            for other in device.survey.ports
            if other.physical
            and other.link == "up"
            and _NUMBER.sub("", other.key) == kind
        ]
        able = port.capable_bps or max(alike, default=0)
        return port.speed_bps >= able


def edge_port(use: LineUse, device: Device) -> Port | None:
    """Return the port by which the line comes in."""
    return next((p for p in device.survey.ports if p.key == use.line.port), None)


def able_bps(port: Port) -> int:
    """Return what *port* can do; 0 where nothing tells."""
    return port.capable_bps or port.speed_bps or 0
