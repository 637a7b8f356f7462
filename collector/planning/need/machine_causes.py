"""What makes a machine's pressures, cheapest cure first."""

from collections.abc import Iterator

from agent.shared.findings.values import items, number, single, text
from agent.shared.wire import Scalar
from collector.planning.need.cures import cause, relief
from collector.planning.need.drives import defects, internal, kinds, system_free
from collector.planning.need.judged import Judged
from collector.planning.need.machine_marks import GIB, installed_gib
from collector.planning.need.system import of_kind, unsupported, way_on
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Cause, CauseKind, Dimension

MANY_PROGRAMS = (
    12  # that start with every user; Windows itself and drivers bring about five
)
_STARTED: tuple[Dimension, ...] = ("memory", "disk_speed", "cpu")
_PAGING = ("paging_disk_share",)
_DEFECTS: dict[str, CauseKind] = {
    "disk_failing": "part",
    "raid_degraded": "part",
    "disk_replace_soon": "part",
    "scrub_errors": "free",  # read through, restore, look at cables and memory
    "disk_watch": "free",  # back up, and look again in a month
}


def machine_causes(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    """Yield the causes of *machine*'s pressures but of its way into the LAN."""
    yield from _support(machine, found, policy)
    yield from _protection(machine)
    yield from _disk_space(machine, found, policy)
    yield from _settings(machine, found, policy)
    yield from _memory_speed(machine, found, policy)
    yield from _memory(machine, found, policy)
    yield from _disk_speed(machine, found, policy)
    yield from _disk_health(machine, found)
    if found.severity("cpu") > 0:
        yield cause("cpu_busy", "replacement", ("cpu",), _values(found, "cpu"))


def _support(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    way = way_on(machine)
    if way is not None and found.severity("support") > 0:
        # To look what is in the way is no cure.
        fixed = way.kind == "free" and way.code != "readiness_unknown"
        cures = relief(policy, "free_fix") if fixed else {}
        if found.enough or unsupported(machine) or way.kind != "replacement":
            yield cause(way.code, way.kind, ("support",), way.evidence, cures=cures)
    office = of_kind(machine, "office_unsupported", "office_support_ending")
    if office is not None:
        yield cause("office_release", "part", (), office.evidence)


def _protection(machine: Machine) -> Iterator[Cause]:
    off = of_kind(machine, "antivirus_off")
    if off is not None:
        yield cause("antivirus_off", "free", (), off.evidence)
    none = of_kind(machine, "antivirus_none")
    if none is not None and none.severity == "critical":
        yield cause("antivirus_none", "part", ())


def _disk_space(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    if found.severity("disk_space") <= 0:
        return
    free = system_free(machine)
    evidence: dict[str, Scalar] = {}
    if free is not None:
        evidence = {
            "mountpoint": free.mountpoint,
            "free_ratio": free.ratio,
            "free_bytes": free.bytes,
        }
    dimensions: tuple[Dimension, ...] = ("disk_space",)
    yield cause(
        "disk_full",
        "free",
        dimensions,
        evidence,
        cures=relief(policy, "clean_disk"),
    )
    yield cause("drive_small", "part", dimensions, evidence)


def _settings(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    """Yield what is set so that the machine is slower than it could be."""
    set_to = single(machine.facts, "performance")
    if text(set_to, "power_plan") == "power_saver" and found.severity("cpu") > 0:
        cures = relief(policy, "power_plan")
        yield cause("power_saver", "free", ("cpu",), cures=cures)
    programs = number(set_to, "startup_programs")
    pressed = tuple(d for d in _STARTED if found.severity(d) > 0)
    if programs is not None and programs >= MANY_PROGRAMS and pressed:
        evidence: dict[str, Scalar] = {"programs": programs}
        cures = relief(policy, "startup")
        yield cause("startup_load", "free", pressed, evidence, cures=cures)


def _memory_speed(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    slow = of_kind(machine, "memory_slow")
    if slow is not None and found.severity("cpu") > 0:
        # It makes work a little faster; it adds no memory.
        cures = relief(policy, "memory_speed")
        yield cause("memory_slow", "free", ("cpu",), slow.evidence, cures=cures)


def _memory(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    paging = found.of(*_PAGING)
    if found.severity("memory") <= 0 and paging <= 0:
        return
    memory = single(machine.facts, "memory")
    installed = installed_gib(machine)
    maximum = number(memory, "maximum_bytes")
    evidence = _values(found, "memory") | {
        "installed_gib": installed,
        "slots_empty": number(memory, "slots_empty"),
        "maximum_gib": maximum / GIB if maximum else None,
    }
    dimensions: tuple[Dimension, ...] = ("memory",)
    code = "memory_short"
    if paging > 0:
        code = "paging"
        share = found.by_signal["paging_disk_share"].value
        evidence["paging_ratio"] = share
        if found.severity("disk_speed") > 0:
            dimensions = ("memory", "disk_speed")
    elif found.worst["memory"].signal == "memory_size_gib":
        code = "memory_small"
    if maximum and installed and installed * GIB >= maximum:
        yield cause("memory_at_maximum", "replacement", dimensions, evidence)
    else:
        yield cause(code, "part", dimensions, evidence, cures=relief(policy, "ram"))


def _disk_speed(machine: Machine, found: Judged, policy: Policy) -> Iterator[Cause]:
    if found.severity("disk_speed") <= 0 or found.of(*_PAGING) > 0:
        return  # memory first: a faster drive would only page faster
    evidence = _values(found, "disk_speed")
    if _trim_is_off(machine):
        cures = relief(policy, "free_fix")
        yield cause("trim_off", "free", ("disk_speed",), evidence, cures=cures)
    built_in = kinds(machine)
    if built_in & {"ssd", "virtual"}:
        yield cause("drive_load", "free", ("disk_speed",), evidence)
        return
    models = [str(d.attributes.get("model") or k) for k, d in internal(machine).items()]
    evidence["drive"] = models[0] if len(models) == 1 else None
    if "hdd" not in built_in:  # whoever buys an SSD for an SSD wastes the money
        yield cause("slow_drive", "free", ("disk_speed",), evidence)
        return
    cures = relief(policy, "ssd")
    yield cause("hard_disk", "part", ("disk_speed",), evidence, cures=cures)


def _trim_is_off(machine: Machine) -> bool:
    timer = items(machine.facts, "timer").get("fstrim.timer")
    return timer is not None and timer.attributes.get("enabled") is False


def _disk_health(machine: Machine, found: Judged) -> Iterator[Cause]:
    if found.severity("disk_health") <= 0:
        return
    for code, evidence in defects(machine).items():
        yield cause(code, _DEFECTS[code], ("disk_health",), evidence)
    worn = found.by_signal.get("wear_percent")
    if worn is not None and worn.severity > 0:
        used: dict[str, Scalar] = {"used_percent": worn.value}
        yield cause("drive_worn", "part", ("disk_health",), used)


def _values(found: Judged, dimension: Dimension) -> dict[str, Scalar]:
    """Return the value that weighs most in *dimension*, as evidence."""
    pressure = found.worst.get(dimension)
    if pressure is None:
        return {}
    return {
        "signal": pressure.signal,
        "value": pressure.value,
        "unit": pressure.unit,
        "warn": pressure.warn,
        "days": pressure.coverage.days,
    }
