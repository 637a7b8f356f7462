"""One reading of all hardware facts of a Linux machine; starts no program."""

import re
from pathlib import Path

from agent.sources.inventory import Machine
from agent.sources.linux_cpu import read_cpu
from agent.sources.linux_disks import read_disks
from agent.sources.linux_firmware import read_firmware_tables
from agent.sources.linux_graphics import read_displays, read_gpus
from agent.sources.linux_network import read_interfaces
from agent.sources.linux_performance import read_performance
from agent.sources.linux_system import (
    firmware_mode,
    read_operating_system,
    read_security,
)
from agent.sources.text import read_or_none


def read_machine(root: Path, *, architecture: str) -> Machine:
    """Return the machine whose /proc, /sys, /etc and /run stand below *root*."""
    tables, reason = read_firmware_tables(root)
    return Machine(
        firmware_tables=tables,
        firmware_reason=reason,
        firmware_mode=firmware_mode(root),
        cpu=read_cpu(root, architecture=architecture),
        usable_memory_bytes=memory_total(read_or_none(root / "proc/meminfo") or ""),
        disks=read_disks(root),
        interfaces=read_interfaces(root),
        gpus=read_gpus(root),
        displays=read_displays(root),
        operating_system=read_operating_system(root, architecture=architecture),
        security=read_security(root),
        performance=read_performance(root),
    )


def memory_total(content: str) -> int | None:
    """Return the bytes of MemTotal in the text of /proc/meminfo."""
    found = re.search(r"^MemTotal:\s+([0-9]{1,18}) kB", content, re.MULTILINE)
    return int(found[1]) * 1024 if found else None
