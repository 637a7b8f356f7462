"""Recordings of disks: dumps with the output of several tools, or lsblk's JSON."""

import re
from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.dump_tree import DumpTree
from agent.readers.linux.lsblk import Block, block_of, read_lsblk
from agent.readers.linux.perl_dump import read_perl_dump
from agent.readers.linux.tree import Tree
from agent.readers.linux.words import first, natural, pairs

_BUSES = (("nvme", "nvme"), ("mmcblk", "mmc"), ("vd", "virtio"), ("xvd", "xen"))


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return the drives with model, serial number, firmware and size.

    Raises:
        ReadError: it is neither a dump of a machine nor lsblk's output.
    """
    if content.lstrip().startswith((b"$", b"#")):
        return _of_dump(read_perl_dump(content))
    block = read_lsblk(content)
    disks = [
        {
            "name": d.name,
            "model": d.model,
            "serial": d.serial,
            "size_bytes": d.size_bytes,
        }
        for d in block.devices
        if d.disk
    ]
    return {"disks": disks, "not_a_disk": _others(block)}


def _others(block: Block) -> list[str]:
    return sorted({d.name for d in block.devices if d.parent is None and not d.disk})


def _of_dump(dump: dict[str, Any]) -> dict[str, Any]:
    machine = dump.get("SYSTEM")
    if not isinstance(machine, dict):
        raise ReadError("the dump holds no system")
    tree = DumpTree(machine)
    names = tree.names("sys/block")
    block = block_of([{"name": name, "type": None} for name in names])
    disks = [_disk(tree, machine, d.name) for d in block.devices if d.disk]
    if not disks:
        raise ReadError("the dump holds no drive")
    return {"disks": disks, "not_a_disk": _others(block)}


def _disk(tree: Tree, machine: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one drive by /sys, then smartctl, then hdparm, then udisks."""
    place = f"sys/block/{name}"
    tools = [
        pairs(_said(machine, f"{tool}-{name}"))
        for tool in ("smartctl", "hdparm", "udisksctl")
    ]
    tools[1] |= _identity(_said(machine, f"hdparm-{name}"))
    sectors = natural(tree.text(f"{place}/size"))
    size = sectors * 512 if sectors else natural(_first(tools, "size"))
    kernel = re.match(r"[a-z]+", name)
    return {
        "name": name,
        "model": tree.text(f"{place}/device/model")
        or _first(tools, "model number", "device model", "product", "model"),
        "serial": tree.text(f"{place}/device/serial")
        or _first(tools, "serial number", "serialno", "serial"),
        "firmware": tree.text(f"{place}/device/firmware_rev")
        or tree.text(f"{place}/device/rev")
        or _first(tools, "firmware version", "fwrev", "revision"),
        "size_bytes": size,
        "removable": tree.text(f"{place}/removable") == "1",
        "bus": dict(_BUSES).get(kernel[0] if kernel else ""),
        "wwid": tree.text(f"{place}/wwid") or None,
    }


def _said(machine: dict[str, Any], name: str) -> str:
    value = machine.get(name)
    return value if isinstance(value, str) else ""


def _identity(text: str) -> dict[str, str]:
    """Return ``Model=…, FwRev=…, SerialNo=…`` of hdparm -i."""
    found = re.findall(r"\b(Model|FwRev|SerialNo)=([^,\n]*)", text)
    return {name.lower(): value.strip() for name, value in found}


def _first(tools: list[dict[str, str]], *labels: str) -> str | None:
    return next((v for tool in tools if (v := first(tool, *labels))), None)
