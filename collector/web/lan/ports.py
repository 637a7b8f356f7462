"""The ports of one device as its page shows them: state, load, who hangs there. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.shared.survey import Port
from collector.store.finding import FindingRecord
from collector.topology.shapes import Attachment, Inferred, Link
from collector.web.i18n import Tongue
from collector.web.lan.model import Device, Lan, PortUse
from collector.web.lan.words import (
    STP_NAMES,
    kind_name,
    ranges,
    short_speed,
    shown,
    speed,
)

PortState = Literal["fast", "slow", "down", "off", "blocked"]
BUSY, FULL = 0.5, 0.8
MANY_ERRORS = 1e-4
MOST_ROWS = 1000
_FAST_BPS = 900_000_000
_MOST_THINGS = 4
_LAG = 161  # ieee8023adLag


@dataclass(frozen=True)
class Thing:
    """What hangs at a port: its name, its page, and what it is in words."""

    name: str
    link: str
    note: str = ""
    kind: Literal["device", "machine", "station", "inferred"] = "station"


@dataclass(frozen=True)
class PortRow:
    """One port in words; ``anchor`` is its row's id on the page."""

    port: Port
    key: str
    anchor: str
    name: str
    alias: str
    state: PortState
    state_text: str
    speed: str
    short_speed: str
    duplex: str
    warnings: Sequence[str]
    use: PortUse
    vlan: str
    poe: str
    poe_on: bool
    things: Sequence[Thing]
    more_things: int
    uplink: bool
    troubled: str  # the severity of its worst finding; "" for none
    changed: str
    aggregate: str

    @property
    def load(self) -> Literal["", "idle", "busy", "full"]:
        """How loaded it is now."""
        load = self.use.load
        if load is None or self.state not in {"fast", "slow"}:
            return ""
        return "full" if load >= FULL else "busy" if load >= BUSY else "idle"

    @property
    def erring(self) -> bool:
        """Whether errors or findings mark it."""
        return self.troubled in {"critical", "warning"} or (
            (self.use.errors or 0.0) >= MANY_ERRORS
        )


def port_rows(
    device: Device,
    lan: Lan,
    uses: Mapping[str, PortUse],
    tongue: Tongue,
    *,
    now: float,
) -> list[PortRow]:
    """Return the physical ports and aggregates of *device*, in the device's order."""
    chosen = [p for p in device.survey.ports if p.physical or p.type == _LAG]
    if not chosen:
        chosen = list(device.survey.ports)
    means = _Means(
        device,
        _Hanging(device, lan, tongue),
        uses,
        _troubles(device.findings),
        tongue,
        max(0.0, now - device.record.time),
    )
    return [_row(n, port, means) for n, port in enumerate(chosen[:MOST_ROWS])]


def _troubles(findings: Iterable[FindingRecord]) -> dict[str, str]:
    found: dict[str, str] = {}
    for record in findings:  # the most severe come first
        found.setdefault(record.subject, record.severity)
    return found


class _Hanging:
    """What hangs at the ports of one device."""

    def __init__(self, device: Device, lan: Lan, tongue: Tongue) -> None:
        self._lan, self._tongue = lan, tongue
        self.links: dict[int, list[tuple[Link, str, int]]] = {}
        self.inferred: dict[int, list[Inferred]] = {}
        self.attached: dict[int, list[Attachment]] = {}
        uplink = lan.topology.uplinks.get(device.id)
        self.uplink = uplink.port if uplink else None
        for link in lan.topology.links:
            for mine, other in ((link.a, link.b), (link.b, link.a)):
                if mine.device == device.id:
                    entry = (link, other.device, other.port)
                    self.links.setdefault(mine.port, []).append(entry)
        behind = set()
        for node in lan.topology.inferred:
            if node.at.device == device.id:
                self.inferred.setdefault(node.at.port, []).append(node)
                behind.add(node.id)
        ports = {i.id: i.at.port for i in lan.topology.inferred if i.id in behind}
        for one in lan.topology.attachments:
            if one.at.device == device.id:
                self.attached.setdefault(one.at.port, []).append(one)
            elif one.through in ports or one.at.device in ports:
                port = ports.get(one.through) or ports[one.at.device]
                self.attached.setdefault(port, []).append(one)

    def things(self, index: int) -> list[Thing]:
        """Return everything at one port, devices first."""
        lan, found = self._lan, []
        linked = set()
        for _link, other, port in self.links.get(index, ()):
            if lan.inferred(other) is not None:
                continue
            linked.add(other)
            name = lan.device_name(other) or other[:8]
            note = lan.port_name(other, port)
            link = f"/switches/{other}" if other in lan.devices else ""
            found.append(Thing(name, link, note, "device"))
        for node in self.inferred.get(index, ()):
            kind = kind_name(self._tongue, node.kind)
            name = shown(node.name, 60)
            found.append(
                Thing(
                    name or kind, "", kind if name and name != kind else "", "inferred"
                )
            )
        told = {thing.name for thing in found}
        machines: list[Thing] = []
        stations: list[Thing] = []
        for one in self.attached.get(index, ()):
            if one.device and one.device in linked:
                continue
            name, note = lan.attached_name(one), shown(one.address or "", 60)
            thing = Thing(
                name,
                lan.attached_link(one),
                note if note != name else "",
                "machine" if one.agent or one.device else "station",
            )
            if thing.kind == "station" and thing.name in told:
                continue  # a telephone's own address
            (machines if thing.kind == "machine" else stations).append(thing)
        return found + machines + stations


@dataclass(frozen=True)
class _Means:
    """What all rows take; ``age_s`` is that of the survey."""

    device: Device
    hanging: _Hanging
    uses: Mapping[str, PortUse]
    troubles: Mapping[str, str]
    tongue: Tongue
    age_s: float


def _row(number: int, port: Port, means: _Means) -> PortRow:
    device, at, tongue = means.device, means.hanging, means.tongue
    things = at.things(port.index)
    state = port_state(port)
    watts = port.poe.watts if port.poe else None
    changed = ""
    if port.changed_s is not None:
        changed = tongue.formats.span(port.changed_s + means.age_s, 1)
    aggregate = device.port(port.aggregate) if port.aggregate else None
    up = state in {"fast", "slow", "blocked"}
    return PortRow(
        port=port,
        key=port.key,
        anchor=f"port-{number + 1}",
        name=shown(port.name or port.key, 60),
        alias=shown(port.alias, 60),
        state=state,
        state_text=state_text(tongue, port),
        speed=speed(tongue, port.speed_bps) if up else "",
        short_speed=short_speed(port.speed_bps) if up else "",
        duplex=_duplex(port, tongue) if up else "",
        warnings=_warnings(port, tongue) if up else [],
        use=means.uses.get(port.key, PortUse()),
        vlan=_vlan(port),
        poe=_poe(port, tongue),
        poe_on=bool(port.poe and (port.poe.delivering or (watts or 0) > 0)),
        things=things[:_MOST_THINGS],
        more_things=max(0, len(things) - _MOST_THINGS),
        uplink=at.uplink is not None and port.index == at.uplink,
        troubled=means.troubles.get(port.key, ""),
        changed=changed,
        aggregate=shown(aggregate.name or aggregate.key, 40) if aggregate else "",
    )


def port_state(port: Port) -> PortState:
    """Return how a port is drawn."""
    if port.admin == "down":
        return "off"
    if port.link != "up":
        return "down"
    if port.stp in {"blocking", "broken"}:
        return "blocked"
    return "slow" if 0 < (port.speed_bps or 0) < _FAST_BPS else "fast"


def state_text(tongue: Tongue, port: Port) -> str:
    """Return a port's state in words."""
    _ = tongue.text
    state = port_state(port)
    if state == "off":
        return _("switched off")
    if state == "down":
        return _("no link")
    if state == "blocked":
        return _("link, blocked by spanning tree")
    return _("link")


def _duplex(port: Port, tongue: Tongue) -> str:
    _ = tongue.text
    return {"full": _("full duplex"), "half": _("half duplex")}.get(port.duplex, "")


def _warnings(port: Port, tongue: Tongue) -> list[str]:
    """Return what is odd about a link, as the survey alone tells."""
    _, found = tongue.text, []
    both = [b for b in (port.capable_bps, port.partner_bps) if b]
    if len(both) == 2 and port.speed_bps and port.speed_bps < min(both):
        found.append(_("both ends can {speed}").format(speed=speed(tongue, min(both))))
    if port.stp and port.stp != "forwarding":
        found.append(_("spanning tree: {state}").format(state=_(STP_NAMES[port.stp])))
    if port.doubtful:
        found.append(_("counters of 32 bits: load may be too low"))
    return found


def _vlan(port: Port) -> str:
    parts = [str(port.vlan)] if port.vlan is not None else []
    if others := [vlan for vlan in port.tagged if vlan != port.vlan]:
        tagged = ranges(others)
        parts.append(f"+ {tagged if len(tagged) <= 24 else tagged[:23] + '…'}")
    return " ".join(parts)


def _poe(port: Port, tongue: Tongue) -> str:
    _, poe = tongue.text, port.poe
    if poe is None:
        return ""
    if poe.watts:
        return f"{tongue.formats.short(poe.watts)}\u00a0W"
    if poe.delivering:
        return _("on")
    return _("ready") if poe.enabled else _("off")
