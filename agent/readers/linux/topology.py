"""Sockets, cores and threads by /proc/cpuinfo and /sys, for each kind of core.

A hybrid machine has several kinds. What one kind says of sockets and cores is what
``lscpu`` says in its block for that kind.
"""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.cpu_parts import part_name
from agent.readers.linux.cpuinfo import MOST_CPUS, Blocks, read_blocks
from agent.readers.linux.tree import Tree
from agent.readers.linux.words import first, natural

_CPUS = "sys/devices/system/cpu"
_KIND_LABELS = (
    ("vendor_id", "vendor", "cpu implementer", "mvendorid"),
    ("cpu family", "family", "marchid"),
    ("model", "cpu model", "cpu part", "mimpid"),
    ("model name", "cpu", "uarch"),
)


class CoreKind(msgspec.Struct, frozen=True):
    """One kind of core, by all logical processors of that kind.

    A mainframe has sockets in books: there ``sockets`` are those of one book.
    """

    model: str | None = None
    threads_per_core: int = 1
    cores_per_socket: int = 1
    sockets: int = 1
    max_khz: int | None = None


class Topology(msgspec.Struct, frozen=True):
    """``logical`` counts what is present; kinds in the order of their first processor."""

    logical: int
    kinds: tuple[CoreKind, ...]


def read_topology(tree: Tree) -> Topology:
    """Return the processors of the machine whose proc and sys are in *tree*.

    Raises:
        ReadError: there is no /proc/cpuinfo, or it is none.
    """
    blocks = read_blocks(tree.text("proc/cpuinfo") or "")
    groups: dict[tuple[str | None, ...], list[int]] = {}
    for number, block in blocks.cpus.items():
        named = {**_shared(blocks), **block}
        key = tuple(first(named, *labels) for labels in _KIND_LABELS)
        groups.setdefault(key, []).append(number)
    if not groups:
        groups[()] = list(_numbers(tree)) or [0]
    kinds = tuple(_kind(tree, blocks, numbers) for numbers in groups.values())
    present = cpu_list(tree.text(f"{_CPUS}/present")) or cpu_list(
        tree.text(f"{_CPUS}/possible")
    )
    return Topology(len(present) or len(_numbers(tree)) or len(blocks.cpus) or 1, kinds)


def cpu_list(text: str | None) -> frozenset[int]:
    """Return the numbers of a list of the kernel, as ``0-3,8``."""
    found: set[int] = set()
    for part in (text or "").split(","):
        low, dash, high = part.strip().partition("-")
        start, end = natural(low), natural(high if dash else low)
        if start is None or end is None or end - start >= MOST_CPUS:
            continue
        found.update(range(start, end + 1))
        if len(found) > MOST_CPUS:
            raise ReadError(f"more than {MOST_CPUS} processors")
    return frozenset(found)


def _numbers(tree: Tree) -> tuple[int, ...]:
    names = (natural(n.removeprefix("cpu")) for n in tree.names(_CPUS))
    return tuple(number for number in names if number is not None)


def _shared(blocks: Blocks) -> dict[str, str]:
    """Return what stands after the last block for all processors (ppc, s390, sparc)."""
    return (
        {} if any("model name" in b for b in blocks.cpus.values()) else blocks.general
    )


def _kind(tree: Tree, blocks: Blocks, numbers: list[int]) -> CoreKind:
    threads, cores, sockets, books = 1, set(), set(), set()
    frequencies = []
    for number in numbers:
        place = f"{_CPUS}/cpu{number}"
        siblings = _mask(tree, f"{place}/topology", ("core_cpus", "thread_siblings"))
        package = _mask(tree, f"{place}/topology", ("package_cpus", "core_siblings"))
        if siblings:
            threads = max(threads, siblings.bit_count())
            cores.add(siblings)
        if package:
            sockets.add(package)
        books.add(_mask(tree, f"{place}/topology", ("book_siblings",)))
        frequencies.append(natural(tree.text(f"{place}/cpufreq/cpuinfo_max_freq")))
    known = [khz for khz in frequencies if khz]
    count = len(sockets) or 1
    per_socket = max((len(cores) or len(numbers)) // count, 1)
    per_book, per_socket = _mainframe(tree) or (count // len(books), per_socket)
    return CoreKind(
        model=_model(blocks, numbers[0]),
        threads_per_core=threads,
        cores_per_socket=per_socket,
        sockets=max(per_book, 1),
        max_khz=max(known) if known else None,
    )


def _mainframe(tree: Tree) -> tuple[int, int] | None:
    """Return sockets per book and cores per socket as an IBM mainframe says them.

    There the masks of /sys are of the partition, not of the machine.
    """
    words = re.search(
        r"^CPU Topology SW:((?:\s+\d{1,6}){6})",
        tree.text("proc/sysinfo") or "",
        re.MULTILINE,
    )
    numbers = [int(word) for word in words[1].split()] if words else []
    return (numbers[4], numbers[5]) if numbers and all(numbers[4:]) else None


def _mask(tree: Tree, folder: str, names: tuple[str, ...]) -> int:
    """Return the first mask of *names* (``ff,ffffffff``) that is there, else 0."""
    for name in names:
        text = (tree.text(f"{folder}/{name}") or "").replace(",", "")
        if 0 < len(text) <= MOST_CPUS // 4 and set(text) <= set("0123456789abcdef"):
            return int(text, 16)
    return 0


def _model(blocks: Blocks, number: int) -> str | None:
    block = {**_shared(blocks), **blocks.cpus.get(number, {})}
    name = part_name(block.get("cpu implementer"), block.get("cpu part"))
    said = first(block, "model name", "cpu", "uarch")
    return name or said or blocks.old_label
