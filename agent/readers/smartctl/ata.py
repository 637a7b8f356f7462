"""The attributes and logs of SATA drives, and which raw values can be believed."""

import re
from typing import Any

from agent.readers.smartctl.document import (
    Document,
    inside,
    natural,
    part,
    rows,
    whole,
    words,
)
from agent.readers.smartctl.shapes import Ata, Attribute, SelfTests, When

MOST_ATTRIBUTES = 60  # a drive's page has room for 30
_MOST_COUNT = 1 << 32  # more sectors than any counter of bad ones holds

_PLAIN = re.compile(r"[0-9]{1,20}", re.ASCII)
# "0 (0 2)", "36 (Min/Max 0/51)", "1/1162": the first number is the one that counts.
_FIRST = re.compile(r"([0-9]{1,20})( \(.*|/[0-9]+)", re.ASCII)
_UNUSED = re.compile(r"not_?in_?use|reserved|unused_attr", re.IGNORECASE)
_WHEN: dict[str, When] = {
    "now": "now",
    "failing_now": "now",
    "past": "past",
    "in_the_past": "past",
}

_COUNTERS = {
    "reallocated_sectors": 5,
    "reported_uncorrectable": 187,
    "current_pending_sectors": 197,
    "offline_uncorrectable": 198,
    "interface_crc_errors": 199,
}


def read_ata(document: Document) -> Ata | None:
    """Return what a SATA drive says; None if *document* is of no SATA drive."""
    table = rows(document, "ata_smart_attributes", "table")
    if not table and inside(document, "device", "protocol") != "ATA":
        return None
    found: dict[int, Attribute] = {}
    for row in table[:MOST_ATTRIBUTES]:
        attribute = _attribute(row)
        if attribute is not None:
            found.setdefault(attribute.number, attribute)
    counters = {name: _counter(found.get(number)) for name, number in _COUNTERS.items()}
    return Ata(
        attributes=tuple(found.values()),
        error_count=_error_count(document),
        **counters,
    )


def count(raw: int | None, text: str | None) -> int | None:
    """Return the number that a raw value means, None where several are packed in it.

    *text* is how smartctl prints it: with the drive in its database it knows the
    fields, and prints hours, minima or averages behind the first number.
    """
    if text is None:
        return raw
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return int(text)
    first = _FIRST.fullmatch(text)
    return int(first[1]) if first else None


def plain(attribute: Attribute | None) -> int | None:
    """Return the raw value of *attribute* where it is one plain number."""
    if attribute is None or attribute.count != attribute.raw:
        return None
    return attribute.raw


def by_number(ata: Ata | None, number: int) -> Attribute | None:
    """Return the attribute *number* of the table."""
    for attribute in ata.attributes if ata else ():
        if attribute.number == number:
            return attribute
    return None


def read_self_tests(document: Document) -> SelfTests | None:
    """Return how many self-tests of a SATA drive's log failed; None without a log."""
    logs = part(document, "ata_smart_self_test_log")
    kept = [logs[kind] for kind in ("extended", "standard") if kind in logs]
    if not kept:
        return None
    log = kept[0]
    failures = natural(log, "error_count_total")
    if failures is None:
        table = rows(log, "table")
        failures = sum(inside(row, "status", "passed") is False for row in table)
    outdated = natural(log, "error_count_outdated") or 0
    return SelfTests(failures, min(outdated, failures))


def _attribute(row: Document) -> Attribute | None:
    number = whole(row.get("id"))
    if number is None or not 0 < number < 256:
        return None
    raw = natural(row, "raw", "value")
    text = words(row, "raw", "string")
    value, threshold = natural(row, "value"), natural(row, "thresh")
    return Attribute(
        number=number,
        name=words(row, "name") or "",
        value=value,
        worst=natural(row, "worst"),
        threshold=threshold,
        prefail=_prefail(row.get("flags")),
        when_failed=_when(row.get("when_failed"), value, threshold),
        raw=count(None, text) if raw is None else raw,
        count=count(raw, text),
    )


def _prefail(flags: Any) -> bool | None:
    if not isinstance(flags, dict):
        return None
    stated = flags.get("prefailure")
    if isinstance(stated, bool):
        return stated
    value = whole(flags.get("value"))
    return None if value is None else bool(value & 1)


def _when(stated: Any, value: int | None, threshold: int | None) -> When:
    """Return when the attribute failed; where nothing is said, by its threshold.

    Thresholds 0 (always passing), 254 and 255 (invalid, for tests) never fail.
    """
    if isinstance(stated, str):
        return _WHEN.get(stated.strip().lower(), "")
    if value is None or threshold is None or not 0 < threshold < 254:
        return ""
    return "now" if 0 < value <= threshold else ""


def _counter(attribute: Attribute | None) -> int | None:
    if attribute is None or attribute.count is None:
        return None
    if attribute.count and _UNUSED.search(attribute.name):
        return None
    return attribute.count if attribute.count < _MOST_COUNT else None


def _error_count(document: Document) -> int | None:
    for kind in ("extended", "summary"):
        found = natural(document, "ata_smart_error_log", kind, "count")
        if found is not None:
            return found
    return None
