"""What this machine says about itself, whichever operating system it runs.

Linux is read from the kernel's files, without a library; everything else through
psutil. Either side is imported when it is first asked.
"""

import sys
from importlib import import_module
from typing import cast

from agent.sources.shapes import (
    Battery,
    Cpu,
    Disk,
    Filesystem,
    Interface,
    Memory,
    Processes,
    Temperature,
    Usage,
)

LINUX = sys.platform.startswith("linux")


def _ask(module: str, question: str) -> object:
    """Call *question* of the Linux *module*, or of psutil's on other systems."""
    place = f"agent.sources.{module if LINUX else 'host'}"
    return getattr(import_module(place), question)()


def cpu() -> Cpu:
    """Return the state of the processors."""
    return cast(Cpu, _ask("procfs", "cpu"))


def memory() -> Memory:
    """Return the state of the memory."""
    return cast(Memory, _ask("procfs", "memory"))


def boot_time() -> float | None:
    """Return when the machine was started, as its wall clock sees it."""
    return cast(float | None, _ask("procfs", "boot_time"))


def disks() -> list[Disk]:
    """Return the counters of the whole disks."""
    return cast(list[Disk], _ask("disks", "disks"))


def filesystems() -> list[Filesystem]:
    """Return the local file systems."""
    return cast(list[Filesystem], _ask("mounts", "filesystems"))


def interfaces() -> list[Interface]:
    """Return the network interfaces that count."""
    return cast(list[Interface], _ask("interfaces", "interfaces"))


def temperatures() -> list[Temperature]:
    """Return the temperature sensors that answer."""
    return cast(list[Temperature], _ask("sensors", "temperatures"))


def battery() -> Battery | None:
    """Return the battery, or None."""
    return cast(Battery | None, _ask("sensors", "battery"))


def processes() -> Processes:
    """Return how many processes there are."""
    return cast(Processes, _ask("tasks", "processes"))


def sessions() -> int | None:
    """Return how many sessions of users there are."""
    return cast(int | None, _ask("tasks", "sessions"))


def pressure() -> dict[str, dict[str, float]]:
    """Return the stall times by resource; only Linux keeps them."""
    return cast(dict[str, dict[str, float]], _ask("tasks", "pressure"))


def own() -> Usage:
    """Return what this process uses."""
    return cast(Usage, _ask("tasks", "own"))
