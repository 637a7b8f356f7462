"""Firmware tables of Linux: the raw table for root, single values for others."""

from pathlib import Path

from agent.sources.smbios import Firmware, Product, Smbios, SmbiosError, decode
from agent.sources.smbios_table import entry_point_version
from agent.sources.smbios_words import CHASSIS_KINDS, clean, clean_uuid, iso_date
from agent.sources.text import natural, read_or_none

_NEEDS_ROOT = "needs root: run the service as root, or grant it the capability CAP_DAC_READ_SEARCH"
_NO_TABLE = "this machine has no SMBIOS table (usual in virtual machines and on ARM)"


def read_firmware_tables(root: Path) -> tuple[Smbios, str]:
    """Return what the firmware says, and why it does not say more."""
    tables = root / "sys/firmware/dmi/tables"
    try:
        raw = (tables / "DMI").read_bytes()
        version = entry_point_version((tables / "smbios_entry_point").read_bytes())
        return decode(raw, version=version or (3, 0)), "the firmware does not say"
    except PermissionError:
        reason = _NEEDS_ROOT
    except SmbiosError:
        reason = "the firmware's SMBIOS table is damaged"
    except OSError:
        reason = _NO_TABLE
    return read_identity(root / "sys/class/dmi/id"), reason


def read_identity(folder: Path) -> Smbios:
    """Return what the kernel copied out of the table; serials are for root only."""

    def text(name: str) -> str | None:
        return clean(read_or_none(folder / name))

    kind = natural(read_or_none(folder / "chassis_type"))
    return Smbios(
        firmware=Firmware(
            text("bios_vendor"),
            text("bios_version"),
            iso_date(read_or_none(folder / "bios_date")),
        ),
        system=Product(
            manufacturer=text("sys_vendor"),
            product=text("product_name"),
            version=text("product_version"),
            serial=text("product_serial"),
            uuid=clean_uuid(read_or_none(folder / "product_uuid")),
            sku=text("product_sku"),
            family=text("product_family"),
        ),
        baseboard=Product(
            manufacturer=text("board_vendor"),
            product=text("board_name"),
            version=text("board_version"),
            serial=text("board_serial"),
        ),
        chassis=Product(
            manufacturer=text("chassis_vendor"),
            version=text("chassis_version"),
            serial=text("chassis_serial"),
            kind=CHASSIS_KINDS.get((kind or 0) & 0x7F),
        ),
    )
