"""Tables as agents send them: which value stands where. Declared as probes do."""

from collections.abc import Sequence
from typing import NamedTuple

from agent.shared.metric import Kind
from agent.shared.wire import Declaration, Table, table_id
from collector.simulator.shapes import Device, Pc

_Series = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Name of the metric, names of its labels, their values."""


class Sheet(NamedTuple):
    """A table and its name."""

    id: str
    table: Table


def sheet(
    probe: str,
    period_s: float,
    series: Sequence[_Series],
    device: str = "",
) -> Sheet:
    """Return the table of *series*: name, label names, label values."""
    names = list(dict.fromkeys((name, labels) for name, labels, _values in series))
    metrics = tuple(
        Declaration(f"hatang_{name}", _kind(name), "As its probe declares it.", labels)
        for name, labels in names
    )
    places = {name: place for place, (name, _labels) in enumerate(names)}
    rows = tuple((places[name], values) for name, _labels, values in series)
    table = Table(probe, period_s, metrics, rows, device)
    return Sheet(table_id(table), table)


def _kind(name: str) -> Kind:
    return "counter" if name.endswith("_total") else "gauge"


class PcSheets(NamedTuple):
    """The tables of one sort of PC; of Windows ``pressure`` is None."""

    cpu: Sheet
    memory: Sheet
    disk: Sheet
    filesystem: Sheet
    network: Sheet
    boot: Sheet
    pressure: Sheet | None


def disk_name(pc: Pc) -> str:
    """Return what counters and facts call its drive."""
    if pc.windows:
        return "PhysicalDrive0"
    return "nvme0n1" if pc.disk == "NVMe" else "sda"


def card_name(pc: Pc) -> str:
    """Return what counters and facts call its network interface."""
    return "Ethernet" if pc.windows else "enp1s0"


def mount_point(pc: Pc) -> str:
    """Return where its system lies."""
    return "C:" if pc.windows else "/"


def pc_sheets(pc: Pc, period_s: float) -> PcSheets:
    """Return the tables of *pc*; machines of one sort have the same."""
    modes = ("user", "system", "idle") + (() if pc.windows else ("iowait",))
    cpu: list[_Series] = [("cpu_seconds_total", ("mode",), (mode,)) for mode in modes]
    cpu.append(("cpus", (), ()))
    if not pc.windows:
        cpu += [("load_average", ("minutes",), (m,)) for m in ("1", "5", "15")]
    memory = [
        (f"memory_{name}", (), ())
        for name in (
            "size_bytes",
            "available_bytes",
            "cached_bytes",
            "committed_bytes",
            "commit_limit_bytes",
            "hard_faults_total",
        )
    ]
    drive, card, place = disk_name(pc), card_name(pc), mount_point(pc)
    disk = [
        (f"disk_{name}_total", ("device",), (drive,))
        for name in (
            "reads_completed",
            "writes_completed",
            "read_seconds",
            "write_seconds",
            "busy_seconds",
        )
    ]
    filesystem = [
        (f"filesystem_{name}_bytes", ("mountpoint",), (place,))
        for name in ("size", "free", "available")
    ]
    network = [
        (f"network_{name}", ("device",), (card,))
        for name in (
            "receive_bytes_total",
            "transmit_bytes_total",
            "speed_bytes",
            "full_duplex",
            "up",
        )
    ]
    pressure = [
        ("pressure_waiting_seconds_total", ("resource",), (name,))
        for name in ("cpu", "memory", "io")
    ]
    return PcSheets(
        sheet("cpu", period_s, cpu),
        sheet("memory", period_s, memory),
        sheet("disk", period_s, disk),
        sheet("filesystem", period_s, filesystem),
        sheet("network", period_s, network),
        sheet("boot", period_s, [("boot_timestamp_seconds", (), ())]),
        None if pc.windows else sheet("pressure", period_s, pressure),
    )


PORT_VALUES = (
    "speed_bytes",
    "full_duplex",
    "receive_bytes_total",
    "transmit_bytes_total",
    "receive_unicast_packets_total",
    "receive_multicast_packets_total",
    "receive_broadcast_packets_total",
    "transmit_unicast_packets_total",
    "transmit_multicast_packets_total",
    "transmit_broadcast_packets_total",
    "receive_errors_total",
    "transmit_discards_total",
    "late_collisions_total",
    "link_changes_total",
    "transmit_errors_total",
    "receive_discards_total",
)
"""What is said of a port with a cable, after whether it is up."""


def device_sheet(device: Device, period_s: float) -> Sheet:
    """Return the table of one device: itself, then port after port."""
    series: list[_Series] = [
        ("device_up", (), ()),
        ("device_boot_timestamp_seconds", (), ()),
        ("device_cpu_busy_ratio", ("cpu",), ("1",)),
        ("device_memory_size_bytes", ("memory",), ("main",)),
        ("device_memory_used_bytes", ("memory",), ("main",)),
        ("device_temperature_celsius", ("sensor",), ("Chassis",)),
        ("device_stp_topology_changes_total", (), ()),
    ]
    for port in device.ports:
        names = ("up", *PORT_VALUES) if port.speed_bps else ("up",)
        series += [(f"switch_port_{n}", ("port",), (port.key,)) for n in names]
    return sheet("devices", period_s, series, device.key)
