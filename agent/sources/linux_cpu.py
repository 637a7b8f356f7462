"""Processors of Linux, from /proc/cpuinfo and the topology in /sys."""

from pathlib import Path

from agent.readers.errors import ReadError
from agent.readers.linux.cpuinfo import read_cpuinfo
from agent.sources.inventory import Cpu
from agent.sources.text import read_or_none


def parse_cpuinfo(content: str) -> Cpu:
    """Return what the text of /proc/cpuinfo says; None where it is silent."""
    try:
        found = read_cpuinfo(content)
    except ReadError:
        return Cpu()
    return Cpu(
        model=found.model,
        vendor=found.vendor,
        sockets=found.packages,
        cores=found.cores,
        threads=found.logical,
    )


def read_cpu(root: Path, *, architecture: str | None = None) -> Cpu:
    """Return the processors of the machine whose /proc and /sys stand below *root*."""
    content = read_or_none(root / "proc/cpuinfo") or ""
    cpu = parse_cpuinfo(content)
    packages, cores, threads = _topology(root / "sys/devices/system/cpu")
    return Cpu(
        model=cpu.model or _core_names(content),
        vendor=cpu.vendor,
        sockets=packages or cpu.sockets,
        cores=cores or cpu.cores,
        threads=cpu.threads or threads or None,
        architecture=architecture,
    )


def _core_names(content: str) -> str | None:
    """Return the kinds of cores of an ARM system, which has no model name."""
    try:
        return " + ".join(read_cpuinfo(content).parts) or None
    except ReadError:
        return None


def _topology(folder: Path) -> tuple[int, int, int]:
    """Return the packages, cores and threads that are online; 0 where unknown."""
    packages: set[str] = set()
    cores: set[str] = set()
    threads = 0
    for path in folder.glob("cpu[0-9]*/topology"):
        siblings = None
        for name in ("core_cpus", "thread_siblings", "thread_siblings_list"):
            siblings = siblings or read_or_none(path / name)
        package = read_or_none(path / "physical_package_id")
        threads += 1
        if package and not package.startswith("-"):
            packages.add(package)
        if siblings:
            cores.add(siblings)
    return len(packages), len(cores), threads
