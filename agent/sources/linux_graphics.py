"""Graphics cards and monitors of Linux, from /sys/class/drm."""

import contextlib
from pathlib import Path

from agent.sources.edid import EdidError, decode_edid
from agent.sources.inventory import Display, Gpu
from agent.sources.text import read_or_none

_NAMES = ("usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids")


def pci_name(content: str, vendor: str, device: str) -> str | None:
    """Return maker and name of a PCI device (four hex digits each) by pci.ids."""
    maker = None
    for line in content.splitlines():
        if maker is None:
            if line.startswith(f"{vendor}  "):
                maker = line[6:].strip()
        elif line.startswith(f"\t{device}  "):
            return f"{maker} {line[7:].strip()}"
        elif line[:1] not in {"\t", "#", ""}:
            break
    return maker and f"{maker} {device}"


def read_gpus(root: Path) -> dict[str, Gpu]:
    """Return the graphics cards by name (``card0``)."""
    gpus = {}
    for path in sorted((root / "sys/class/drm").glob("card[0-9]*")):
        if not path.name[4:].isdigit():
            continue
        vendor = (read_or_none(path / "device/vendor") or "").removeprefix("0x")
        device = (read_or_none(path / "device/device") or "").removeprefix("0x")
        driver = None
        with contextlib.suppress(OSError):
            driver = (path / "device/driver").readlink().name
        known = f"{vendor}:{device}" if vendor and device else None
        name = _name(root, vendor, device) if known else None
        reasons = {"model": "not a PCI device", "driver": "no driver is bound"}
        gpus[path.name] = Gpu(model=name or known, driver=driver, reasons=reasons)
    return gpus


def _name(root: Path, vendor: str, device: str) -> str | None:
    for place in _NAMES:
        content = read_or_none(root / place)
        if content:
            return pci_name(content, vendor, device)
    return None


def read_displays(root: Path) -> dict[str, Display]:
    """Return the connected monitors by connector (``HDMI-A-1``)."""
    displays = {}
    for path in sorted((root / "sys/class/drm").glob("card[0-9]*-*/edid")):
        with contextlib.suppress(OSError, EdidError):
            _, _, connector = path.parent.name.partition("-")
            displays[connector] = decode_edid(path.read_bytes())
    return displays
