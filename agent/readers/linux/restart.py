"""needrestart and fwupd: whether a restart is due, and firmware waits."""

import re
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import from_json, natural, to_text


class NeedRestart(msgspec.Struct, frozen=True):
    """``kernel_status``: 0 unknown, 1 current, 2 same ABI waits, 3 a version waits.

    Of containers and sessions only the number is kept: they name people.
    """

    version: str | None = None
    running_kernel: str | None = None
    expected_kernel: str | None = None
    kernel_status: int | None = None
    reboot_for_kernel: bool | None = None
    microcode_status: int | None = None
    services_to_restart: int = 0
    containers: int = 0
    sessions: int = 0


class Firmware(msgspec.Struct, frozen=True):
    """Devices that fwupd knows, and for how many of them newer firmware waits."""

    devices: int = 0
    updatable: int = 0
    waiting: int = 0
    waiting_security: int = 0


def read_needrestart(content: bytes | str) -> NeedRestart:
    """Return what ``needrestart -b`` printed.

    Raises:
        ReadError: it is not its output.
    """
    rows = re.findall(
        r"^NEEDRESTART-([A-Z]+):[ \t]*(.*?)\s*$", to_text(content), re.MULTILINE
    )
    if not rows:
        raise ReadError("no output of needrestart -b")
    single: dict[str, str] = {}
    for name, value in rows:
        single.setdefault(name, value)
    counts = [name for name, _ in rows]
    status = natural(single.get("KSTA"))
    return NeedRestart(
        version=single.get("VER") or None,
        running_kernel=single.get("KCUR") or None,
        expected_kernel=single.get("KEXP") or None,
        kernel_status=status,
        reboot_for_kernel=None if not status else status >= 2,
        microcode_status=natural(single.get("UCSTA")),
        services_to_restart=counts.count("SVC"),
        containers=counts.count("CONT"),
        sessions=counts.count("SESS"),
    )


def read_fwupd(content: bytes | str) -> Firmware:
    """Return what ``fwupdmgr get-updates`` or ``get-devices`` with ``--json`` printed.

    Raises:
        ReadError: it is neither.
    """
    document = from_json(content)
    devices = document.get("Devices") if isinstance(document, dict) else None
    if not isinstance(devices, list):
        raise ReadError("no list of devices by fwupd")
    rows = [device for device in devices if isinstance(device, dict)]
    waiting = [row for row in rows if _releases(row)]
    return Firmware(
        devices=len(rows),
        updatable=sum("updatable" in _words(row.get("Flags")) for row in rows),
        waiting=len(waiting),
        waiting_security=sum(any(map(_urgent, _releases(row))) for row in waiting),
    )


def _releases(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the releases that are newer than what the device runs."""
    found = row.get("Releases")
    releases = (
        [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []
    )
    flagged = [r for r in releases if "is-upgrade" in _words(r.get("Flags"))]
    known = any(_words(r.get("Flags")) for r in releases)
    other = [r for r in releases if r.get("Version") != row.get("Version")]
    return flagged if known else other


def _urgent(release: dict[str, Any]) -> bool:
    return release.get("Urgency") in {"high", "critical"} or bool(
        _words(release.get("Issues"))
    )


def _words(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
