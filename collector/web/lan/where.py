"""Where a machine hangs, in words: its port, the way to the gateway, where it was. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from collector.store.device import Sighting
from collector.topology.shapes import Attachment, End, Hop
from collector.topology.sureness import sureness
from collector.web.i18n import Tongue
from collector.web.lan.links import (
    evidence_texts,
    station_commands,
    sureness_name,
)
from collector.web.lan.model import Lan
from collector.web.lan.words import kind_name, shown, speed

Way = Callable[[str], tuple[Hop, ...]]
MOST_SIGHTINGS = 50
MOST_PLACES = 4


@dataclass(frozen=True)
class Step:
    """One device on the way: its name and page, the ports entered and left by."""

    name: str
    link: str
    kind: str
    entered: str
    left: str
    speed: str  # of the port it is left by


@dataclass(frozen=True)
class Seen:
    """Where it was once."""

    device: str
    link: str
    port: str
    first: float
    last: float
    vlan: int | None


@dataclass(frozen=True)
class Placed:
    """One thing and where it hangs; without ``device`` nobody knows where."""

    name: str
    page: str
    mac: str
    address: str
    device: str = ""
    device_link: str = ""
    port: str = ""
    port_alias: str = ""
    through: str = ""
    vlan: int | None = None
    sureness: Literal["sure", "likely", "guess"] = "guess"
    sure_text: str = ""
    evidence: Sequence[str] = ()
    steps: Sequence[Step] = ()
    seen: Sequence[Seen] = ()
    commands: Sequence[tuple[str, str]] = ()


def placed(
    one: Attachment,
    lan: Lan,
    way: Way,
    sightings: Iterable[Sighting],
    tongue: Tongue,
) -> Placed:
    """Return where an attachment is, with its way to the gateway."""
    node = one.through if lan.inferred(one.through) else ""
    device_id = one.at.device
    behind = lan.inferred(device_id)
    port_index = one.at.port
    if behind is not None:  # the attachment names the inferred node itself
        node, device_id, port_index = behind.id, behind.at.device, behind.at.port
    device = lan.devices.get(device_id)
    port = device.port(port_index) if device else None
    page = lan.attached_link(one)
    return Placed(
        name=lan.attached_name(one),
        page="" if page.startswith("/find") else page,
        mac=shown(one.mac, 40),
        address=shown(one.address, 60),
        device=lan.device_name(device_id) or device_id[:8],
        device_link=f"/switches/{device_id}" if device else "",
        port=lan.port_name(device_id, port_index),
        port_alias=shown(port.alias, 60) if port else "",
        through=_inferred_name(node, lan, tongue),
        vlan=one.vlan,
        sureness=sureness(one.confidence),
        sure_text=sureness_name(tongue, one.confidence),
        evidence=evidence_texts(one.evidence, tongue),
        steps=steps(device_id, port_index, lan, way, tongue),
        seen=seen(sightings, lan),
        commands=station_commands(End(device_id, port_index), one.mac, lan, tongue),
    )


def machine_places(agent: str, lan: Lan, way: Way, tongue: Tongue) -> list[Placed]:
    """Return where a machine with an agent hangs: one place for each of its addresses."""
    mine = [one for one in lan.topology.attachments if one.agent == agent]
    mine.sort(key=lambda one: -one.confidence)
    return [placed(one, lan, way, (), tongue) for one in mine[:MOST_PLACES]]


def _inferred_name(node: str, lan: Lan, tongue: Tongue) -> str:
    inferred = lan.inferred(node)
    if inferred is None:
        return ""
    kind = kind_name(tongue, inferred.kind)
    name = shown(inferred.name, 60)
    return f"{name} ({kind})" if name and name != kind else kind


def steps(
    device: str, port: int | None, lan: Lan, way: Way, tongue: Tongue
) -> list[Step]:
    """Return the way from a port of *device* to the gateway, hop by hop."""
    found = []
    for number, hop in enumerate(way(device)):
        known = lan.devices.get(hop.device)
        inferred = lan.inferred(hop.device)
        kind = known.survey.kind if known else inferred.kind if inferred else "other"
        entered = hop.entered if number or hop.entered else port
        left = known.port(hop.left) if known and hop.left else None
        found.append(
            Step(
                name=lan.device_name(hop.device) or kind_name(tongue, kind),
                link=f"/switches/{hop.device}" if known else "",
                kind=kind_name(tongue, kind),
                entered=lan.port_name(hop.device, entered),
                left=lan.port_name(hop.device, hop.left),
                speed=speed(tongue, left.speed_bps) if left and left.speed_bps else "",
            )
        )
    return found


def seen(sightings: Iterable[Sighting], lan: Lan) -> list[Seen]:
    """Return where a machine was, the latest first."""
    found = []
    for one in sightings:
        device = lan.devices.get(one.device)
        found.append(
            Seen(
                device.name if device else one.device[:8],
                f"/switches/{one.device}" if device else "",
                shown(one.port, 60),
                one.first,
                one.last,
                one.vlan,
            )
        )
    found.sort(key=lambda entry: -entry.last)
    return found[:MOST_SIGHTINGS]
