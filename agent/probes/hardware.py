"""The hardware and the system: facts, and the metrics that carry them to boards."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.facts.assemble import facts_of
from agent.facts.fingerprint import fingerprint_parts
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Facts, Item, Scalar
from agent.sources.doors import Doors, real_doors
from agent.sources.inventory import Machine

MACHINE = Metric(
    "hatang_machine_info",
    "info",
    "Maker, model, serial number and chassis, by SMBIOS; empty if unknown.",
    ("manufacturer", "model", "serial", "chassis"),
)
OS = Metric(
    "hatang_os_info",
    "info",
    "The operating system; the build of Linux is the running kernel.",
    ("name", "edition", "version", "build", "architecture"),
)
CPU = Metric("hatang_cpu_info", "info", "The processor's name.", ("model",))
FIRMWARE = Metric(
    "hatang_firmware_info",
    "info",
    "BIOS or UEFI, its version and date, by SMBIOS.",
    ("mode", "version", "date"),
)
TPM = Metric("hatang_tpm_info", "info", "The version of the TPM.", ("version",))
MODULE = Metric(
    "hatang_memory_module_info",
    "info",
    "A memory module by slot, by SMBIOS.",
    ("slot", "memory_type", "part_number"),
)
MODULE_SIZE = Metric(
    "hatang_memory_module_size_bytes",
    "gauge",
    "Size of the memory module in a slot, by SMBIOS.",
    ("slot",),
)
DISK = Metric(
    "hatang_disk_info",
    "info",
    "A fixed drive: media is SSD or HDD, empty if unknown.",
    ("device", "model", "serial", "media", "bus"),
)
DISK_SIZE = Metric(
    "hatang_disk_size_bytes", "gauge", "Size of a fixed drive.", ("device",)
)
NETWORK = Metric(
    "hatang_network_info",
    "info",
    "A network card, virtual ones left out.",
    ("device", "mac", "driver"),
)
NUMBERS = {
    ("cpu", "sockets"): Metric(
        "hatang_cpu_sockets", "gauge", "Populated processor sockets."
    ),
    ("cpu", "cores"): Metric(
        "hatang_cpu_cores", "gauge", "Processor cores of all sockets."
    ),
    ("cpu", "threads"): Metric(
        "hatang_cpu_threads", "gauge", "Logical processors of all sockets."
    ),
    ("memory", "installed_bytes"): Metric(
        "hatang_memory_installed_bytes",
        "gauge",
        "Installed memory by SMBIOS, else what the system can use.",
    ),
    ("memory", "slots"): Metric(
        "hatang_memory_slots", "gauge", "Memory slots of the board, by SMBIOS."
    ),
    ("memory", "slots_empty"): Metric(
        "hatang_memory_slots_empty", "gauge", "Empty memory slots, by SMBIOS."
    ),
    ("memory", "maximum_bytes"): Metric(
        "hatang_memory_maximum_bytes",
        "gauge",
        "The most memory that the board takes, by SMBIOS.",
    ),
    ("security", "secure_boot"): Metric(
        "hatang_secure_boot_enabled", "gauge", "Whether UEFI Secure Boot is on."
    ),
}


def read_machine(doors: Doors) -> Machine:
    """Return one reading of the machine behind *doors*."""
    if doors.platform == "win32":
        from agent.sources.windows_machine import read_machine as read_windows

        return read_windows(
            wmi=doors.wmi,
            registry=doors.registry,
            kernel=doors.kernel,
            architecture=doors.architecture,
        )
    from agent.sources.linux_machine import read_machine as read_linux

    return read_linux(doors.root, architecture=doors.architecture)


def machine_fingerprint_parts() -> dict[str, str]:
    """Return the parts in the clear by which this machine is known again."""
    return fingerprint_parts(read_machine(real_doors()))


class HardwareProbe:
    """Reads the hardware through *doors*; *machine* is how."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        MACHINE,
        OS,
        CPU,
        FIRMWARE,
        TPM,
        MODULE,
        MODULE_SIZE,
        DISK,
        DISK_SIZE,
        NETWORK,
        *NUMBERS.values(),
    )

    def __init__(
        self,
        *,
        doors: Doors | None = None,
        machine: Callable[[Doors], Machine] = read_machine,
    ) -> None:
        self._doors = doors
        self._machine = machine

    def read(self) -> Iterator[Sample | Facts]:
        """Yield all facts, one info sample per thing, and the numbers that are known."""
        facts = facts_of(self._machine(self._doors or real_doors()))
        yield facts
        yield from _single(facts)
        for key, item in facts["memory_module"].items():
            size = item.attributes.get("size_bytes")
            if isinstance(size, int):
                yield MODULE.sample(1, slot=key, **_texts(item, MODULE))
                yield MODULE_SIZE.sample(size, slot=key)
        for key, item in facts["disk"].items():
            yield DISK.sample(1, device=key, **_texts(item, DISK))
            size = item.attributes.get("size_bytes")
            if isinstance(size, int):
                yield DISK_SIZE.sample(size, device=key)
        for key, item in facts["network_interface"].items():
            yield NETWORK.sample(1, device=key, **_texts(item, NETWORK))


def _single(facts: Facts) -> Iterator[Sample]:
    chassis = facts["chassis"][""].attributes.get("kind")
    machine = _texts(facts["system"][""], MACHINE)
    yield MACHINE.sample(1, **machine | {"chassis": _text(chassis)})
    for metric, kind in (
        (OS, "operating_system"),
        (CPU, "cpu"),
        (FIRMWARE, "firmware"),
    ):
        yield metric.sample(1, **_texts(facts[kind][""], metric))
    tpm = facts["security"][""].attributes.get("tpm_version")
    if tpm:
        yield TPM.sample(1, version=_text(tpm))
    for (kind, name), metric in NUMBERS.items():
        value = facts[kind][""].attributes.get(name)
        if isinstance(value, (int, float)):
            yield metric.sample(float(value))


def _texts(item: Item, metric: Metric) -> dict[str, str]:
    names = [name for name in metric.labels if name not in {"device", "slot"}]
    return {name: _text(item.attributes.get(name)) for name in names}


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)
