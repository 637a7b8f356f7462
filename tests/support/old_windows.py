"""A Windows 7 PC for the script's evaluator: values made by hand."""

import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.support.powershell_expressions import Nothing
from tests.support.powershell_run import Script
from tests.support.powershell_source import Source
from tests.support.powershell_values import Array, Hash, Row, Thrown

SCRIPT = Path(__file__).parents[2] / "deploy/windows/hatang-once.ps1"
SOURCE = Source.of(SCRIPT)
NOW = 1_711_000_000.0
SIDS = ["S-1-5-21-1-2-3-500", "S-1-5-21-7-8-9-513"]


def rows(**properties: Any) -> list[dict[str, Any]]:
    """Return one row, as a list."""
    return [properties]


CLASSES: dict[str, Any] = {
    "Win32_BIOS": rows(
        Manufacturer="Award",
        SMBIOSBIOSVersion="F4",
        ReleaseDate="20110513000000.000000+000",
        SerialNumber="To be filled by O.E.M.",
    ),
    "Win32_ComputerSystem": rows(
        Manufacturer="Dell Inc.",
        Model="OptiPlex 390",
        TotalPhysicalMemory=4_200_000_000,
    ),
    "Win32_ComputerSystemProduct": rows(
        Version="01", UUID="4C4C4544-0042-3510-8051-B3C04F4E3253"
    ),
    "Win32_BaseBoard": rows(
        Manufacturer="Dell Inc.", Product="0M5DCD", SerialNumber="/1/CN/"
    ),
    "Win32_SystemEnclosure": rows(ChassisTypes=[6], SerialNumber="1B2C3D4"),
    "Win32_PhysicalMemory": [
        {
            "DeviceLocator": "DIMM1",
            "Capacity": 4 << 30,
            "MemoryType": 24,
            "FormFactor": 8,
        },
    ],
    "Win32_PhysicalMemoryArray": rows(Use=3, MaxCapacity=8 << 20, MemoryDevices=2),
    "Win32_Processor": rows(
        Name="Intel(R) Core(TM)  i3-2120",
        Manufacturer="GenuineIntel",
        NumberOfCores=2,
        NumberOfLogicalProcessors=4,
    ),
    "Win32_DiskDrive": [
        {
            "Index": 0,
            "Model": "ST500DM002",
            "SerialNumber": " Z2A1 ",
            "Size": 500_105_249_280,
            "InterfaceType": "IDE",
            "MediaType": "Fixed hard disk media",
            "PNPDeviceID": r"IDE\DISKST500\5&1&0&0.0.0",
        },
        {"Index": 1, "Model": "Stick", "Size": 8, "MediaType": "Removable Media"},
    ],
    "MSStorageDriver_FailurePredictStatus": rows(
        InstanceName=r"IDE\DiskST500\5&1&0&0.0.0_0", PredictFailure=True
    ),
    "Win32_NetworkAdapter": [
        {
            "NetConnectionID": "LAN",
            "Name": "Realtek",
            "MACAddress": "00:1B:21:AA:BB:CC",
            "PhysicalAdapter": True,
            "PNPDeviceID": r"PCI\VEN_10EC",
            "ServiceName": "RTL8167",
        },
        {"Name": "WAN", "PhysicalAdapter": False, "PNPDeviceID": r"ROOT\MS"},
    ],
    "Win32_VideoController": rows(
        DeviceID="VideoController1", Name="Intel(R) HD Graphics"
    ),
    "Win32_OperatingSystem": rows(
        Caption="Microsoft Windows\u00a07 Professionnel ",
        Version="6.1.7601",
        BuildNumber="7601",
        InstallDate="20120301101112.000000+060",
        LastBootUpTime="20240321050000.000000+000",
    ),
    "Win32_QuickFixEngineering": [
        {"InstalledOn": "3/7/2019"},
        {"InstalledOn": "01d4dfd0fb4eb361"},
        {"InstalledOn": None},
    ],
    "Win32_Tpm": rows(SpecVersion="1.2, 2, 3"),
    "Win32_LogicalDisk": [
        {"DeviceID": "C:", "DriveType": 3, "FileSystem": "NTFS"},
        {"DeviceID": "D:", "DriveType": 5, "FileSystem": None},
        {"DeviceID": "E:", "DriveType": 3, "FileSystem": "FAT32"},
    ],
    "AntiVirusProduct": [
        {"displayName": "Security Essentials", "productState": 397312},
        {"displayName": "Security Essentials", "productState": 393472},
        {"displayName": "Old Guard", "productState": 0x060010},
    ],
    "Win32_ShadowCopy": [
        {"InstallDate": "20240320101112.000000+000"},
        {"InstallDate": "20240319101112.000000+000"},
    ],
    "Win32_Group": rows(Name="Administrateurs", SID="S-1-5-32-544"),
    "MSSMBios_RawSMBiosTables": [],
}
REGISTRY = {
    r"HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion": {
        "EditionID": "Professional"
    },
    r"HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\DomainProfile": {
        "EnableFirewall": 1
    },
    r"HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\StandardProfile": {
        "EnableFirewall": 1
    },
    r"HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\PrivateProfile": {
        "EnableFirewall": 0
    },
}


class OldWindows:
    """What the script asks of Windows; *broken* classes and objects refuse."""

    def __init__(self, *, broken: str = "", **classes: Any) -> None:
        self.classes = {**CLASSES, **classes}
        self.broken = broken
        self.said: list[str] = []
        self.asked: list[str] = []

    def _refuse(self, name: str) -> None:
        self.asked.append(name)
        if name.lower() == self.broken.lower():
            raise Thrown("Access denied")

    def wmi(self, namespace: str = "", query: str = "", **named: str) -> Any:
        """Get-WmiObject: the class that the query names, its properties by name."""
        found = re.search(r"SELECT (.+?) FROM (\w+)", query)
        name = found[2] if found else named["class"]
        self._refuse(name)
        if name == "Win32_EncryptableVolume":
            return [self._volume()]
        wanted = [each.strip() for each in found[1].split(",")] if found else []
        made = []
        for row in self.classes[name]:
            values = {key: row.get(key) for key in wanted}
            properties = Hash((key, Row(Value=value)) for key, value in values.items())
            made.append(Row(**values, Properties=properties))
        return made[0] if len(made) == 1 else made

    def _volume(self) -> Row:
        return Row(
            DriveLetter="C:",
            ProtectionStatus=0,
            GetConversionStatus=lambda: Row(
                ConversionStatus=1, EncryptionPercentage=100
            ),
            GetEncryptionMethod=lambda: Row(EncryptionMethod=3),
        )

    def key(self, path: str) -> Row:
        """Get-Item of a registry key."""
        return Row(GetValue=lambda name, _: REGISTRY[path].get(name))

    def service(self, name: str) -> Row:
        """Get-Service."""
        self._refuse(name)
        return Row(Status="Running")

    def say(self, *words: Any) -> type[Nothing]:
        """Write-Warning and Write-Host."""
        self.said.append(" ".join(str(word) for word in words))
        return Nothing

    def group(self, path: str) -> Row:
        """[ADSI] of the group of administrators."""
        assert path == "WinNT://./Administrateurs,group"
        self._refuse("ADSI")
        return Row(Invoke=lambda _: [_member(sid) for sid in SIDS])

    def commands(self) -> dict[str, Any]:
        """Return what the script's commands do."""
        return {
            "ADSI": self.group,
            "Get-Item": self.key,
            "Get-Service": self.service,
            "Get-WmiObject": self.wmi,
            "Join-Path": lambda path, childpath: f"{path}/{childpath}",
            "Test-Path": lambda path: path in REGISTRY or Path(path).exists(),
            "Write-Host": self.say,
            "Write-Warning": self.say,
        }

    def automatic(self, _: list[Any]) -> Row:
        """Microsoft.Update.AutoUpdate."""
        self._refuse("AutoUpdate")
        results = Row(LastInstallationSuccessDate=None, LastSearchSuccessDate=None)
        return Row(Settings=Row(NotificationLevel=4), Results=results)

    def search(self, _: list[Any]) -> Row:
        """Return a worker that asks Windows Update: five wait, two for security."""
        return Row(
            AddScript=lambda _: None,
            BeginInvoke=lambda: Row(AsyncWaitHandle=Row(WaitOne=lambda *_: True)),
            EndInvoke=lambda _: [5, 2],
        )

    def script(self, folder: Path, makers: Any = MappingProxyType({})) -> Script:
        """Return the script on this PC; files go below *folder*."""
        script = Script(
            SOURCE,
            commands=self.commands(),
            clock=lambda: NOW,
            environment={
                "COMPUTERNAME": "PC7",
                "PROCESSOR_ARCHITECTURE": "AMD64",
                "ProgramFiles": str(folder),
                "SystemDrive": "C:",
            },
            makers={
                "microsoft.update.autoupdate": self.automatic,
                "microsoft.update.systeminfo": lambda _: Row(RebootRequired=True),
                **makers,
            },
            static={"system.management.automation.powershell::create": self.search},
        )
        path = Row(GetUnresolvedProviderPathFromPSPath=lambda each: str(folder / each))
        script.set("ExecutionContext", Row(SessionState=Row(Path=path)))
        return script


def _member(sid: str) -> Row:
    octets = Array(sid.encode())
    kind = Row(InvokeMember=lambda *_: octets)
    return Row(GetType=lambda: kind)
