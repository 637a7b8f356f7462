"""Whether a machine can run Windows 11, and what stands in its way.

Three outcomes that differ in money: ``ready``; ``fixable`` in firmware or settings
without buying anything; ``replace``. Between the last two lies ``part``: memory, a drive
or a TPM module is missing. Where a requirement is not known and nothing known stands in
the way, the outcome is ``unknown``: nothing is guessed.
"""

from typing import Literal

import msgspec

from agent.shared.findings.cpu_support import UNKNOWN, CpuSupport, cpu_support
from agent.shared.findings.values import flag, items, number, reason, single, text, word
from agent.shared.knowledge.windows11 import Windows11
from agent.shared.wire import Facts, Item

State = Literal["met", "fixable", "part", "replace", "unknown"]
Outcome = Literal["ready", "fixable", "part", "replace", "unknown"]
WORST_FIRST: tuple[State, ...] = ("replace", "part", "fixable", "unknown")

# How sources say that no TPM shows: there may be one that is switched off.
HIDDEN_TPM = "switched off"
# What a system can use is less than what is built in; the difference is at most this.
_USABLE_SHARE = 0.85
_BITS = {"x86_64": 64, "amd64": 64, "x64": 64, "arm64": 64, "aarch64": 64}


class Readiness(msgspec.Struct, frozen=True):
    """The outcome, and the state of each requirement by its name."""

    outcome: Outcome
    requirements: dict[str, State]

    def in_state(self, state: State) -> tuple[str, ...]:
        """Return the requirements that are in *state*."""
        return tuple(n for n, found in self.requirements.items() if found == state)

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """What is not met, or not known, the costliest first."""
        return tuple(n for state in WORST_FIRST for n in self.in_state(state))


def is_virtual(facts: Facts, windows11: Windows11) -> bool:
    """Return whether the machine is a virtual one, by its maker and model.

    A hypervisor's flag says nothing: Windows runs one on ordinary machines.
    """
    system = single(facts, "system")
    names = " ".join(
        text(system, name) or "" for name in ("manufacturer", "model", "product")
    ).lower()
    return any(known in names for known in windows11.virtual)


def readiness(facts: Facts, windows11: Windows11) -> Readiness:
    """Return whether Windows 11 can run here, whatever system runs here now."""
    name = text(single(facts, "cpu"), "model")
    cpu = cpu_support(name, windows11) if name else UNKNOWN
    states: dict[str, State] = {
        "cpu": _cpu(cpu),
        "bits": _bits(facts, cpu),
        "cores": _cores(facts, windows11),
        "memory": _memory(facts, windows11),
        "disk": _disk(facts, windows11),
        "uefi": _uefi(facts, cpu),
        "secure_boot": _secure_boot(facts, cpu),
        "tpm": _tpm(facts, windows11, cpu),
    }
    worst = next((s for s in WORST_FIRST if s in states.values()), None)
    outcome: Outcome = "ready" if worst is None or worst == "met" else worst
    if outcome in {"fixable", "part"} and states["cpu"] == "unknown":
        outcome = "unknown"  # a part is no way out if the processor is none
    return Readiness(outcome, states)


def _cpu(cpu: CpuSupport) -> State:
    if cpu.support == "supported":
        return "met"
    return "replace" if cpu.support == "unsupported" else "unknown"


def _bits(facts: Facts, cpu: CpuSupport) -> State:
    """Return ``met`` for a supported processor even where a system of 32 bits runs."""
    found = word(single(facts, "cpu"), "architecture")
    if cpu.support == "supported" or _BITS.get(found or ""):
        return "met"
    return "unknown"


def _cores(facts: Facts, windows11: Windows11) -> State:
    cores = number(single(facts, "cpu"), "cores")
    if cores is None or cores <= 0:
        return "unknown"
    return "met" if cores >= windows11.requirements.cores else "replace"


def _memory(facts: Facts, windows11: Windows11) -> State:
    memory = single(facts, "memory")
    installed, needed = (
        number(memory, "installed_bytes"),
        windows11.requirements.memory_bytes,
    )
    if installed is None:
        return "unknown"
    if text(memory, "source") != "firmware":
        needed = int(needed * _USABLE_SHARE)
    if installed >= needed:
        return "met"
    maximum = number(memory, "maximum_bytes")
    return "replace" if maximum is not None and maximum < needed else "part"


def _disk(facts: Facts, windows11: Windows11) -> State:
    sizes = [
        size
        for disk in items(facts, "disk").values()
        if word(disk, "bus") != "usb"
        and (size := number(disk, "size_bytes")) is not None
    ]
    if not sizes:
        return "unknown"
    return "met" if max(sizes) >= windows11.requirements.disk_bytes else "part"


def _uefi(facts: Facts, cpu: CpuSupport) -> State:
    """Boards for a supported processor have UEFI: legacy mode is a setting there."""
    mode = word(single(facts, "firmware"), "mode")
    if mode == "uefi":
        return "met"
    if mode in {"bios", "legacy"}:
        return "fixable" if cpu.support == "supported" else "unknown"
    return "unknown"


def _secure_boot(facts: Facts, cpu: CpuSupport) -> State:
    state = flag(single(facts, "security"), "secure_boot")
    if state is True:
        return "met"
    uefi = _uefi(facts, cpu)
    if state is False:
        return "fixable"
    # Not read: what starts by UEFI on a supported processor is capable of it.
    return "met" if uefi == "met" and cpu.support == "supported" else uefi


def _tpm(facts: Facts, windows11: Windows11, cpu: CpuSupport) -> State:
    security = single(facts, "security")
    version = _version(text(security, "tpm_version"))
    if version is not None and version >= float(windows11.requirements.tpm_version):
        return "met"
    why_not = reason(security, "tpm_version") or ""
    if version is None and not _without(security) and HIDDEN_TPM not in why_not:
        return "unknown"
    if cpu.support != "supported":
        return "unknown"
    return "fixable" if cpu.firmware_tpm else "part"


def _version(written: str | None) -> float | None:
    try:
        return float((written or "").split(",")[0].strip()[:8])
    except ValueError:
        return None


def _without(security: Item) -> bool:
    return word(security, "tpm_version") in {"none", "no", "absent"}
