"""The firmware's tables from the text of dmidecode, in the shape of the raw decoder."""

from collections.abc import Iterable, Sequence

from agent.readers.dmidecode import Block
from agent.sources.smbios import Firmware, Processor, Product, Smbios, placeholders
from agent.sources.smbios_memory import Memory, Module
from agent.sources.smbios_words import (
    CHASSIS_KINDS,
    FORM_FACTORS,
    clean,
    clean_uuid,
    iso_date,
)

_NOTHING_INSIDE = frozenset({"no module installed", "not installed"})
_OTHER_PROCESSORS = frozenset({"Math Processor", "DSP Processor", "Video Processor"})
_MASKED = frozenset({"", "--"})
_NOT_RAM = frozenset({"flash", "rom", "eeprom", "feprom", "eprom"})
# The second label of each is that of dmidecode 1.x.
_NAMES = {
    "manufacturer": ("Manufacturer", "Vendor"),
    "product": ("Product Name", "Product"),
    "serial": ("Serial Number",),
    "uuid": ("UUID",),
    "sku": ("SKU Number",),
    "family": ("Family",),
    "version": ("Version",),
}


def tables_of(blocks: Sequence[Block]) -> Smbios:
    """Return what *blocks* say; of several of one kind the first counts."""
    first: dict[int, Block] = {}
    for block in blocks:
        first.setdefault(block.kind, block)
    firmware = first.get(0, Block(0, 0, {}))
    raw = {
        "system": _product_texts(first.get(1)),
        "baseboard": _product_texts(
            first.get(2), ("manufacturer", "product", "serial")
        ),
    }
    central = [b for b in blocks if b.kind == 4 and _is_central(b)]
    return Smbios(
        firmware=Firmware(
            clean(firmware.text("Vendor")),
            clean(firmware.text("Version")),
            iso_date(firmware.text("Release Date", "Release")),
        ),
        system=_product(first.get(1)),
        baseboard=_product(first.get(2)),
        chassis=_product(first.get(3)),
        processors=tuple(_processor(b) for b in central if _is_populated(b)),
        sockets=len(central),
        memory=_memory(blocks),
        placeholders=placeholders(raw),
    )


def _product_texts(
    block: Block | None, names: Iterable[str] = tuple(_NAMES)
) -> dict[str, str]:
    if block is None:
        return {}
    texts = {name: block.text(*_NAMES[name]) for name in names}
    return {name: text for name, text in texts.items() if text not in _MASKED and text}


def _product(block: Block | None) -> Product:
    texts = _product_texts(block)
    kind = block.text("Type", "Chassis Type") if block and block.kind == 3 else None
    return Product(
        **{name: clean(text) for name, text in texts.items() if name != "uuid"},
        uuid=texts.get("uuid") if clean_uuid(texts.get("uuid")) else None,
        kind=kind if kind in CHASSIS_KINDS.values() else None,
    )


def _is_central(block: Block) -> bool:
    return block.text("Type", "Processor Type") not in _OTHER_PROCESSORS


def _is_populated(block: Block) -> bool:
    return (block.text("Status") or "Populated").startswith("Populated")


def _processor(block: Block) -> Processor:
    return Processor(
        socket=clean(block.text("Socket Designation")),
        name=clean(
            " ".join((block.text("Version", "Processor Version") or "").split())
        ),
        cores=block.number("Core Count"),
        cores_enabled=block.number("Core Enabled"),
        threads=block.number("Thread Count"),
        max_speed_hz=(block.number("Max Speed") or 0) * 1_000_000 or None,
    )


def _memory(blocks: Sequence[Block]) -> Memory:
    arrays = [b for b in blocks if b.kind == 16]
    system = [b for b in arrays if b.text("Use") == "System Memory"]
    handles = {b.handle for b in system}
    devices = [
        b
        for b in blocks
        if b.kind == 17
        and (not arrays or b.reference("Array Handle") in handles)
        and (b.text("Type") or "").lower() not in _NOT_RAM
    ]
    maximum = sum(b.size("Maximum Capacity") or 0 for b in system)
    return Memory(tuple(_module(b) for b in devices), maximum or None)


def _module(block: Block) -> Module:
    locator, bank = clean(block.text("Locator")), clean(block.text("Bank Locator"))
    if (block.text("Size") or "").lower() in _NOTHING_INSIDE:
        return Module(locator, bank, 0)
    form = block.text("Form Factor")
    return Module(
        locator=locator,
        bank=bank,
        size_bytes=block.size("Size"),
        memory_type=clean(block.text("Type")),
        form_factor=form if form in FORM_FACTORS.values() else None,
        speed_mts=_speed(block.text("Speed")),
        configured_speed_mts=_speed(
            block.text("Configured Memory Speed", "Configured Clock Speed")
        ),
        manufacturer=clean(block.text("Manufacturer")),
        part_number=clean(block.text("Part Number")),
        serial=clean(block.text("Serial Number")),
    )


def _speed(text: str | None) -> int | None:
    """Return MT/s; old versions print the same number as MHz, some print a time."""
    words = (text or "").split()
    if len(words) >= 2 and words[1] in {"MT/s", "MHz"} and words[0].isdecimal():
        return int(words[0][:9]) or None
    return None
