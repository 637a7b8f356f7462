"""Whether Windows 11 supports a processor, by the dated list of ``windows11.toml``."""

from fnmatch import fnmatchcase
from typing import Literal

import msgspec

from agent.shared.findings.cpu_name import CpuName, read_cpu_name
from agent.shared.knowledge.windows11 import CpuGroup, Windows11

Support = Literal["supported", "limited", "unsupported", "unknown"]


class CpuSupport(msgspec.Struct, frozen=True):
    """``limited``: supported in few devices only. ``firmware_tpm``: see ``CpuGroup``."""

    support: Support
    firmware_tpm: bool = False


UNKNOWN = CpuSupport("unknown")


def cpu_support(name: str, windows11: Windows11) -> CpuSupport:
    """Return whether the processor called *name* stands on the list.

    What cannot be read, or is of a family that the list does not name, is unknown.
    """
    cpu = read_cpu_name(name)
    if cpu is None:
        return UNKNOWN
    groups = [
        group
        for group in windows11.cpus
        if (group.vendor, group.family) == (cpu.vendor, cpu.family)
    ]
    found = [_in_group(cpu, group) for group in groups]
    for support in ("supported", "limited", "unsupported"):
        for one in found:
            if one.support == support:
                return one
    return UNKNOWN


def _in_group(cpu: CpuName, group: CpuGroup) -> CpuSupport:
    if _fits(cpu.model, group.models):
        return CpuSupport("supported", group.firmware_tpm)
    if group.first is not None and (cpu.generation or -1) >= group.first:
        return CpuSupport("supported", group.firmware_tpm)
    if _fits(cpu.model, group.limited):
        return CpuSupport("limited", group.firmware_tpm)
    return CpuSupport("unsupported")


def _fits(model: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(model.lower(), pattern.lower()) for pattern in patterns)
