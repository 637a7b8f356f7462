"""Drives of Linux, from /sys/block and udev's notes; starts no program."""

import re
from pathlib import Path

from agent.sources.inventory import Disk
from agent.sources.smbios_words import clean
from agent.sources.text import read_natural, read_or_none

_NO_DRIVE = re.compile(r"(loop|ram|zram|dm-|md|sr|fd|nbd|zd|drbd|rbd).*")
_BUSES = (
    ("/nvme", "nvme"),
    ("/usb", "usb"),
    ("/ata", "sata"),
    ("/virtio", "virtio"),
    ("/vmbus", "hyper-v"),
    ("/mmc", "mmc"),
    ("/xen", "xen"),
    ("/target", "scsi"),
)
_VIRTUAL = frozenset({"virtio", "hyper-v", "xen"})
_NO_SERIAL = "the drive reports none, or needs root: run the service as root"


def read_disks(root: Path) -> dict[str, Disk]:
    """Return the fixed drives by their kernel name; no partitions, no empty readers."""
    folder = root / "sys/block"
    try:
        names = sorted(p.name for p in folder.iterdir())
    except OSError:
        return {}
    disks = {}
    for name in names:
        path = folder / name
        size = (read_natural(path / "size") or 0) * 512
        removable = read_or_none(path / "removable") == "1"
        if size and not removable and not _NO_DRIVE.fullmatch(name):
            disks[name] = _disk(root, path, size)
    return disks


def _disk(root: Path, path: Path, size: int) -> Disk:
    notes = udev_notes(root, read_or_none(path / "dev") or "")
    bus = _bus(path, notes)
    media = _media(path, bus)
    model = clean(read_or_none(path / "device/model"))
    if model is None and "ID_MODEL" in notes:
        model = clean(notes["ID_MODEL"].replace("_", " "))
    reasons = {
        "serial": _NO_SERIAL,
        "media": "a virtual drive does not say what it stands on",
        "model": "the drive does not say",
    }
    return Disk(
        model=model,
        serial=_serial(path, notes),
        size_bytes=size,
        media=media,
        bus=bus,
        reasons=reasons,
    )


def udev_notes(root: Path, numbers: str) -> dict[str, str]:
    """Return what udev noted of the block device *numbers* (``8:0``)."""
    if not re.fullmatch(r"\d+:\d+", numbers):
        return {}
    content = read_or_none(root / f"run/udev/data/b{numbers}") or ""
    pairs = (line[2:].split("=", 1) for line in content.splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _serial(path: Path, notes: dict[str, str]) -> str | None:
    for name in ("device/serial", "serial"):
        serial = clean(read_or_none(path / name))
        if serial:
            return serial
    page = read_or_none(path / "device/vpd_pg80")
    short = notes.get("ID_SERIAL_SHORT") or notes.get("ID_SCSI_SERIAL")
    return clean(page[4:] if page else None) or clean(short)


def _bus(path: Path, notes: dict[str, str]) -> str | None:
    try:
        place = str(path.resolve())
    except OSError:
        place = ""
    for part, bus in _BUSES:
        if part in place.rpartition("/sys/")[2].join(("/", "")):
            return bus
    return notes.get("ID_BUS")


def _media(path: Path, bus: str | None) -> str | None:
    if bus in _VIRTUAL:
        return None
    if bus in {"nvme", "mmc"}:
        return "SSD"
    return {"0": "SSD", "1": "HDD"}.get(read_or_none(path / "queue/rotational") or "")
