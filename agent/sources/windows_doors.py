"""The narrow doors to Windows; everything behind them is plain values.

Behind the real doors stand COM, the registry and the kernel; behind a test's doors
recordings. Any call may raise OSError or RuntimeError.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from agent.readers.windows.values import Row as Row
from agent.readers.windows.values import Rows as Rows
from agent.readers.windows.values import flag as flag
from agent.readers.windows.values import natural as natural
from agent.readers.windows.values import text as text

T = TypeVar("T")

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
