"""What the firmware says about a machine: one decoder for Linux and Windows."""

from collections.abc import Mapping

import msgspec

from agent.sources.smbios_memory import Memory, decode_memory
from agent.sources.smbios_table import SmbiosError, Structure, structures
from agent.sources.smbios_words import CHASSIS_KINDS, clean, clean_uuid, iso_date

__all__ = ["Smbios", "SmbiosError", "decode"]

_SOCKET_POPULATED = 0x40
_OTHER_PROCESSORS = (4, 5, 6)  # mathematical, signal, video
_MORE_THAN_255 = 0xFF
_SYSTEM_TEXTS = {
    "manufacturer": 4,
    "product": 5,
    "serial": 7,
    "sku": 0x19,
    "family": 0x1A,
    "version": 6,
}
_SYSTEM_ORDER = (
    "manufacturer",
    "product",
    "serial",
    "uuid",
    "sku",
    "family",
    "version",
)
_BOARD_TEXTS = {"manufacturer": 4, "product": 5, "serial": 7}


class Firmware(msgspec.Struct, frozen=True):
    """BIOS or UEFI, as it names itself."""

    vendor: str | None = None
    version: str | None = None
    release_date: str | None = None


class Product(msgspec.Struct, frozen=True):
    """System, baseboard or chassis; ``kind`` is known of a chassis only."""

    manufacturer: str | None = None
    product: str | None = None
    version: str | None = None
    serial: str | None = None
    uuid: str | None = None
    sku: str | None = None
    family: str | None = None
    kind: str | None = None


class Processor(msgspec.Struct, frozen=True):
    """One populated socket; ``max_speed_hz`` is the firmware's claim, at times absurd."""

    socket: str | None = None
    name: str | None = None
    cores: int | None = None
    cores_enabled: int | None = None
    threads: int | None = None
    max_speed_hz: int | None = None


class Smbios(msgspec.Struct, frozen=True):
    """A decoded table; None means that it does not say."""

    firmware: Firmware = Firmware()
    system: Product = Product()
    baseboard: Product = Product()
    chassis: Product = Product()
    processors: tuple[Processor, ...] = ()
    sockets: int = 0
    memory: Memory = Memory()
    placeholders: dict[str, str] = {}
    """What stands in the place of a value, by field (``system.serial``)."""

    @property
    def model(self) -> str | None:
        """The name people use: Lenovo keeps it in the version field."""
        maker = (self.system.manufacturer or "").lower()
        lenovo = self.system.version if maker == "lenovo" else None
        return lenovo or self.system.product or self.baseboard.product

    @property
    def vendor(self) -> str | None:
        """Who made the machine, else who made its board."""
        return self.system.manufacturer or self.baseboard.manufacturer

    @property
    def serial(self) -> str | None:
        """The machine's serial number, else its chassis', else its board's."""
        return self.system.serial or self.chassis.serial or self.baseboard.serial


def decode(table: bytes, *, version: tuple[int, int] = (3, 0)) -> Smbios:
    """Return what the structure table *table* says.

    Of several structures of one kind that describe the machine the first counts.
    Damage ends the reading; what stands before it counts.

    Raises:
        SmbiosError: not one structure is whole.
    """
    found = list(structures(table))
    if not found:
        raise SmbiosError("no SMBIOS structure is whole")
    first: dict[int, Structure] = {}
    for structure in found:
        first.setdefault(structure.kind, structure)
    central = [s for s in found if s.kind == 4 and _is_central(s)]
    return Smbios(
        firmware=_firmware(first.get(0)),
        system=_system(first.get(1), version),
        baseboard=_baseboard(first.get(2)),
        chassis=_chassis(first.get(3)),
        processors=tuple(
            _processor(s)
            for s in central
            if (s.number(0x18, 1) or 0) & _SOCKET_POPULATED
        ),
        sockets=len(central),
        memory=decode_memory(found),
        placeholders=placeholders(
            {
                "system": _system_texts(first.get(1), version),
                "baseboard": _texts(first.get(2), _BOARD_TEXTS),
            }
        ),
    )


def placeholders(raw: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return those texts of *raw* (by part and name) that stand for no value."""
    return {
        f"{part}.{name}": text
        for part, texts in raw.items()
        for name, text in texts.items()
        if (clean_uuid(text) if name == "uuid" else clean(text)) is None
    }


def _system_texts(s: Structure | None, version: tuple[int, int]) -> dict[str, str]:
    """Return the texts of the system, the UUID of only one bit in dmidecode's words."""
    texts = _texts(s, _SYSTEM_TEXTS)
    raw = s.data[8:24] if s else b""
    if len(raw) == 16:
        words = {b"\xff" * 16: "Not Present", b"\0" * 16: "Not Settable"}
        texts["uuid"] = words.get(raw) or _uuid_text(raw, version)
    return {name: texts[name] for name in _SYSTEM_ORDER if name in texts}


def _texts(s: Structure | None, offsets: Mapping[str, int]) -> dict[str, str]:
    """Return the texts as dmidecode prints them: what is not there in its words."""
    found = {}
    for name, offset in offsets.items() if s else ():
        index = s.number(offset, 1) if s else None
        if s is None or index is None:
            continue
        text = "Not Specified" if index == 0 else s.text(offset)
        found[name] = "<BAD INDEX>" if text is None else text
    return {name: text for name, text in found.items() if text.strip()}


def _firmware(s: Structure | None) -> Firmware:
    if s is None:
        return Firmware()
    return Firmware(clean(s.text(4)), clean(s.text(5)), iso_date(s.text(8)))


def _system(s: Structure | None, version: tuple[int, int]) -> Product:
    if s is None:
        return Product()
    return Product(
        manufacturer=clean(s.text(4)),
        product=clean(s.text(5)),
        version=clean(s.text(6)),
        serial=clean(s.text(7)),
        uuid=_uuid(s.data[8:24], version),
        sku=clean(s.text(0x19)),
        family=clean(s.text(0x1A)),
    )


def _uuid(raw: bytes, version: tuple[int, int]) -> str | None:
    return clean_uuid(_uuid_text(raw, version)) if len(raw) == 16 else None


def _uuid_text(raw: bytes, version: tuple[int, int]) -> str:
    if version >= (2, 6):  # from here on the first three fields are little-endian
        raw = raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]
    h = raw.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


def _baseboard(s: Structure | None) -> Product:
    if s is None:
        return Product()
    return Product(
        manufacturer=clean(s.text(4)),
        product=clean(s.text(5)),
        version=clean(s.text(6)),
        serial=clean(s.text(7)),
    )


def _chassis(s: Structure | None) -> Product:
    if s is None:
        return Product()
    return Product(
        manufacturer=clean(s.text(4)),
        kind=CHASSIS_KINDS.get((s.number(5, 1) or 0) & 0x7F),
        version=clean(s.text(6)),
        serial=clean(s.text(7)),
    )


def _is_central(s: Structure) -> bool:
    return s.number(5, 1) not in _OTHER_PROCESSORS


def _count(s: Structure, short: int, long: int) -> int | None:
    number = s.number(short, 1)
    if number == _MORE_THAN_255:
        number = s.number(long, 2) or number
    return number or None


def _processor(s: Structure) -> Processor:
    return Processor(
        socket=clean(s.text(4)),
        name=clean(" ".join((s.text(0x10) or "").split())),
        cores=_count(s, 0x23, 0x2A),
        cores_enabled=_count(s, 0x24, 0x2C),
        threads=_count(s, 0x25, 0x2E),
        max_speed_hz=(s.number(0x14, 2) or 0) * 1_000_000 or None,
    )
