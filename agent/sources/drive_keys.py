"""Which drive smartctl's name means: the keys of the ``disk`` facts."""

import re
from collections.abc import Mapping

from agent.readers.smartctl.scan import Device
from agent.sources.inventory import Disk

# Types by which a drive behind a RAID controller is asked; its name is the controller's.
_BEHIND_RAID = re.compile(
    r"(megaraid|cciss|3ware|areca|aacraid|hpt|jmb39x|jms56x|sssraid),.*"
)
_LETTERS = re.compile(r"sd([a-z]{1,3})")


def behind_raid(device: Device) -> bool:
    """Return whether *device* is a drive behind a RAID controller, which hides it."""
    kind = (device.type or "").removeprefix("sat+")
    return _BEHIND_RAID.fullmatch(kind) is not None


def keys_of(
    device: Device, serial: str | None, disks: Mapping[str, Disk], *, windows: bool
) -> list[str]:
    """Return the keys of the disks that *device* is, one of our own if it is none.

    A name that the disks have counts first, then the *serial* number. An NVMe
    controller is all its namespaces.
    """
    name = device.name.removeprefix("/dev/")
    if behind_raid(device):
        kind = (device.type or "").removeprefix("sat+")
        return _by_serial(serial, disks) or [f"{name} {kind}"]
    named = _windows_name(name) if windows else _linux_names(name, disks)
    known = [key for key in named if key in disks]
    return known or _by_serial(serial, disks) or named


def _linux_names(name: str, disks: Mapping[str, Disk]) -> list[str]:
    if re.fullmatch(r"nvme[0-9]{1,4}", name, re.ASCII):
        spaces = [key for key in disks if re.fullmatch(rf"{name}n[0-9]+", key)]
        return sorted(spaces) or [f"{name}n1"]
    return [name]


def _windows_name(name: str) -> list[str]:
    letters = _LETTERS.fullmatch(name)
    if letters:
        number = 0
        for letter in letters[1]:
            number = number * 26 + ord(letter) - ord("a") + 1
        return [f"PhysicalDrive{number - 1}"]
    plain = re.fullmatch(r"pd([0-9]{1,4})", name, re.ASCII)
    return [f"PhysicalDrive{plain[1]}"] if plain else [name]


def _by_serial(serial: str | None, disks: Mapping[str, Disk]) -> list[str]:
    wanted = _plain(serial)
    return [
        key for key, disk in disks.items() if wanted and _plain(disk.serial) == wanted
    ]


def _plain(serial: str | None) -> str:
    return re.sub(r"[^0-9A-Z]", "", (serial or "").upper())
