"""Starts smartctl: finds it, lists the drives, asks each; never wakes or tests one."""

import re
from typing import NamedTuple

from agent.readers.errors import ReadError
from agent.readers.smartctl.answer import read_smartctl, read_version
from agent.readers.smartctl.scan import Device
from agent.readers.smartctl.shapes import Drive
from agent.sources.doors import Doors

JSON_SINCE = (7, 0)
_SCAN_TIMEOUT_S = 30.0
_ASK_TIMEOUT_S = 20.0
_VERSION_TIMEOUT_S = 10.0

_PLACES = {
    # What PATH names comes last: on Windows it often holds folders that users may fill.
    "win32": (
        r"C:\Program Files\smartmontools\bin\smartctl.exe",
        r"C:\Program Files (x86)\smartmontools\bin\smartctl.exe",
        "smartctl.exe",
    ),
    "linux": ("smartctl", "/usr/sbin/smartctl", "/usr/local/sbin/smartctl"),
}
# What a scan may make us pass on: a device and a type, never an option.
_NAME = re.compile(r"(/dev/|IOService:)[\w./@:,()+ -]{1,200}", re.ASCII)
_TYPE = re.compile(r"[a-z0-9][\w,./+:-]{0,60}", re.ASCII)


class Smartctl(NamedTuple):
    """A smartctl that answered, and its version."""

    program: str
    version: tuple[int, int]

    @property
    def json(self) -> tuple[str, ...]:
        """The option for JSON; versions before 7.0 know only text."""
        return ("--json",) if self.version >= JSON_SINCE else ()


def find(doors: Doors) -> Smartctl:
    """Return the smartctl of the machine; a service's PATH often lacks /usr/sbin.

    Raises:
        FileNotFoundError: it is not installed.
        OSError: it does not start, does not answer in time, or is no smartctl.
    """
    for place in _PLACES.get(doors.platform, _PLACES["linux"]):
        try:
            output = doors.programs.run(
                place, "--version", timeout_s=_VERSION_TIMEOUT_S
            )
        except FileNotFoundError:
            continue
        try:
            version = read_version(output.stdout)
        except ReadError:
            version = None
        if version is None:
            raise OSError(f"{place} does not answer as smartctl does")
        return Smartctl(place, version)
    raise FileNotFoundError("smartctl is not installed")


def scan(doors: Doors, tool: Smartctl) -> list[Device]:
    """Return the drives that smartctl finds; none if it finds none, or says nonsense.

    Raises:
        OSError: it did not start, or did not answer in time.
    """
    output = doors.programs.run(
        tool.program, "--scan-open", *tool.json, timeout_s=_SCAN_TIMEOUT_S
    )
    try:
        found = read_smartctl(output.stdout)
    except ReadError:
        return []
    devices = found if isinstance(found, list) else []
    return [one for one in devices if _NAME.fullmatch(one.name)]


def ask(doors: Doors, tool: Smartctl, device: Device) -> Drive:
    """Return what smartctl says of *device*; a sleeping drive is left asleep.

    Raises:
        OSError: it did not start, or did not answer in time.
        ReadError: its answer is damaged.
    """
    drive = _ask(doors, tool, device.name, _given(device.type))
    bridge = any("USB bridge" in message.text for message in drive.messages)
    if drive.smart_passed is None and bridge:  # most unknown bridges speak SAT
        second = _ask(doors, tool, device.name, ("-d", "sat"))
        drive = drive if second.smart_passed is None else second
    return drive


def _ask(doors: Doors, tool: Smartctl, name: str, given: tuple[str, ...]) -> Drive:
    output = doors.programs.run(
        tool.program,
        *tool.json,
        "--all",
        "--nocheck=standby",
        *given,
        name,
        timeout_s=_ASK_TIMEOUT_S,
    )
    found = read_smartctl(output.stdout)
    if isinstance(found, list):
        raise ReadError("smartctl answered with a scan")
    return found


def _given(kind: str | None) -> tuple[str, ...]:
    """Return the option for the type of a scan; "scsi" is also said of what is SAT."""
    if kind is None or kind == "scsi" or not _TYPE.fullmatch(kind):
        return ()
    return "-d", kind
