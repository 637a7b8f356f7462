"""Recordings of /proc and /sys as a tar archive: processors and block devices."""

from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.archive import read_archive
from agent.readers.linux.block_tree import block_rows
from agent.readers.linux.topology import read_topology
from agent.readers.linux.tree import Tree
from agent.readers.linux.virtualization import read_virtualization
from agent.replay.kinds.lsblk_text import table


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return what the archive holds: processors, block devices, or both."""
    tree = read_archive(content)
    found: dict[str, Any] = {}
    if tree.text("proc/cpuinfo") is not None:
        found.update(_processors(tree))
    rows = block_rows(tree)
    if rows:
        found["lsblk_basic_output"] = table(rows)
    if not found:
        raise ReadError("neither processors nor block devices are in the archive")
    return found


def _processors(tree: Tree) -> dict[str, Any]:
    """Return the machine, its last kind of core for all: as lscpu's last block has it."""
    topology = read_topology(tree)
    virtual = read_virtualization(tree)
    kind = topology.kinds[-1]
    return {
        "logical": topology.logical,
        "model": kind.model,
        "threads_per_core": kind.threads_per_core,
        "cores_per_socket": kind.cores_per_socket,
        "sockets": kind.sockets,
        "max_mhz": f"{kind.max_khz / 1000:.4f}" if kind.max_khz else None,
        "hypervisor": virtual.hypervisor,
        "virtualization": virtual.kind,
        "models": [kind.model for kind in topology.kinds],
    }
