"""The narrow doors to Windows; everything behind them is plain values.

Behind the real doors stand COM, the registry and the kernel; behind a test's doors
recordings. Any call may raise OSError or RuntimeError.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Row = Mapping[str, Any]
Rows = Sequence[Row]

CIMV2 = r"root\cimv2"
ROOT_WMI = r"root\wmi"
STORAGE = r"root\Microsoft\Windows\Storage"
STANDARD_CIMV2 = r"root\StandardCimv2"
TPM = r"root\cimv2\Security\MicrosoftTpm"


class Wmi(Protocol):
    """Asks Windows Management Instrumentation."""

    def query(
        self, namespace: str, class_name: str, properties: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return one row per instance, with None where a property is not there."""
        ...


class Registry(Protocol):
    """Reads HKEY_LOCAL_MACHINE in the view of 64-bit programs."""

    def value(self, path: str, name: str) -> object:
        """Return the value *name* of the key *path*, or None if not there."""
        ...


class Kernel(Protocol):
    """Calls functions of kernel32."""

    def firmware_table(self) -> bytes:
        """Return what ``GetSystemFirmwareTable('RSMB')`` gives."""
        ...

    def firmware_mode(self) -> str | None:
        """Return ``UEFI`` or ``BIOS``, None if Windows does not know."""
        ...


class NotWindows:
    """Every door of a machine that runs another system: refuses."""

    def query(
        self,
        namespace: str,
        class_name: str,
        properties: Sequence[str],  # noqa: ARG002 - as the door says
    ) -> list[dict[str, Any]]:
        """Refuse."""
        raise OSError(f"this is not Windows: no {namespace} {class_name}")

    def value(self, path: str, name: str) -> object:
        """Refuse."""
        raise OSError(f"this is not Windows: no registry value {path} {name}")

    def firmware_table(self) -> bytes:
        """Refuse."""
        raise OSError("this is not Windows: no GetSystemFirmwareTable")

    def firmware_mode(self) -> str | None:
        """Refuse."""
        raise OSError("this is not Windows: no GetFirmwareType")


def attempt(call: Callable[[], T], otherwise: T) -> tuple[T, str]:
    """Return what *call* returns and "", or *otherwise* and why it failed."""
    try:
        return call(), ""
    except PermissionError:
        return otherwise, "needs administrator: run the service as Local System"
    except (OSError, RuntimeError) as err:
        return otherwise, f"Windows did not answer: {err or type(err).__name__}"[:200]


def natural(value: object) -> int | None:
    """Return the natural number that WMI means: as text, as a number, or none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,20}", text) else None


def flag(value: object) -> bool | None:
    """Return the truth value that WMI means, as such or as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return None


def text(value: object) -> str | None:
    """Return *value* without padding if it is text that says something."""
    return value.strip() or None if isinstance(value, str) else None
