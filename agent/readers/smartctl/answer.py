"""One answer of smartctl (JSON, or text of versions before 7.0), read to a drive."""

import re

from agent.readers.errors import ReadError
from agent.readers.smartctl import nvme as nvme_log
from agent.readers.smartctl import scsi as scsi_log
from agent.readers.smartctl.ata import by_number, plain, read_ata, read_self_tests
from agent.readers.smartctl.document import (
    Document,
    decode_document,
    decode_text,
    inside,
    natural,
    rows,
    truth,
    whole,
    words,
)
from agent.readers.smartctl.messages import read_messages
from agent.readers.smartctl.nvme import read_nvme
from agent.readers.smartctl.scan import Device, is_scan, read_scan, read_scan_text
from agent.readers.smartctl.scsi import read_scsi
from agent.readers.smartctl.shapes import Ata, Drive, Media, SelfTests
from agent.readers.smartctl.text import looks_like_text, read_text
from agent.readers.smartctl.wear import read_life

_KNOWN = frozenset(
    {
        "ata_smart_attributes",
        "device",
        "json_format_version",
        "model_name",
        "nvme_smart_health_information_log",
        "smart_status",
        "smartctl",
    }
)
_VERSION = re.compile(r"smartctl (?:pre-)?(\d{1,3})\.(\d{1,3})\b", re.ASCII)


def read_smartctl(content: bytes | str) -> Drive | list[Device]:
    """Return the drive, or the drives of a scan, that smartctl's output tells of.

    Raises:
        ReadError: it is no output of smartctl, or damaged.
    """
    text = decode_text(content)
    if not text.lstrip().startswith(("{", "[")):
        if looks_like_text(text):
            return read_document(read_text(text))
        devices = read_scan_text(text)
        if not devices:
            raise ReadError("not an output of smartctl: neither JSON nor its text")
        return devices
    document = decode_document(text)
    if is_scan(document):
        return read_scan(document)
    return read_document(document)


def read_version(content: bytes | str) -> tuple[int, int] | None:
    """Return the version that ``smartctl --version`` states, with --json or without."""
    text = decode_text(content)
    if text.lstrip().startswith("{"):
        numbers = inside(decode_document(text), "smartctl", "version")
        if not isinstance(numbers, list) or len(numbers) < 2:
            return None
        major, minor = whole(numbers[0]), whole(numbers[1])
        return None if major is None or minor is None else (major, minor)
    found = _VERSION.search(text[:2000])
    return (int(found[1]), int(found[2])) if found else None


def read_document(document: Document) -> Drive:
    """Return the drive of smartctl's JSON.

    Raises:
        ReadError: it has no part that smartctl prints.
    """
    if _KNOWN.isdisjoint(document):
        raise ReadError("JSON, but not that of smartctl")
    ata, nvme, scsi = read_ata(document), read_nvme(document), read_scsi(document)
    rpm = natural(document, "rotation_rate")
    media = _media(inside(document, "device", "protocol"), rpm)
    return Drive(
        device_name=words(document, "device", "name"),
        device_type=words(document, "device", "type"),
        protocol=words(document, "device", "protocol"),
        model=_model(document),
        serial=words(document, "serial_number") or words(document, "scsi_serial"),
        firmware=_first(document, "firmware_version", "scsi_revision", "revision"),
        capacity_bytes=_capacity(document),
        rotation_rpm=rpm,
        media=media,
        smart_passed=truth(document, "smart_status", "passed"),
        smart_available=_support(document, "available"),
        smart_enabled=_support(document, "enabled"),
        exit_status=natural(document, "smartctl", "exit_status"),
        power_on_minutes=_power_on_minutes(document, ata),
        power_cycles=_power_cycles(document, ata),
        temperature_c=_temperature(document),
        trip_temperature_c=whole(inside(document, "temperature", "drive_trip")),
        ata=ata,
        nvme=nvme,
        scsi=scsi,
        self_tests=_self_tests(document),
        life=read_life(document, media, ata, nvme, scsi),
        messages=read_messages(document),
    )


def _first(document: Document, *names: str) -> str | None:
    return next((found for n in names if (found := words(document, n))), None)


def _model(document: Document) -> str | None:
    found = _first(document, "model_name", "scsi_model_name")
    if found is None:
        vendor = _first(document, "scsi_vendor", "vendor")
        product = _first(document, "scsi_product", "product")
        found = " ".join(word for word in (vendor, product) if word) or None
    return found


def _capacity(document: Document) -> int | None:
    found = natural(document, "user_capacity", "bytes")
    if found is None:
        found = natural(document, "nvme_total_capacity")
    if found is None:
        spaces = rows(document, "nvme_namespaces")
        found = natural(spaces[0], "size", "bytes") if len(spaces) == 1 else None
    return found


def _media(protocol: object, rpm: int | None) -> Media | None:
    if protocol == "NVMe":
        return "nvme"
    if rpm is None:
        return None
    return "hdd" if rpm else "ssd"


def _temperature(document: Document) -> int | None:
    """Return the temperature; some SAS drives leave the usual page at 0 °C."""
    found = whole(inside(document, "temperature", "current"))
    if not found:
        elsewhere = scsi_log.read_environment_temperature(document)
        found = found if elsewhere is None else elsewhere
    if found is None:
        found = natural(document, "nvme_smart_health_information_log", "temperature")
    return found


def _support(document: Document, name: str) -> bool | None:
    support = inside(document, "smart_support")
    if isinstance(support, bool):
        return support
    return truth(document, "smart_support", name)


def _power_on_minutes(document: Document, ata: Ata | None) -> int | None:
    """Return the minutes; of a bare attribute only where it is one plain number."""
    hours = natural(document, "power_on_time", "hours")
    if hours is None:
        hours = natural(document, "nvme_smart_health_information_log", "power_on_hours")
    if hours is None:
        attribute = by_number(ata, 9)
        named = attribute is not None and attribute.name.lower() == "power_on_hours"
        hours = plain(attribute) if named else None
    if hours is None:
        return None
    return hours * 60 + (natural(document, "power_on_time", "minutes") or 0) % 60


def _power_cycles(document: Document, ata: Ata | None) -> int | None:
    found = natural(document, "power_cycle_count")
    if found is None:
        found = natural(document, "nvme_smart_health_information_log", "power_cycles")
    if found is None:
        found = plain(by_number(ata, 12))
    return found


def _self_tests(document: Document) -> SelfTests | None:
    for read in (
        read_self_tests,
        nvme_log.read_self_tests,
        scsi_log.read_self_tests,
    ):
        found = read(document)
        if found is not None:
            return found
    return None
