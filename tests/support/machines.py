"""Machines made up for tests."""

from agent.sources.inventory import (
    Cpu,
    Disk,
    Machine,
    NetworkInterface,
    OperatingSystem,
    Security,
)
from agent.sources.smbios import Firmware, Product, Smbios
from agent.sources.smbios_memory import Memory, Module

GIB = 1 << 30


def office_machine() -> Machine:
    """Return a PC with one of two slots in use, an NVMe drive and one card."""
    module = Module(
        locator="DIMM 1",
        size_bytes=8 * GIB,
        memory_type="DDR4",
        speed_mts=2400,
        configured_speed_mts=33560,
        part_number="M471A1K43CB1",
    )
    tables = Smbios(
        firmware=Firmware("Dell Inc.", "1.9.1", "2020-04-09"),
        system=Product("Dell Inc.", "OptiPlex 3070", serial="2RJF153", uuid="u-1"),
        baseboard=Product("Dell Inc.", "0WR7PY", serial="CN123"),
        chassis=Product(kind="Mini Tower"),
        memory=Memory((module, Module(locator="DIMM 2", size_bytes=0)), 32 * GIB),
    )
    return Machine(
        firmware_tables=tables,
        firmware_mode="UEFI",
        cpu=Cpu(model="Intel Core i5-9500", sockets=1, cores=6, threads=6),
        usable_memory_bytes=8 * GIB - 123,
        disks={
            "nvme0n1": Disk(
                model="PC300", serial="FJ68N", size_bytes=512, media="SSD", bus="nvme"
            ),
            "sda": Disk(serial="USB1", size_bytes=9, bus="usb"),
        },
        interfaces={
            "enp3s0": NetworkInterface(mac="f4:6d:04:97:2d:3e", driver="r8169"),
            "enp0s9": NetworkInterface(mac="02:fc:00:00:00:01", driver="virtio_net"),
        },
        operating_system=OperatingSystem(name="Debian GNU/Linux 12", version="12"),
        security=Security(secure_boot=False, tpm_version="2.0"),
    )
