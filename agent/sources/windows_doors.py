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

NOT_THERE = "this Windows does not know it"
"""Why a class or a namespace gives nothing: it came later, or is left out."""

CIMV2 = r"root\cimv2"
ROOT_WMI = r"root\wmi"
STORAGE = r"root\Microsoft\Windows\Storage"
STANDARD_CIMV2 = r"root\StandardCimv2"
TPM = r"root\cimv2\Security\MicrosoftTpm"
ENCRYPTION = r"root\cimv2\Security\MicrosoftVolumeEncryption"
SECURITY_CENTER = r"root\SecurityCenter2"
DEFENDER = r"root\Microsoft\Windows\Defender"


class Wmi(Protocol):
    """Asks Windows Management Instrumentation."""

    def query(
        self, namespace: str, class_name: str, properties: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return one row per instance, with None where a property is not there.

        FileNotFoundError: this Windows has no such class or namespace.
        TimeoutError: it does not answer.
        """
        ...


class Registry(Protocol):
    """Reads HKEY_LOCAL_MACHINE in the view of 64-bit programs."""

    def value(self, path: str, name: str) -> object:
        """Return the value *name* of the key *path*, or None if not there."""
        ...

    def keys(self, path: str) -> list[str] | None:
        """Return the names of the keys below *path*, None if it is not there."""
        ...

    def values(self, path: str) -> dict[str, object] | None:
        r"""Return all values of the key *path* by name, None if it is not there.

        What 32-bit programs wrote stands below ``SOFTWARE\WOW6432Node``.
        """
        ...


class Kernel(Protocol):
    """Calls functions of Windows' own libraries."""

    def firmware_table(self) -> bytes:
        """Return what ``GetSystemFirmwareTable('RSMB')`` gives."""
        ...

    def firmware_mode(self) -> str | None:
        """Return ``UEFI`` or ``BIOS``, None if Windows does not know."""
        ...

    def administrators(self) -> list[str]:
        """Return the SIDs in the local group of administrators (S-1-5-32-544)."""
        ...


class UpdateAgent(Protocol):
    """Asks the Windows Update Agent, which answers from what it knows: offline."""

    def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that are neither installed nor hidden.

        ``severity``: Microsoft's word, or None; ``categories``: their numbers
        (GUIDs); ``optional``, ``driver``: truth values. Never their titles.
        """
        ...

    def history(self) -> list[dict[str, Any]]:
        """Return the newest operations.

        ``time``: Unix seconds; ``operation`` and ``result``: Windows' numbers;
        ``articles``: the KB numbers in the title.
        """
        ...

    def state(self) -> dict[str, Any]:
        """Return how it stands; None for what it does not say.

        ``reboot_required``: truth value; ``notification_level``: Windows' number;
        ``last_search``: Unix seconds.
        """
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

    def keys(self, path: str) -> list[str] | None:
        """Refuse."""
        raise OSError(f"this is not Windows: no registry key {path}")

    def values(self, path: str) -> dict[str, object] | None:
        """Refuse."""
        raise OSError(f"this is not Windows: no registry key {path}")

    def administrators(self) -> list[str]:
        """Refuse."""
        raise OSError("this is not Windows: no NetLocalGroupGetMembers")

    def waiting(self) -> list[dict[str, Any]]:
        """Refuse."""
        raise OSError("this is not Windows: no Windows Update Agent")

    def history(self) -> list[dict[str, Any]]:
        """Refuse."""
        raise OSError("this is not Windows: no Windows Update Agent")

    def state(self) -> dict[str, Any]:
        """Refuse."""
        raise OSError("this is not Windows: no Windows Update Agent")


def attempt(call: Callable[[], T], otherwise: T) -> tuple[T, str]:
    """Return what *call* returns and "", or *otherwise* and why it failed."""
    try:
        return call(), ""
    except PermissionError:
        return otherwise, "needs administrator: run the service as Local System"
    except FileNotFoundError:
        return otherwise, NOT_THERE
    except TimeoutError:
        return otherwise, "Windows did not answer in time"
    except (OSError, RuntimeError) as err:
        return otherwise, f"Windows did not answer: {err or type(err).__name__}"[:200]
