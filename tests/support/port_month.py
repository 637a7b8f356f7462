"""A month of simulated switches as the collector has them, with faults whose truth is known.

Numbers are made by a seeded generator: days of an office, PCs that are switched off,
uplinks that carry what hangs on them. Our own data, no recording.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

import msgspec

from agent.shared.survey import Port, PowerBudget, SpanningTree, Survey
from agent.shared.wire import Event
from collector.devices import device_id
from collector.fleet import OfficeHours
from collector.rollup_row import Rollup, encode_rollup
from collector.sketch import Sketch
from collector.store.device import DeviceRecord
from collector.store.interface import EventRecord, RollupRow
from collector.topology.shapes import (
    Attachment,
    End,
    Host,
    Inputs,
    Link,
    Seen,
    Topology,
)

AGENT = "a" * 32
GIGABIT, FAST, SLOW = 10**9, 10**8, 10**7
HOURS = OfficeHours()
NOW = dt.datetime.fromisoformat("2026-11-25T14:20:00+07:00").timestamp()
"""A Wednesday in office hours."""
DAY_S = 86400.0
READINGS = 20  # of an hour; more cost time and tell the same


@dataclass
class Line:
    """One port, what hangs there, and how it does."""

    port: Port
    receive: float = 0.002  # median use of the speed, of what comes in
    transmit: float = 0.004
    spread: float = 1.0
    errors: float = 0.0
    errors_from: int = 0  # days ago that they began
    errors_to: int = -1  # days ago that they ended
    discards: float = 0.0
    packets: int = 3000  # of one reading
    broadcast: float = 0.02
    presence: float = 1.0  # part of the days that it is on
    late_collisions: float = 0.0  # in a reading
    storms: tuple[int, ...] = ()  # days ago
    jumps: tuple[int, ...] = ()  # days ago that one reading had nothing but errors
    other: str = ""  # what hangs there: a machine's agent, or a device's name
    mac: str = ""
    truth: frozenset[str] = frozenset()  # kinds of findings that must be made


@dataclass
class Switch:
    """One switch of the simulation."""

    name: str
    lines: list[Line] = field(default_factory=list)
    uplink: int = 0
    above: str = ""
    days: int = 30
    cpu: float = 0.1
    celsius: float = 45.0
    topology_changes: float = 0.0  # a day
    power: tuple[float, float] | None = None
    root: bool = False
    bad_parts: tuple[tuple[str, str], ...] = ()
    state: str = "up"
    events: list[EventRecord] = field(default_factory=list)
    truth: set[str] = field(default_factory=set)  # kinds about the device itself

    @property
    def id(self) -> str:
        """Its id to the collector."""
        return device_id(AGENT, self.name)

    def line(self, number: int) -> Line:
        """Return the line at the port *number*, from 1."""
        return self.lines[number - 1]

    def happened(self, kind: str, time: float, **attributes: str | int) -> None:
        """Add an event."""
        self.events.append(
            EventRecord(self.id, time, Event(kind, attributes=attributes))
        )


class Month:
    """Switches, the machines on them, and what the collector holds of both."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.switches: list[Switch] = []
        self.hosts: list[Host] = []
        self.off: set[str] = set()  # agents of machines that are switched off now
        self.links: list[Link] = []

    def add(self, name: str, ports: int = 24, **more: object) -> Switch:
        """Add a switch of gigabit ports without a link."""
        switch = Switch(name, **more)  # type: ignore[arg-type]
        for number in range(1, ports + 1):
            port = Port(
                index=number,
                key=f"Gi1/0/{number}",
                type=6,
                physical=True,
                admin="up",
                link="down",
                capable_bps=GIGABIT,
                auto_negotiation=True,
                counter_bits=64,
            )
            switch.lines.append(Line(port, receive=0.0))
        self.switches.append(switch)
        return switch

    def up(self, line: Line, speed: int = GIGABIT, **more: object) -> Line:
        """Give *line* a link."""
        changes = {
            "link": "up",
            "speed_bps": speed,
            "duplex": "full",
            "changed_s": 90_000.0,
            **more,
        }
        line.port = msgspec.structs.replace(line.port, **changes)
        return line

    def pc(self, switch: Switch, number: int, *, capable: int = GIGABIT) -> Line:
        """Hang a PC with an agent at a port; it is used as people do."""
        agent = f"{len(self.hosts):032x}"
        line = self.up(switch.line(number))
        line.other, line.mac = (
            agent,
            f"d8:9e:f3:00:{len(self.hosts) // 256:02x}:{len(self.hosts) % 256:02x}",
        )
        line.receive = self.random.lognormvariate(-7.5, 0.6)
        line.transmit = self.random.lognormvariate(-6.5, 0.6)
        line.presence = self.random.uniform(0.8, 1.0)
        line.broadcast = self.random.uniform(0.005, 0.3)
        self.hosts.append(
            Host(agent, f"PC-{len(self.hosts)}", "", (line.mac,), wired_bps=capable)
        )
        return line

    def join(self, below: Switch, number: int, above: Switch, at: int) -> Line:
        """Join an uplink to the switch above it; return the lower end."""
        line = self.up(below.line(number))
        line.receive, line.transmit, line.spread = 0.03, 0.02, 0.7
        line.packets, line.broadcast = 60_000, 0.01
        other = self.up(above.line(at))
        other.receive, other.transmit, other.spread = 0.02, 0.03, 0.7
        other.packets, other.broadcast = 60_000, 0.01
        line.other, other.other = above.name, below.name
        below.uplink, below.above = number, above.name
        ends = End(below.id, number), End(above.id, at)
        self.links.append(Link(*ends, confidence=0.99, evidence=()))
        return line

    # --- what the collector has -------------------------------------------------
    def survey(self, switch: Switch) -> Survey:
        """Return what the agent says of *switch*."""
        mac = "02:" + ":".join(switch.id[i : i + 2] for i in range(0, 10, 2))
        root = next((s for s in self.switches if s.root), self.switches[0])
        root_mac = "02:" + ":".join(root.id[i : i + 2] for i in range(0, 10, 2))
        return Survey(
            device=switch.name,
            name=switch.name,
            kind="switch",
            bridge=True,
            macs=(mac,),
            address="10.0.0.9",
            ports=tuple(line.port for line in switch.lines),
            power=(PowerBudget(1, *switch.power),) if switch.power else (),
            spanning_tree=SpanningTree(
                root=mac if switch.root else root_mac,
                priority=32768,
                root_port=None if switch is root else switch.uplink or 1,
            ),
        )

    def records(self) -> list[DeviceRecord]:
        """Return the devices as the book has them."""
        return [
            DeviceRecord(s.id, AGENT, s.name, 0.0, NOW - 600.0, self.survey(s))
            for s in self.switches
        ]

    def inputs(self) -> Inputs:
        """Return what the topology is drawn from."""
        return Inputs(
            devices=tuple(Seen(r.id, "", r.time, r.survey) for r in self.records()),
            hosts=tuple(self.hosts),
        )

    def current(self) -> Topology:
        """Return the topology, as it is."""
        return Topology(
            links=tuple(self.links),
            attachments=tuple(
                Attachment(
                    line.mac,
                    End(s.id, line.port.index),
                    0.95,
                    (),
                    agent=line.other,
                    name=next(
                        (h.name for h in self.hosts if h.agent == line.other), ""
                    ),
                )
                for s in self.switches
                for line in s.lines
                if line.mac
            ),
            uplinks={s.id: End(s.id, s.uplink) for s in self.switches if s.uplink},
        )

    def reporting(self) -> frozenset[str]:
        """Return the agents of machines that are on."""
        return frozenset(h.agent for h in self.hosts) - self.off

    def all(self) -> list[DeviceRecord]:
        """Return the devices, as the book of devices does."""
        return self.records()

    def state(self, device: str, now: float) -> str:
        """Return whether a device answers."""
        del now
        return next(s.state for s in self.switches if s.id == device)

    def latest(self, device: str) -> list[tuple[str, dict[str, str], float]]:
        """Return the series that hold now."""
        switch = next(s for s in self.switches if s.id == device)
        found = []
        for line in switch.lines:
            key = {"port": line.port.key}
            found.append(("hatang_switch_port_up", key, float(line.port.link == "up")))
            if line.port.speed_bps:
                speed = line.port.speed_bps / 8
                found.append(("hatang_switch_port_speed_bytes", key, speed))
        for sensor, part in switch.bad_parts:
            labels = {"sensor": sensor, "part": part}
            found.append(("hatang_device_sensor_ok", labels, 0.0))
        return found

    def rows(self, switch: Switch) -> list[RollupRow]:
        """Return the hourly roll-ups of *switch*."""
        end = int(NOW // 3600)
        return [
            RollupRow(switch.id, hour, self._hour(switch, hour))
            for hour in range(end - switch.days * 24, end)
            if HOURS.covers((hour + 0.5) * 3600)
        ]

    def _hour(self, switch: Switch, hour: int) -> bytes:
        ago = HOURS.day(NOW) - HOURS.day(hour * 3600.0)
        draw = random.Random(f"{switch.name} {hour}")
        found: dict[str, Sketch] = {
            "device_cpu_busy_ratio": Sketch(
                min(1.0, draw.gauss(switch.cpu, 0.02)) for _ in range(READINGS)
            ),
            "device_temperature_celsius": Sketch([switch.celsius + draw.gauss(0, 1)]),
        }
        if switch.topology_changes:
            found["device_topology_changes"] = Sketch([switch.topology_changes / 10])
        first = hour % 24 == 0  # 7 o'clock in Vietnam
        for line in switch.lines:
            on = random.Random(f"{switch.name} {line.port.key} {ago}").random()
            if line.port.link == "up" and on < line.presence:
                for name, sketch in _line(line, ago, first, draw).items():
                    found[f'{name}{{port="{line.port.key}"}}'] = sketch
        return encode_rollup(Rollup(READINGS, found))


def _line(line: Line, ago: int, first: bool, draw: random.Random) -> dict[str, Sketch]:
    """Return the sketches of one port's hour."""
    found = {
        name: Sketch()
        for name in (
            "port_receive_ratio",
            "port_transmit_ratio",
            "port_error_ratio",
            "port_discard_ratio",
            "port_broadcast_ratio",
        )
    }
    storm = ago in line.storms
    wrong = line.errors if line.errors_to < ago <= (line.errors_from or 99) else 0.0
    for number in range(READINGS):
        receive = min(1.0, line.receive * draw.lognormvariate(0, line.spread))
        share = min(1.0, line.broadcast * draw.lognormvariate(0, 0.5))
        if storm and number >= READINGS // 3:
            receive, share = draw.uniform(0.3, 0.9), draw.uniform(0.8, 1.0)
        errors = _times(wrong, line.packets, draw) / line.packets
        if first and number == 0 and ago in line.jumps:
            errors = 0.7
        found["port_receive_ratio"].add(receive)
        found["port_transmit_ratio"].add(
            min(1.0, line.transmit * draw.lognormvariate(0, line.spread))
        )
        found["port_error_ratio"].add(errors)
        lost = _times(line.discards, line.packets, draw) / line.packets
        found["port_discard_ratio"].add(lost)
        found["port_broadcast_ratio"].add(share)
    if line.late_collisions:
        found["port_late_collisions"] = Sketch([line.late_collisions * READINGS])
    return found


def _times(ratio: float, packets: int, draw: random.Random) -> int:
    """Return how many of *packets* it befell."""
    mean = ratio * packets
    if mean > 30:
        return max(0, round(draw.gauss(mean, mean**0.5)))
    count, left = 0, 2.718281828**-mean
    product = draw.random()
    while product > left:
        count, product = count + 1, product * draw.random()
    return count
