"""What smartctl says beside the values: messages, exit bits, and why it read nothing."""

import re
from typing import Literal

from agent.readers.smartctl.document import Document, rows, words
from agent.readers.smartctl.shapes import Drive, Message

MOST_MESSAGES = 20

EXIT_BITS = (
    "command_line_error",
    "device_open_failed",
    "smart_command_failed",
    "disk_failing",
    "prefail_at_or_below_threshold",
    "below_threshold_in_past",
    "error_log_has_errors",
    "selftest_log_has_errors",
)
"""The meaning of each bit of smartctl's exit status, from bit 0."""

Unread = Literal[
    "needs_root",
    "standby",
    "usb_bridge_unsupported",
    "raid_controller",
    "no_such_device",
    "type_not_detected",
    "open_failed",
    "not_supported",
    "switched_off",
    "no_status",
]

_PATTERNS: tuple[tuple[str, Unread], ...] = (
    (r"in (standby|sleep|idle)\w*( \(os\))? mode|low[- ]power mode", "standby"),
    (r"unknown usb bridge|unsupported usb bridge", "usb_bridge_unsupported"),
    (
        r"permission denied|operation not permitted|access is denied"
        r"|error=5\b|eacces|eperm|administrator|needs? root",
        "needs_root",
    ),
    (
        r"(megaraid|raid) controller|-d '?(megaraid|cciss|3ware|areca|hpt|aacraid)",
        "raid_controller",
    ),
    (r"no such (file|device)|error=[23]\b|not found", "no_such_device"),
    (r"unable to detect device type|specify device type", "type_not_detected"),
    (r"open( device)?\b.*\bfailed|open failed", "open_failed"),
)
_MEANINGS = tuple((re.compile(p, re.IGNORECASE), meaning) for p, meaning in _PATTERNS)


def read_messages(document: Document) -> tuple[Message, ...]:
    """Return the messages of smartctl's own part."""
    found = []
    for row in rows(document, "smartctl", "messages"):
        text = words(row, "string")
        if text:
            found.append(Message(words(row, "severity") or "", text))
    return tuple(found[:MOST_MESSAGES])


def exit_bits(status: int | None) -> list[str]:
    """Return what the bits of the exit *status* mean, lowest first."""
    return [
        name
        for bit, name in enumerate(EXIT_BITS)
        if status is not None and status >> bit & 1
    ]


def meaning_of(text: str) -> Unread | None:
    """Return why a drive was not read, if the message *text* says so."""
    for pattern, meaning in _MEANINGS:
        if pattern.search(text):
            return meaning
    return None


def why_unread(drive: Drive) -> Unread:
    """Return why *drive*, which gave no SMART status, gave none."""
    for message in drive.messages:
        meaning = meaning_of(message.text)
        if meaning is not None:
            return meaning
    if drive.smart_available is False:
        return "not_supported"
    if drive.smart_enabled is False:
        return "switched_off"
    status = drive.exit_status or 0
    return "open_failed" if status & 2 else "no_status"
