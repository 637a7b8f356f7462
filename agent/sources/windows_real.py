"""The real doors to Windows: COM, registry, kernel32. Nothing here decides.

The types of these libraries exist on Windows only; hence the loose ones here.
"""

import ctypes
import importlib
import queue
import threading
from collections.abc import Sequence
from typing import Any

_RSMB = int.from_bytes(b"RSMB", "big")
_MODES = {1: "BIOS", 2: "UEFI"}
_READ_64_BIT = 0x20019 | 0x0100  # KEY_READ | KEY_WOW64_64KEY
_FORWARD_ONLY_AND_IMMEDIATE = 0x30
_ACCESS_DENIED = (-2147024891, -2147217405)


def _ask(namespace: str, query: str, properties: Sequence[str]) -> list[dict[str, Any]]:
    com: Any = importlib.import_module("comtypes")
    com.CoInitialize()
    try:
        return _rows(com, namespace, query, properties)
    except com.COMError as err:
        if err.hresult in _ACCESS_DENIED:
            raise PermissionError(str(err.text)) from err
        raise OSError(f"{err.hresult & 0xFFFFFFFF:#010x} {err.text}") from err
    finally:
        com.CoUninitialize()


def _rows(
    com: Any, namespace: str, query: str, properties: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the answer; every COM object of it ends with this call."""
    client: Any = importlib.import_module("comtypes.client")
    locator = client.CreateObject("WbemScripting.SWbemLocator", dynamic=True)
    service = locator.ConnectServer(".", namespace)
    answer = service.ExecQuery(query, "WQL", _FORWARD_ONLY_AND_IMMEDIATE)
    return [
        {name: _property(com, item, name) for name in properties} for item in answer
    ]


def _property(com: Any, item: Any, name: str) -> Any:
    try:
        return item.Properties_.Item(name).Value
    except com.COMError:
        return None  # this version of Windows does not have the property


class ComWmi:
    """WMI through COM, each question on a thread of its own with a time limit.

    A provider that hangs is left behind with its thread; no other question waits
    for it.
    """

    def __init__(self, *, limit_s: float = 20.0) -> None:
        self._limit_s = limit_s

    def query(
        self, namespace: str, class_name: str, properties: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return one row per instance; a property that is not there is None.

        Raises:
            OSError: WMI refuses, does not know the class, or does not answer in time.
        """
        query = f"SELECT * FROM {class_name}"  # noqa: S608 - names are our constants
        answer: queue.SimpleQueue[list[dict[str, Any]] | Exception] = (
            queue.SimpleQueue()
        )

        def ask() -> None:
            try:
                answer.put(_ask(namespace, query, properties))
            except (OSError, RuntimeError, ImportError) as err:
                answer.put(err)

        threading.Thread(target=ask, name=f"wmi-{class_name}", daemon=True).start()
        try:
            found = answer.get(timeout=self._limit_s)
        except queue.Empty:
            raise OSError(f"{class_name} did not answer in time") from None
        if isinstance(found, ImportError):
            raise OSError("comtypes is not installed") from found
        if isinstance(found, Exception):
            raise found
        return found


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


class WindowsKernel:
    """Functions of kernel32; they need no rights."""

    def __init__(self) -> None:
        self._kernel32: Any = None

    def _library(self) -> Any:
        if self._kernel32 is None:
            loader: Any = getattr(ctypes, "WinDLL", None)
            if loader is None:
                raise OSError("this is not Windows")
            self._kernel32 = loader("kernel32", use_last_error=True)
        return self._kernel32

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
