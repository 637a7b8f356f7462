"""What firmware strings and numbers mean, and which of them mean nothing."""

import re

# What makers leave in place of a value, in lower case; compared with the whole text.
_PLACEHOLDER = re.compile(
    r"""
      (to \s be \s )? fill(ed)? \s by \s (o\.?e\.?m\.?|oem).*
    | to \s be \s filled.*
    | default (\s string)?
    | (system|product|base \s? board|board|chassis|type \d? \s - \s board)
      \s (manufacturer?|vendor|name|product \s name|version|serial \s number
         |sku (\s number)?|family|asset \s tag)
    | (dimm|module|memory) \s? (serial|part) ( \s? (number|no\.?) )?
    | serial \s? (number|no\.?)?
    | not \s (specified|applicable|available|present|provided|set|defined|settable)
    | no \s (asset (\s (tag|information))?|dimm|module .*|enclosure .*)
    | n/?a | none | null | nil | unknown | undefined | invalid | empty | other
    | oem | o\.e\.m\.? | sku | unspecified | unassigned | reserved
    | <? (out \s of \s spec|bad \s index) >?
    | asset -? \s? (tag)? \d+
    | (a\d_)? (sernum|serialnum|serial|partnum|manufacturer|assettag
      |modulepartnumber|moduleserialnumber|modulemanufacturer) _? [a-d]? \d*
    | array\d+_partnumber\d+
    | 0? 123456789 0? | 9876543210
    | ( [0x.\-_*?\s] | f (?=[f\s\-]) | (?<=f) f )+
    """,
    re.VERBOSE,
)
_JUNK_UUIDS = frozenset(
    {
        "03000200-0400-0500-0006-000700080009",
        "00020003-0004-0005-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
    }
)


def clean(text: str | None) -> str | None:
    """Return *text* without padding, or None if it says nothing.

    Placeholders are recognised as a whole: ``Default string`` is none, a product
    called ``Default string 3000`` is one.
    """
    if text is None:
        return None
    kept = "".join(c if c.isprintable() else " " for c in text).strip()
    word = " ".join(kept.lower().strip("[]<>() ").split())
    if not word or _PLACEHOLDER.fullmatch(word):
        return None
    repeated = len(word) >= 4 and len(set(word)) == 1
    return None if repeated else kept


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
