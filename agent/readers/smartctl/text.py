"""smartctl's text, as versions before 7.0 and people print it, in the form of its JSON.

One reading of the values serves both forms: what is a value in the text stands at the
place where JSON has it. The labels are English everywhere; the grouping of thousands is
the locale's.
"""

import re
from collections.abc import Callable
from typing import Any

from agent.readers.smartctl.document import MOST_TEXT, Document
from agent.readers.smartctl.text_tables import (
    read_attributes,
    read_error_counters,
    read_self_test_log,
)

MOST_LINES = 5000
_LONGEST_LINE = 1000
_MOST_CELSIUS = 150

_FIELD = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z0-9 /,._()-]{1,60}?)\s*[:=]\s+(?P<value>.+)"
)
_GROUPED = re.compile(
    r"\s*([0-9]{1,3}(?:[.,'’\s\u00a0\u202f\ufffd][0-9]{3})+(?![0-9])|[0-9]+)", re.ASCII
)
_CLOCK = re.compile(
    r"Accumulated power on time, hours:minutes (?P<value>[0-9]+:[0-9]+).*"
)
_OPENING = re.compile(
    r"^(smartctl (pre-)?\d|=== START OF|SMART Attributes Data|ID# ATTRIBUTE_NAME"
    r"|Smartctl open device|SMART overall-health|SMART Health Status"
    r"|Device is in \w+( \(\w+\))? mode)",
    re.MULTILINE,
)
_MESSAGES = re.compile(
    r"^(Smartctl open device: .*|.*: Unable to detect device type.*"
    r"|Device is in .* mode.*|.*Unknown USB bridge.*|.*UNRECOGNIZED OPTION.*"
    r"|Read (?:Device Identity|NVMe Identify Controller|SMART Data) failed.*"
    r"|SMART Status (?:command failed|not supported).*"
    r"|Warning: This result is based on an Attribute check\.)$",
    re.IGNORECASE,
)
_PASSED = re.compile(r"(PASSED|OK)\b")
_FAILED = re.compile(r"(FAILED|FAIL|.*(IMPENDING|EXCEEDED))", re.IGNORECASE)


def looks_like_text(text: str) -> bool:
    """Return whether *text* is smartctl's report on a drive (no scan)."""
    return _OPENING.search(text[:200_000]) is not None


def grouped(text: str) -> int | None:
    """Return the whole number at the start of *text*, however thousands are parted."""
    found = _GROUPED.match(text[:80])
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    return int(digits) if digits else None


def read_text(text: str) -> Document:
    """Return what *text* says in the form of smartctl's JSON."""
    lines = [line.rstrip()[:_LONGEST_LINE] for line in text.splitlines()[:MOST_LINES]]
    document: Document = {"smartctl": {"messages": _messages(lines)}}
    for line in lines:
        _read_line(document, line.strip())
    table = read_attributes(lines)
    if table:
        _put(document, "ata_smart_attributes.table", table)
    document.update(read_self_test_log(lines))
    document.update(read_error_counters(lines))
    if "No Errors Logged" in text and "ata_smart_error_log" not in document:
        _put(document, "ata_smart_error_log.summary.count", 0)
    _settle(document)
    return document


def _read_line(document: Document, line: str) -> None:
    clock = _CLOCK.fullmatch(line)
    if clock is not None:
        _hours(document, clock["value"])
    field = _FIELD.fullmatch(line)
    if field is not None:
        read = _FIELDS.get(field["label"].strip().lower())
        if read is not None:
            read(document, field["value"].strip())


def _messages(lines: list[str]) -> list[Document]:
    return [
        {"string": line[:MOST_TEXT], "severity": "warning"}
        for line in lines
        if _MESSAGES.fullmatch(line)
    ]


def _put(document: Document, place: str, value: Any) -> None:
    """Set what stands at *place* (dotted), unless something stands there."""
    *way, name = place.split(".")
    for step in way:
        document = document.setdefault(step, {})
    if value is not None:
        document.setdefault(name, value)


Put = Callable[[Document, str], None]


def _text(place: str) -> Put:
    return lambda document, value: _put(document, place, value)


def _number(place: str) -> Put:
    return lambda document, value: _put(document, place, grouped(value))


def _health(document: Document, value: str) -> None:
    passed = _PASSED.match(value) is not None
    if passed or _FAILED.match(value):
        _put(document, "smart_status.passed", passed)


def _scsi_health(document: Document, value: str) -> None:
    """Read a SCSI drive's status: anything but OK is what the drive complains of."""
    _put(document, "smart_status.passed", _PASSED.match(value) is not None)


def _rotation(document: Document, value: str) -> None:
    solid = value.lower().startswith("solid state")
    _put(document, "rotation_rate", 0 if solid else grouped(value))


def _support(document: Document, value: str) -> None:
    word = value.partition(" ")[0].rstrip(".,").lower()
    if word in {"available", "unavailable"}:
        _put(document, "smart_support.available", word == "available")
    if word in {"enabled", "disabled"}:
        _put(document, "smart_support.enabled", word == "enabled")


def _hexadecimal(place: str) -> Put:
    def put(document: Document, value: str) -> None:
        if re.fullmatch(r"0x[0-9a-fA-F]{1,8}", value):
            _put(document, place, int(value, 16))

    return put


def _hours(document: Document, value: str) -> None:
    """Read ``43549:33``, ``1234.56`` or ``3,441``."""
    clock = re.fullmatch(r"([0-9]{1,9}):([0-5]?[0-9]).*", value, re.ASCII)
    if clock:
        _put(document, "power_on_time.hours", int(clock[1]))
        _put(document, "power_on_time.minutes", int(clock[2]))
    else:
        parts = re.fullmatch(r"([0-9]{1,9})[.,][0-9]{1,2}", value, re.ASCII)
        _put(
            document, "power_on_time.hours", int(parts[1]) if parts else grouped(value)
        )


_LOG = "nvme_smart_health_information_log"
_FIELDS: dict[str, Put] = {
    "device model": _text("model_name"),
    "model number": _text("model_name"),
    "model family": _text("model_family"),
    "vendor": _text("scsi_vendor"),
    "product": _text("scsi_product"),
    "revision": _text("scsi_revision"),
    "serial number": _text("serial_number"),
    "firmware version": _text("firmware_version"),
    "transport protocol": _text("scsi_transport_protocol.name"),
    "user capacity": _number("user_capacity.bytes"),
    "total nvm capacity": _number("nvme_total_capacity"),
    "namespace 1 size/capacity": _number("user_capacity.bytes"),
    "rotation rate": _rotation,
    "nvme version": _text("nvme_version.string"),
    "ata version is": _text("ata_version.string"),
    "smart support is": _support,
    "smart overall-health self-assessment test result": _health,
    "smart health status": _scsi_health,
    "current drive temperature": _number("temperature.current"),
    "drive trip temperature": _number("temperature.drive_trip"),
    "current temperature": _number("temperature.current"),
    "temperature": _number("temperature.current"),
    "number of hours powered up": _hours,
    "elements in grown defect list": _number("scsi_grown_defect_list"),
    "percentage used endurance indicator": _number(
        "scsi_percentage_used_endurance_indicator"
    ),
    "critical warning": _hexadecimal(f"{_LOG}.critical_warning"),
    "available spare": _number(f"{_LOG}.available_spare"),
    "available spare threshold": _number(f"{_LOG}.available_spare_threshold"),
    "percentage used": _number(f"{_LOG}.percentage_used"),
    "data units written": _number(f"{_LOG}.data_units_written"),
    "power cycles": _number(f"{_LOG}.power_cycles"),
    "power on hours": _number(f"{_LOG}.power_on_hours"),
    "unsafe shutdowns": _number(f"{_LOG}.unsafe_shutdowns"),
    "media and data integrity errors": _number(f"{_LOG}.media_errors"),
    "error information log entries": _number(f"{_LOG}.num_err_log_entries"),
    "ata error count": _number("ata_smart_error_log.summary.count"),
    "device error count": _number("ata_smart_error_log.extended.count"),
}


def _settle(document: Document) -> None:
    """Fill in what JSON says and the text only implies."""
    if _LOG in document or "nvme_version" in document:
        protocol = "NVMe"
    elif "ata_smart_attributes" in document or "ata_version" in document:
        protocol = "ATA"
    elif "scsi_vendor" in document or "scsi_product" in document:
        protocol = "SCSI"
    else:
        protocol = None
    if protocol:
        document["device"] = {"protocol": protocol}
    if protocol != "ATA":
        document.pop("ata_smart_error_log", None)
    table = document.get("ata_smart_attributes", {}).get("table", ())
    raw = {row["id"]: row["raw"]["string"] for row in table}
    for number in (194, 190):
        celsius = grouped(raw.get(number, ""))
        if celsius is not None and celsius <= _MOST_CELSIUS:
            _put(document, "temperature.current", celsius)
    _power_on(document, raw.get(9, ""))


def _power_on(document: Document, raw: str) -> None:
    """Read attribute 9: ``2725``, ``2725 (151 234 0)``, ``47060h+35m+00.858s``."""
    found = re.fullmatch(r"([0-9]{1,7})(?:h\+([0-9]{1,2})m.*| \(.*)?", raw, re.ASCII)
    if found:
        _put(document, "power_on_time.hours", int(found[1]))
        _put(document, "power_on_time.minutes", int(found[2] or 0))
