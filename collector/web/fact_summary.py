"""The few facts of a machine that fit into a row of a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agent.shared.wire import Facts, Item, Scalar

_CPU_NOISE = re.compile(
    r"\((?:R|TM|C)\)|\b(?:Intel|CPU|Processor|with Radeon.*)\b|@.*$|"
    r"\b\d+th Gen\b|\b\w+-Core\b",
    re.IGNORECASE,
)
_FILLERS = (
    "to be filled by o.e.m.",
    "default string",
    "system product name",
    "unknown",
)


@dataclass(frozen=True)
class Summary:
    """What a machine is, in short; empty or None where nobody knows."""

    operating_system: str = ""
    model: str = ""
    cpu: str = ""
    cpu_short: str = ""  # without what every name of a maker says
    memory_bytes: float | None = None
    disk_bytes: float | None = None
    disk_medium: str = ""  # "SSD", "HDD", "NVMe", "SSD + HDD"


def summarise(facts: Facts) -> Summary:
    """Return the summary of *facts*; never fails, whatever an agent sent."""
    cpu = _text(facts, ("cpu",), ("model",))
    return Summary(
        operating_system=_operating_system(facts),
        model=_model(facts),
        cpu=cpu,
        cpu_short=short_cpu(cpu),
        memory_bytes=_memory(facts),
        disk_bytes=_disk_size(facts),
        disk_medium=_media(facts),
    )


def short_cpu(name: str) -> str:
    """Return ``Core i5-10500`` for ``Intel(R) Core(TM) i5-10500 CPU @ 3.10GHz``."""
    short = _CPU_NOISE.sub(" ", name)
    return " ".join(short.split()) or name


def _items(facts: Facts, kinds: Iterable[str]) -> list[Item]:
    return [item for kind in kinds for item in facts.get(kind, {}).values()]


def _first(item: Item, names: Iterable[str]) -> Scalar:
    for name in names:
        value = item.attributes.get(name)
        if value is not None and value != "":
            return value
    return None


def _text(facts: Facts, kinds: Iterable[str], names: Iterable[str]) -> str:
    for item in _items(facts, kinds):
        value = _first(item, names)
        if isinstance(value, str) and value.strip().lower() not in _FILLERS:
            return " ".join(value.split())
    return ""


def _size(item: Item, names: Iterable[str]) -> float | None:
    value = _first(item, names)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        return None
    return float(value)


def _operating_system(facts: Facts) -> str:
    name = _text(facts, ("operating_system",), ("name",))
    edition = _text(facts, ("operating_system",), ("edition",))
    version = _text(facts, ("operating_system",), ("version",))
    if edition.lower() not in name.lower():
        name = f"{name} {edition}".strip()
    return name if not version or version in name else f"{name} {version}".strip()


def _model(facts: Facts) -> str:
    maker = _text(facts, ("system",), ("manufacturer",))
    model = _text(facts, ("system",), ("model", "product"))
    if not model:
        return maker
    short = maker.split()[0].rstrip(",.") if maker else ""
    if not short or model.lower().startswith(short.lower()):
        return model
    return f"{short} {model}"


def _memory(facts: Facts) -> float | None:
    totals = ("installed_bytes", "usable_bytes")
    for item in _items(facts, ("memory",)):
        size = _size(item, totals)
        if size:
            return size
    modules = [_size(i, ("size_bytes",)) for i in _items(facts, ("memory_module",))]
    return sum(size for size in modules if size) or None


def _disks(facts: Facts) -> list[Item]:
    """Return the drives that belong to the machine, not sticks plugged into it."""
    found = _items(facts, ("disk",))
    return [d for d in found if str(d.attributes.get("bus", "")).lower() != "usb"]


def _disk_size(facts: Facts) -> float | None:
    sizes = [_size(d, ("size_bytes",)) for d in _disks(facts)]
    return sum(size for size in sizes if size) or None


def _media(facts: Facts) -> str:
    found = {_medium(disk) for disk in _disks(facts)} - {""}
    return " + ".join(sorted(found, reverse=True))


def _medium(disk: Item) -> str:
    bus, media = (str(disk.attributes.get(n, "")) for n in ("bus", "media"))
    if bus.lower() == "nvme":
        return "NVMe"
    return media.upper() if media.upper() in {"SSD", "HDD"} else ""
