"""Time as an argument: the one place that reads the system's clocks."""

import secrets
import sys
import time
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the rest of the program may know about time."""

    @property
    def boot(self) -> str:
        """Name of the running boot; two equal names share one ``uptime`` line."""
        ...

    def now(self) -> float:
        """Return wall time as Unix seconds (UTC); may be wrong and may jump."""
        ...

    def uptime(self) -> float:
        """Return seconds since boot, sleep included; never goes backwards."""
        ...


class SystemClock:
    """The clocks of this machine."""

    def __init__(self) -> None:
        self._boot = _boot_id()

    @property
    def boot(self) -> str:
        """Name of the running boot; unique to this process where the system has none."""
        return self._boot

    def now(self) -> float:
        """Return wall time as Unix seconds (UTC)."""
        return time.time()

    def uptime(self) -> float:
        """Return seconds since boot, sleep included."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()  # on Windows GetTickCount64, which counts sleep


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip().replace("-", "")[:16]
    except OSError:
        return _windows_boot_id() or secrets.token_hex(8)


def _windows_boot_id() -> str | None:
    if sys.platform != "win32":
        return None
    import winreg

    path = (
        r"SYSTEM\CurrentControlSet\Control\Session Manager"
        r"\Memory Management\PrefetchParameters"
    )
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            return f"win{winreg.QueryValueEx(key, 'BootId')[0]}"
    except OSError:
        return None
