"""/proc/cpuinfo of every architecture that we met, new kernels and old."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.cpu_parts import part_name
from agent.readers.linux.words import first, leading_natural, natural, to_text

MOST_CPUS = 8192
_MODEL = ("model name", "cpu model", "cpu", "uarch")
_COUNTS = ("# processors", "ncpus active", "cpus active", "cpus detected")


class CpuInfo(msgspec.Struct, frozen=True):
    """``cores`` and ``packages`` are None where the kernel names no cores.

    ``parts`` are the kinds of cores of an ARM system, in the order of their first core;
    ``hypervisor``: the processor itself says that it is a virtual one.
    """

    logical: int | None = None
    packages: int | None = None
    cores: int | None = None
    model: str | None = None
    vendor: str | None = None
    parts: tuple[str, ...] = ()
    hypervisor: bool | None = None


class Blocks(msgspec.Struct, frozen=True):
    """The file as it stands, of all and of each processor; labels in lower case."""

    general: dict[str, str] = {}
    cpus: dict[int, dict[str, str]] = {}
    old_label: str | None = None


def read_blocks(content: bytes | str) -> Blocks:
    """Return the labels and values of /proc/cpuinfo, by logical processor.

    Raises:
        ReadError: it is not /proc/cpuinfo.
    """
    general: dict[str, str] = {}
    cpus: dict[int, dict[str, str]] = {}
    old_label = None
    block: dict[str, str] | None = None
    for line in to_text(content).splitlines():
        label, colon, said = line.partition(":")
        name, value = " ".join(label.split()).lower(), said.strip()
        if not colon or not name:
            continue
        number = _number(label, value)
        if number is not None:
            block = cpus.setdefault(number, {})
            if len(cpus) > MOST_CPUS:
                raise ReadError(f"more than {MOST_CPUS} processors")
        elif name == "processor":
            # Kernels of old ARM machines write the model so, and number nothing.
            old_label = old_label or value
            continue
        general.setdefault(name, value)
        if block is not None:
            block.setdefault(name, value)
    if not cpus and not old_label and not (general.keys() & {*_MODEL, *_COUNTS}):
        raise ReadError("not /proc/cpuinfo")
    return Blocks(general, cpus, old_label)


def _number(label: str, value: str) -> int | None:
    """Return N of ``processor : N``, of s390's ``processor N: …``, or None."""
    if label.split() == ["processor"]:
        return natural(value)
    numbered = re.fullmatch(r"(?:processor|cpu) ?(\d{1,6})", label.strip())
    return int(numbered[1]) if numbered else None


def read_cpuinfo(content: bytes | str) -> CpuInfo:
    """Return what the text of /proc/cpuinfo says of all processors together.

    Raises:
        ReadError: it is not /proc/cpuinfo.
    """
    found = read_blocks(content)
    blocks = list(found.cpus.values())
    packages = {p for p in map(_package, blocks) if p is not None}
    cores = {
        (_package(b), _core(b))
        for b in blocks
        if _package(b) is not None and _core(b) is not None
    }
    parts = (part_name(b.get("cpu implementer"), b.get("cpu part")) for b in blocks)
    flags = found.general.get("flags")
    return CpuInfo(
        logical=_logical(found),
        packages=len(packages) or None,
        cores=len(cores) or None,
        model=_model(found),
        vendor=first(found.general, "vendor_id", "vendor"),
        parts=tuple(dict.fromkeys(part for part in parts if part)),
        hypervisor=None if flags is None else "hypervisor" in flags.split(),
    )


def _package(block: dict[str, str]) -> str | None:
    return first(block, "physical id", "package")


def _core(block: dict[str, str]) -> str | None:
    return first(block, "core id", "core")


def _logical(found: Blocks) -> int:
    """Return how many there are; a file that numbers none is of one processor."""
    counts = (leading_natural(found.general.get(name)) for name in _COUNTS)
    said = next((count for count in counts if count), 1)
    return len(found.cpus) or said


def _model(found: Blocks) -> str | None:
    values = (found.general.get(name) for name in _MODEL)
    named = [" ".join(v.split()) for v in values if v and not v.isdigit()]
    return named[0] if named else found.old_label
