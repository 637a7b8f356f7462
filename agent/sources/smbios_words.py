"""What firmware strings and numbers mean, and which of them mean nothing."""

import re

from agent.readers.placeholders import clean as clean

_JUNK_UUIDS = frozenset(
    {
        "03000200-0400-0500-0006-000700080009",
        "00020003-0004-0005-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
    }
)


def clean_uuid(text: str | None) -> str | None:
    """Return *text* in lower case, or None for an identity that many machines have."""
    word = (text or "").strip().lower()
    digits = set(word) - {"-"}
    if len(word) != 36 or len(digits) < 2 or word in _JUNK_UUIDS:
        return None
    return word


def iso_date(text: str | None) -> str | None:
    """Return a firmware date (mm/dd/yyyy by the standard) as yyyy-mm-dd, else None."""
    found = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", (text or "").strip())
    if not found:
        return None
    month, day, year = found.groups()
    if not ("01" <= month <= "12" and "01" <= day <= "31"):
        return None
    return f"{year}-{month}-{day}"


CHASSIS_KINDS = dict(
    enumerate(
        [
            "Desktop",
            "Low Profile Desktop",
            "Pizza Box",
            "Mini Tower",
            "Tower",
            "Portable",
            "Laptop",
            "Notebook",
            "Hand Held",
            "Docking Station",
            "All In One",
            "Sub Notebook",
            "Space-saving",
            "Lunch Box",
            "Main Server Chassis",
            "Expansion Chassis",
            "Sub Chassis",
            "Bus Expansion Chassis",
            "Peripheral Chassis",
            "RAID Chassis",
            "Rack Mount Chassis",
            "Sealed-case PC",
            "Multi-system",
            "CompactPCI",
            "AdvancedTCA",
            "Blade",
            "Blade Enclosing",
            "Tablet",
            "Convertible",
            "Detachable",
            "IoT Gateway",
            "Embedded PC",
            "Mini PC",
            "Stick PC",
        ],
        start=3,
    )
)
MEMORY_TYPES = dict(
    enumerate(
        [
            "DRAM",
            "EDRAM",
            "VRAM",
            "SRAM",
            "RAM",
            "ROM",
            "Flash",
            "EEPROM",
            "FEPROM",
            "EPROM",
            "CDRAM",
            "3DRAM",
            "SDRAM",
            "SGRAM",
            "RDRAM",
            "DDR",
            "DDR2",
            "DDR2 FB-DIMM",
            "",
            "",
            "",
            "DDR3",
            "FBD2",
            "DDR4",
            "LPDDR",
            "LPDDR2",
            "LPDDR3",
            "LPDDR4",
            "Logical non-volatile device",
            "HBM",
            "HBM2",
            "DDR5",
            "LPDDR5",
            "HBM3",
        ],
        start=3,
    )
)
NOT_RAM = frozenset({0x08, 0x09, 0x0A, 0x0B, 0x0C})
"""Memory types of firmware stores: ROM, Flash, EEPROM, FEPROM, EPROM."""
FORM_FACTORS = dict(
    enumerate(
        [
            "SIMM",
            "SIP",
            "Chip",
            "DIP",
            "ZIP",
            "Proprietary Card",
            "DIMM",
            "TSOP",
            "Row Of Chips",
            "RIMM",
            "SODIMM",
            "SRIMM",
            "FB-DIMM",
            "Die",
            "CAMM",
        ],
        start=3,
    )
)
