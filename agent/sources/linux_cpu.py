"""Processors of Linux, from /proc/cpuinfo and the topology in /sys."""

from pathlib import Path

from agent.sources.inventory import Cpu
from agent.sources.text import read_or_none

_MODEL = ("model name", "Processor", "cpu model", "cpu", "uarch")


def parse_cpuinfo(content: str) -> Cpu:
    """Return what the text of /proc/cpuinfo says; cores None where it is silent."""
    blocks: list[dict[str, str]] = []
    general: dict[str, str] = {}
    for line in content.splitlines():
        key, colon, value = line.partition(":")
        key, value = key.strip(), " ".join(value.split())
        if not colon:
            continue
        if key == "processor" and value.isascii() and value.isdigit():
            blocks.append({})
        general.setdefault(key, value)
        if blocks:
            blocks[-1].setdefault(key, value)
    packages = {b["physical id"] for b in blocks if "physical id" in b}
    cores = {
        (b["physical id"], b["core id"])
        for b in blocks
        if "physical id" in b and "core id" in b
    }
    models = [general[name] for name in _MODEL if general.get(name)]
    named = [name for name in models if not name.isdigit()]
    return Cpu(
        model=named[0] if named else None,
        vendor=general.get("vendor_id") or None,
        sockets=len(packages) or None,
        cores=len(cores) or None,
        threads=len(blocks) or (1 if general else None),
    )


def read_cpu(root: Path, *, architecture: str | None = None) -> Cpu:
    """Return the processors of the machine whose /proc and /sys stand below *root*."""
    cpu = parse_cpuinfo(read_or_none(root / "proc/cpuinfo") or "")
    packages, cores, threads = _topology(root / "sys/devices/system/cpu")
    return Cpu(
        model=cpu.model,
        vendor=cpu.vendor,
        sockets=packages or cpu.sockets,
        cores=cores or cpu.cores,
        threads=cpu.threads or threads or None,
        architecture=architecture,
    )


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
