"""What a device is made of: identity, VLANs, modules, spanning tree. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.shared.survey import Module, Survey
from collector.web.formats import NOTHING
from collector.web.i18n import N_, Tongue
from collector.web.lan.model import Device, Lan
from collector.web.lan.words import ranges, shown

MOST_VLANS, MOST_MODULES = 300, 100
_MODULE_NAMES: dict[str, str] = {
    "chassis": N_("Chassis"),
    "module": N_("Module"),
    "powerSupply": N_("Power supply"),
    "fan": N_("Fan"),
    "port": N_("Port"),
    "stack": N_("Stack"),
    "backplane": N_("Backplane"),
    "container": N_("Slot"),
    "sensor": N_("Sensor"),
    "cpu": N_("Processor"),
}
_TOLD_MODULES = frozenset(_MODULE_NAMES) - {"container", "sensor", "port", "backplane"}


@dataclass(frozen=True)
class VlanRow:
    """One VLAN: its number, its name, and where it is."""

    number: int
    name: str
    untagged: str
    tagged: str


@dataclass(frozen=True)
class ModuleRow:
    """One part of the device."""

    kind: str
    name: str
    model: str
    serial: str
    version: str


def vlans(survey: Survey) -> list[VlanRow]:
    """Return the VLANs with the ports that are in them."""
    names = dict(survey.vlans)
    plain: dict[int, list[str]] = {}
    tagged: dict[int, list[str]] = {}
    for port in survey.ports:
        if not port.physical:
            continue
        name = shown(port.name or port.key, 30)
        if port.vlan is not None:
            plain.setdefault(port.vlan, []).append(name)
        for vlan in port.tagged:
            tagged.setdefault(vlan, []).append(name)
    known = sorted({*names, *plain, *tagged})[:MOST_VLANS]
    return [
        VlanRow(
            number,
            shown(names.get(number, ""), 60),
            _several(plain.get(number, ())),
            _several(tagged.get(number, ())),
        )
        for number in known
    ]


def _several(names: Sequence[str]) -> str:
    """Return the names of ports, those of plain numbers as ranges."""
    if names and all(
        name.isascii() and name.isdigit() and len(name) < 6 for name in names
    ):
        return ranges(int(name) for name in names)
    runs = _runs(names)
    told = ", ".join(runs[:8])
    return f"{told} +{len(runs) - 8}" if len(runs) > 8 else told or NOTHING


def _runs(names: Sequence[str]) -> list[str]:
    """Return names with consecutive last numbers as ranges: ``Gi1/0/1–24``."""
    found: list[tuple[str, int, int]] = []
    for name in names:
        stem = name.rstrip("0123456789")
        number = name[len(stem) :][:9]
        if not number.isascii() or not number:
            found.append((name, -1, -1))
            continue
        last = int(number)
        if found and found[-1][0] == stem and found[-1][2] == last - 1:
            found[-1] = (stem, found[-1][1], last)
        else:
            found.append((stem, last, last))
    return [
        stem
        if first < 0
        else f"{stem}{first}"
        if first == last
        else f"{stem}{first}–{last}"
        for stem, first, last in found
    ]


def modules(survey: Survey, tongue: Tongue) -> list[ModuleRow]:
    """Return the parts that a person would order: chassis, modules, supplies, fans."""
    chosen = [one for one in survey.modules if _worth(one)]
    return [
        ModuleRow(
            tongue.text(_MODULE_NAMES.get(one.kind, one.kind)),
            shown(one.name or one.description, 60),
            shown(one.model, 60),
            shown(one.serial, 60),
            shown(one.software or one.firmware or one.hardware, 60),
        )
        for one in chosen[:MOST_MODULES]
    ]


def _worth(module: Module) -> bool:
    if module.kind in _TOLD_MODULES:
        return bool(module.name or module.model or module.description)
    return module.kind == "port" and bool(module.serial)  # a transceiver


def identity(device: Device, tongue: Tongue) -> list[tuple[str, str]]:
    """Return who the device is, line by line; what it does not tell is left out."""
    _, survey = tongue.text, device.survey
    lines: Iterable[tuple[str, str]] = (
        (_("Address"), survey.address),
        (_("Vendor"), survey.vendor),
        (_("Model"), survey.model),
        (_("Serial number"), survey.serial),
        (_("Version"), survey.version),
        (_("Its own name"), survey.name),
        (_("Location"), survey.location),
        (_("Contact"), survey.contact),
        (_("Description"), survey.description),
        (_("MAC address"), survey.chassis or next(iter(survey.macs), "")),
        (_("Read with the credential"), survey.credential),
        (_("Key in the agent's settings"), survey.device),
    )
    return [(name, shown(value, 300)) for name, value in lines if shown(value)]


def spanning_tree(device: Device, lan: Lan, tongue: Tongue) -> list[tuple[str, str]]:
    """Return what the device says of its spanning tree, line by line."""
    tree, _, formats = device.survey.spanning_tree, tongue.text, tongue.formats
    if tree is None:
        return []
    root = shown(tree.root, 40)
    for other in lan.devices.values():
        if tree.root and tree.root in other.survey.macs:
            root = f"{other.name} ({root})"
            break
    own = tree.root_port is None
    found = [(_("Root"), _("this device") if own else root or NOTHING)]
    if tree.root_port is not None:
        found.append((_("Port to the root"), lan.port_name(device.id, tree.root_port)))
    if tree.root_cost is not None and not own:
        found.append((_("Cost to the root"), formats.number(tree.root_cost)))
    if tree.priority is not None:
        found.append((_("Own priority"), formats.number(tree.priority)))
    if tree.topology_changes is not None:
        found.append((_("Topology changes"), formats.number(tree.topology_changes)))
    if tree.changed_s is not None:
        age = formats.span(tree.changed_s, 1)
        found.append((_("Last change"), _("{span} ago").format(span=age)))
    return found
