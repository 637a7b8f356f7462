"""One reading of all hardware facts of a Windows machine."""

from collections.abc import Sequence

from agent.sources import windows_disks, windows_hardware, windows_network
from agent.sources import windows_system as system
from agent.sources.inventory import Machine
from agent.sources.smbios import Smbios, SmbiosError, decode
from agent.sources.smbios_table import from_windows
from agent.sources.windows_doors import (
    CIMV2,
    ROOT_WMI,
    STANDARD_CIMV2,
    STORAGE,
    TPM,
    Kernel,
    Registry,
    Rows,
    Wmi,
    attempt,
    natural,
)
from agent.sources.windows_hardware import RAW_TABLES
from agent.sources.windows_performance import performance


def read_machine(
    *, wmi: Wmi, registry: Registry, kernel: Kernel, architecture: str
) -> Machine:
    """Return this machine; each part that Windows refuses is unknown, alone."""
    return _Reading(wmi, registry, kernel, architecture).machine()


class _Reading:
    """One reading through the given doors."""

    def __init__(
        self, wmi: Wmi, registry: Registry, kernel: Kernel, architecture: str
    ) -> None:
        self._architecture = architecture
        self._wmi = wmi
        self._registry = registry
        self._kernel = kernel

    def _rows(
        self, class_name: str, properties: Sequence[str], namespace: str = CIMV2
    ) -> Rows:
        return self._asked(class_name, properties, namespace)[0]

    def _asked(
        self, class_name: str, properties: Sequence[str], namespace: str
    ) -> tuple[Rows, str]:
        empty: Rows = []
        return attempt(
            lambda: self._wmi.query(namespace, class_name, properties), empty
        )

    def machine(self) -> Machine:
        """Return everything that the doors say."""
        architecture = self._architecture
        computer = self._rows("Win32_ComputerSystem", windows_hardware.COMPUTER_SYSTEM)
        tables, reason = self._tables(computer)
        tpm, tpm_reason = self._asked("Win32_Tpm", system.TPM_CLASS, TPM)
        mode, _ = attempt(self._kernel.firmware_mode, None)
        total = natural(computer[0].get("TotalPhysicalMemory")) if computer else None
        return Machine(
            firmware_tables=tables,
            firmware_reason=reason,
            firmware_mode=mode,
            cpu=windows_hardware.cpu(
                self._rows("Win32_Processor", windows_hardware.PROCESSOR),
                architecture=architecture,
            ),
            usable_memory_bytes=total,
            disks=windows_disks.disks(
                self._rows("MSFT_PhysicalDisk", windows_disks.PHYSICAL_DISK, STORAGE),
                self._rows("Win32_DiskDrive", windows_disks.DISK_DRIVE),
            ),
            interfaces=windows_network.interfaces(
                self._rows(
                    "MSFT_NetAdapter", windows_network.NET_ADAPTER, STANDARD_CIMV2
                ),
                self._rows("Win32_NetworkAdapter", windows_network.NETWORK_ADAPTER),
                self._rows(
                    "Win32_NetworkAdapterConfiguration",
                    windows_network.ADAPTER_CONFIGURATION,
                ),
            ),
            gpus=windows_hardware.gpus(
                self._rows("Win32_VideoController", windows_hardware.VIDEO_CONTROLLER)
            ),
            operating_system=system.operating_system(
                self._registry,
                self._rows("Win32_OperatingSystem", system.OPERATING_SYSTEM),
                self._rows("Win32_QuickFixEngineering", system.HOTFIX),
                architecture=architecture,
            ),
            security=system.security(self._registry, tpm, tpm_reason),
            performance=performance(self._registry),
        )

    def _tables(self, computer: Rows) -> tuple[Smbios, str]:
        """Return the firmware's table: of the kernel, of its CIM class, else WMI's rows."""
        reason = ""
        for source in (self._kernel.firmware_table, self._cim_table):
            raw, why = attempt(source, b"")
            reason = reason or why
            if raw:
                try:
                    table, version = from_windows(raw)
                    return decode(table, version=version), "the firmware does not say"
                except SmbiosError as err:
                    reason = f"the firmware's table cannot be read: {err}"
        modules = self._rows("Win32_PhysicalMemory", windows_hardware.PHYSICAL_MEMORY)
        arrays = self._rows("Win32_PhysicalMemoryArray", windows_hardware.MEMORY_ARRAY)
        found = windows_hardware.memory(modules, arrays)
        return windows_hardware.names(computer, found), reason

    def _cim_table(self) -> bytes:
        """Return what MSSMBios_RawSMBiosTables holds, in the form of the kernel."""
        rows = self._wmi.query(ROOT_WMI, "MSSMBios_RawSMBiosTables", RAW_TABLES)
        return windows_hardware.raw_table(rows[0]) if rows else b""
