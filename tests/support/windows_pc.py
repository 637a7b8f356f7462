"""A Windows PC made by hand, behind doors: no recording, the values follow the documents.

It stands for what Wine does not have: the Security Center, BitLocker, Defender, the
Update Agent, policies.
"""

from pathlib import Path
from typing import Any

from agent.sources.doors import Doors
from agent.sources.windows_doors import (
    CIMV2,
    DEFENDER,
    ENCRYPTION,
    SECURITY_CENTER,
    NotWindows,
)

FIREWALL = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
ADMINISTRATORS = ["S-1-5-21-1-2-3-500", "S-1-5-21-1-2-3-1001"]


def classes() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the rows of a healthy office PC."""
    return {
        (CIMV2, "Win32_LogicalDisk"): [
            {"DeviceID": "C:", "DriveType": 3, "FileSystem": "NTFS"},
            {"DeviceID": "D:", "DriveType": 3, "FileSystem": "NTFS"},
            {"DeviceID": "E:", "DriveType": 2, "FileSystem": "FAT32"},
        ],
        (CIMV2, "Win32_QuickFixEngineering"): [
            {"InstalledOn": "11/12/2026"},
            {"InstalledOn": "9/2/2026"},
        ],
        (ENCRYPTION, "Win32_EncryptableVolume"): [
            {
                "DriveLetter": "C:",
                "ProtectionStatus": 1,
                "ConversionStatus": 1,
                "EncryptionMethod": 6,
                "VolumeType": 0,
            },
            {
                "DriveLetter": "D:",
                "ProtectionStatus": 0,
                "ConversionStatus": 0,
                "EncryptionMethod": 0,
                "VolumeType": 1,
            },
        ],
        (SECURITY_CENTER, "AntiVirusProduct"): [
            {"displayName": "Windows Defender", "productState": 397568}
        ],
        (SECURITY_CENTER, "FirewallProduct"): [],
        (DEFENDER, "MSFT_MpComputerStatus"): [
            {
                "AntivirusEnabled": True,
                "RealTimeProtectionEnabled": True,
                "AntivirusSignatureAge": 0,
                "AntivirusSignatureLastUpdated": "20261124031500.000000+000",
                "IsTamperProtected": True,
                "AMRunningMode": "Normal",
            }
        ],
    }


def registry() -> dict[str, dict[str, object]]:
    """Return the keys of a healthy office PC with their values."""
    return {
        r"SOFTWARE\Microsoft\Windows NT\CurrentVersion": {"SystemRoot": r"C:\Windows"},
        r"SYSTEM\CurrentControlSet\Control\Power\User\PowerSchemes": {
            "ActivePowerScheme": "381b4222-f694-41f0-9685-ff5bb260df2e"
        },
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\Run": {
            "SecurityHealth": "x.exe",
            "RtkAudUService": "y.exe",
        },
        r"SYSTEM\CurrentControlSet\Services\MpsSvc": {"Start": 2},
        r"SYSTEM\CurrentControlSet\Services\wuauserv": {"Start": 3},
        r"SYSTEM\CurrentControlSet\Services\WinDefend": {"Start": 2},
        rf"{FIREWALL}\DomainProfile": {"EnableFirewall": 1},
        rf"{FIREWALL}\StandardProfile": {"EnableFirewall": 1},
        rf"{FIREWALL}\PublicProfile": {"EnableFirewall": 1},
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages": {},
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\Power": {},
        r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {
            "ProductReleaseIds": "O365ProPlusRetail,VisioPro2019Volume",
            "VersionToReport": "16.0.17126.20132",
        },
        rf"{UNINSTALL}\{{4F1A}}": {"DisplayName": "Some program"},
        rf"{UNINSTALL}\{{9A2C}}": {
            "DisplayName": "LibreOffice 24.2.5.2",
            "DisplayVersion": "24.2.5.2",
        },
    }


class Pc:
    """All doors of a PC; change its tables before asking."""

    def __init__(self) -> None:
        self.classes = classes()
        self.keys_and_values = registry()
        self.sids = list(ADMINISTRATORS)
        self.updates = [
            {"severity": "Critical", "categories": [], "optional": False},
            {"severity": None, "categories": [], "optional": True},
        ]
        self.operations = [
            {
                "time": 1795500000.0,
                "operation": 1,
                "result": 2,
                "articles": ["2267602"],
            },
            {"time": 1794480000.0, "operation": 1, "result": 2, "articles": ["50"]},
        ]
        self.update_state: dict[str, Any] = {
            "reboot_required": False,
            "notification_level": 4,
            "last_search": 1795590000.0,
        }

    def doors(self) -> Doors:
        """Return them in one hand."""
        part: Any = _Part(self)
        return Doors(
            "win32", "AMD64", Path("/nothing"), NotPrograms(), part, part, part, part
        )


class NotPrograms:
    """A PC without programs to run."""

    def run(self, *argv, timeout_s=30.0):
        """Refuse."""
        raise FileNotFoundError(argv[0])


class _Part(NotWindows):
    def __init__(self, machine: Pc) -> None:
        self._machine = machine

    def query(self, namespace, class_name, properties):
        """Return rows of the tables."""
        if (namespace, class_name) not in self._machine.classes:
            raise FileNotFoundError("0x8004100e")
        rows = self._machine.classes[namespace, class_name]
        return [{name: row.get(name) for name in properties} for row in rows]

    def value(self, path, name):
        """Return a value of the tables."""
        return self._machine.keys_and_values.get(path, {}).get(name)

    def keys(self, path):
        """Return what stands directly below a key of the tables."""
        below = [k for k in self._machine.keys_and_values if k.startswith(path + "\\")]
        names = [key[len(path) + 1 :].partition("\\")[0] for key in below]
        known = names or path in self._machine.keys_and_values
        return list(dict.fromkeys(names)) if known else None

    def administrators(self):
        """Return the members."""
        return self._machine.sids

    def waiting(self):
        """Return what waits."""
        return self._machine.updates

    def history(self):
        """Return what was done."""
        return self._machine.operations

    def state(self):
        """Return how it stands."""
        return self._machine.update_state


class FailingAt:
    """Doors on to others, of which the call at *position* fails with *error*."""

    def __init__(self, position: int, error: Exception) -> None:
        self.calls: list[str] = []
        self._position = position
        self._error = error

    def doors(self, doors: Doors) -> Doors:
        """Return them in one hand; calls of all of them are counted together."""
        names = ("programs", "wmi", "registry", "kernel", "updates")
        wrapped: dict[str, Any] = {
            name: _Counted(self, getattr(doors, name)) for name in names
        }
        return doors._replace(**wrapped)

    def count(self, what: str) -> None:
        """Note a call; fail if it is the one."""
        self.calls.append(what)
        if len(self.calls) - 1 == self._position:
            raise self._error


class _Counted:
    def __init__(self, counter: FailingAt, door: Any) -> None:
        self._counter = counter
        self._door = door

    def __getattr__(self, method):
        def call(*arguments, **limits):
            told = [a for a in arguments if isinstance(a, str)]
            self._counter.count(" ".join([method, *told]))
            return getattr(self._door, method)(*arguments, **limits)

        return call
