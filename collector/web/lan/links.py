"""Links in words: why we think so, how sure, and how a person corrects it. Pure."""

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.shared.survey import Port
from agent.shared.wire import Scalar
from collector.topology.shapes import End, Evidence, Link
from collector.topology.sureness import Sureness, sureness
from collector.web.i18n import N_, Tongue
from collector.web.lan.model import Lan
from collector.web.lan.words import kind_name, shown, speed

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*")
_EVIDENCE: dict[str, str] = {
    "lldp": N_("The devices announce themselves to each other (LLDP)."),
    "cdp": N_("The devices announce themselves to each other (CDP)."),
    "stations": N_("The forwarding tables fit."),
    "hosts": N_("The ARP tables name the address."),
    "agent": N_("The agent on the machine says so."),
    "stp": N_("Spanning tree names this port as the way to the root."),
    "rule": N_("A person said so."),
    "single": N_("It is the only address on that port."),
    "many": N_("Many addresses stand behind the port, and no known switch."),
}
_DETAILS: dict[str, str] = {
    "shared": N_("{value} addresses fit"),
    "own": N_("the other's own address is among them"),
    "several": N_("{value} devices stand below the port"),
    "agree": N_("{value} other switches agree"),
    "against": N_("{value} point elsewhere"),
    "behind": N_("the switch behind does not list it"),
    "between": N_("both facing ports see it"),
    "count": N_("{value} addresses"),
    "random": N_("{value} of them made up, as telephones do"),
    "gateway": N_("it is the gateway of machines"),
    "address": N_("{value}"),
    "name": N_("“{value}”"),
    "actor": N_("by {value}"),
}


@dataclass(frozen=True)
class LinkEnd:
    """One end: device, its page, and port."""

    name: str
    link: str
    port: str


@dataclass(frozen=True)
class LinkView:
    """One link in words; ``anchor`` is its id on the page."""

    anchor: str
    a: LinkEnd
    b: LinkEnd
    speed: str
    speed_bps: float | None
    slow: bool  # slower than both ends can do
    sureness: Sureness
    confidence: float
    evidence: Sequence[str]
    pinned: bool
    commands: Sequence[tuple[str, str]]  # what it does, the command


def sureness_name(tongue: Tongue, confidence: float) -> str:
    """Return a confidence in words."""
    _ = tongue.text
    names = {"sure": _("certain"), "likely": _("likely"), "guess": _("a guess")}
    return names[sureness(confidence)]


def evidence_texts(evidence: Iterable[Evidence], tongue: Tongue) -> list[str]:
    """Return each piece of evidence in a sentence, with its values behind."""
    found = []
    for one in evidence:
        sentence = tongue.text(_EVIDENCE.get(one.kind, one.kind))
        told = [_detail(name, value, tongue) for name, value in one.details.items()]
        kept = ", ".join(part for part in told if part)
        found.append(f"{sentence} ({kept})" if kept else sentence)
    return list(dict.fromkeys(found))


def _detail(name: str, value: Scalar, tongue: Tongue) -> str:
    """Return one value of evidence in words; empty for what says nothing."""
    if not value:
        return ""
    if name == "sides":
        return tongue.text("both ends") if value == 2 else tongue.text("one end only")
    phrase = _DETAILS.get(name)
    if phrase is None:
        return f"{shown(name.replace('_', ' '), 40)}: {_value(value)}"
    return tongue.text(phrase).replace("{value}", _value(value))


def _value(value: Scalar) -> str:
    return shown(str(value), 80)


def link_speed(link: Link, lan: Lan) -> tuple[float | None, bool]:
    """Return a link's speed in bit/s, and whether both ends could do more."""
    ports = [port for port in (_port(link.a, lan), _port(link.b, lan)) if port]
    speeds = [port.speed_bps for port in ports if port.speed_bps]
    if not speeds:
        return None, False
    now = min(speeds)
    able = [port.capable_bps for port in ports if port.capable_bps]
    partners = [port.partner_bps for port in ports if port.partner_bps]
    both = able if len(able) == 2 else [*able, *partners] if able and partners else []
    return now, bool(both) and now < min(both)


def _port(end: End, lan: Lan) -> Port | None:
    device = lan.devices.get(end.device)
    return device.port(end.port) if device and end.port else None


def link_view(number: int, link: Link, lan: Lan, tongue: Tongue) -> LinkView:
    """Return one link in words."""
    bps, slow = link_speed(link, lan)
    return LinkView(
        anchor=f"link-{number + 1}",
        a=_end(link.a, lan, tongue),
        b=_end(link.b, lan, tongue),
        speed=speed(tongue, bps),
        speed_bps=bps,
        slow=slow,
        sureness=sureness(link.confidence),
        confidence=link.confidence,
        evidence=evidence_texts(link.evidence, tongue),
        pinned=link.pinned,
        commands=_commands(link, lan, tongue),
    )


def _end(end: End, lan: Lan, tongue: Tongue) -> LinkEnd:
    name = lan.device_name(end.device)
    if not name:
        thing = lan.inferred(end.device)
        name = kind_name(tongue, thing.kind) if thing else end.device[:8]
    link = f"/switches/{end.device}" if end.device in lan.devices else ""
    return LinkEnd(name, link, lan.port_name(end.device, end.port))


def _commands(link: Link, lan: Lan, tongue: Tongue) -> list[tuple[str, str]]:
    """Return how to pin and to forbid a link between two known devices."""
    first, second = (link.a, link.b) if link.a.port else (link.b, link.a)
    near, far = _words(first, lan), _words(second, lan)
    if len(near) < 2 or not far:
        return []
    return commands([*near, *far], tongue)


def _words(end: End, lan: Lan) -> list[str]:
    """Return by what the command line knows an end: a device and its port, if any."""
    device = lan.devices.get(end.device)
    if device is None:
        return []
    name = device.name if _PLAIN.fullmatch(device.name) else device.id
    port = device.port(end.port) if end.port else None
    if port is None:
        return [name]
    return [name, port.key if shown(port.key, 255) == port.key else str(port.index)]


def station_commands(
    at: End, mac: str, lan: Lan, tongue: Tongue
) -> list[tuple[str, str]]:
    """Return how to pin and to forbid that an address hangs at a port."""
    near = _words(at, lan)
    return commands([*near, mac], tongue) if len(near) == 2 else []


def commands(words: Sequence[str], tongue: Tongue) -> list[tuple[str, str]]:
    """Return what each command does, and the command, its words quoted for a shell."""
    _, told = tongue.text, " ".join(shlex.quote(word) for word in words)
    return [
        (_("It is right, keep it:"), f"hatang-collector links pin {told}"),
        (_("It is wrong, never show it:"), f"hatang-collector links forbid {told}"),
    ]
