"""The real doors to Windows' registry and libraries. Nothing here decides.

The types of these libraries exist on Windows only; hence the loose ones here.
"""

import ctypes
import importlib
from typing import Any

_RSMB = int.from_bytes(b"RSMB", "big")
_MODES = {1: "BIOS", 2: "UEFI"}
_READ_64_BIT = 0x20019 | 0x0100  # KEY_READ | KEY_WOW64_64KEY
_MOST_NAMES = 20_000
_ADMINISTRATORS = "S-1-5-32-544"


class WindowsRegistry:
    """HKEY_LOCAL_MACHINE in the 64-bit view."""

    def value(self, path: str, name: str) -> object:
        """Return the value, or None if the key or the value is not there."""
        winreg: Any = importlib.import_module("winreg")
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, path, 0, _READ_64_BIT
            ) as key:
                found: object = winreg.QueryValueEx(key, name)[0]
                return found
        except FileNotFoundError:
            return None

    def keys(self, path: str) -> list[str] | None:
        """Return the names of the keys below *path*, None if it is not there."""
        winreg: Any = importlib.import_module("winreg")
        return self._listed(path, winreg.EnumKey)

    def values(self, path: str) -> dict[str, object] | None:
        """Return all values of the key *path* by name, None if it is not there."""
        winreg: Any = importlib.import_module("winreg")
        found = self._listed(path, winreg.EnumValue)
        return None if found is None else {name: value for name, value, _ in found}

    @staticmethod
    def _listed(path: str, read: Any) -> list[Any] | None:
        """Return what *read* gives for each position, up to its end."""
        winreg: Any = importlib.import_module("winreg")
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, path, 0, _READ_64_BIT
            ) as key:
                sizes = winreg.QueryInfoKey(key)
                count = sizes[0] if read is winreg.EnumKey else sizes[1]
                return [read(key, place) for place in range(min(count, _MOST_NAMES))]
        except FileNotFoundError:
            return None


class WindowsKernel:
    """Functions of Windows' own libraries; they need no rights."""

    @staticmethod
    def _library(name: str = "kernel32") -> Any:
        loader: Any = getattr(ctypes, "WinDLL", None)
        if loader is None:
            raise OSError("this is not Windows")
        return loader(name, use_last_error=True)

    def administrators(self) -> list[str]:
        """Return the SIDs in the local group of administrators."""
        from agent.sources.windows_groups import members

        return members(_ADMINISTRATORS, library=self._library)

    def firmware_table(self) -> bytes:
        """Return the raw SMBIOS table behind its header of eight bytes."""
        ask = self._library().GetSystemFirmwareTable
        ask.restype = ctypes.c_uint32
        size = ask(_RSMB, 0, None, 0)
        if not 8 < size <= 1 << 21:
            raise OSError("Windows has no SMBIOS table")
        block = ctypes.create_string_buffer(size)
        if ask(_RSMB, 0, block, size) > size:
            raise OSError("the SMBIOS table grew while it was read")
        return block.raw

    def firmware_mode(self) -> str | None:
        """Return ``UEFI`` or ``BIOS`` (Windows 8 and newer)."""
        ask = getattr(self._library(), "GetFirmwareType", None)
        kind = ctypes.c_uint32()
        if ask is None or not ask(ctypes.byref(kind)):
            return None
        return _MODES.get(kind.value)
