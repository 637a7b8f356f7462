"""Which drives smartctl found: ``smartctl --scan`` and ``--scan-open``."""

import re

import msgspec

from agent.readers.smartctl.document import Document, inside, rows, words

MOST_DEVICES = 256

# "/dev/sda -d sat # /dev/sda [SAT], ATA device"; one that could not be opened has a
# further "# " before it, and says why behind "open failed:".
_LINE = re.compile(
    r"(?:#\s+)?(?P<name>\S.{0,200}?)\s+-d\s+(?P<type>\S{1,60})\s+#\s+(?P<info>.{0,300})"
)
_PROTOCOLS = {"ATA": "ATA", "SCSI": "SCSI", "NVMe": "NVMe"}


class Device(msgspec.Struct, frozen=True):
    """One drive as ``-d TYPE NAME`` names it; ``open_error`` is why it did not open."""

    name: str
    type: str | None = None
    protocol: str | None = None
    open_error: str | None = None


def is_scan(document: Document) -> bool:
    """Return whether *document* is what a scan printed, be it that it found nothing."""
    if isinstance(document.get("devices"), list):
        return True
    asked = inside(document, "smartctl", "argv")
    return isinstance(asked, list) and any(
        isinstance(word, str) and word.startswith("--scan") for word in asked
    )


def read_scan(document: Document) -> list[Device]:
    """Return the drives of a scan in JSON; without a name one is none."""
    found: list[Device] = []
    for row in rows(document, "devices")[:MOST_DEVICES]:
        name = words(row, "name")
        if name:
            kind, protocol = words(row, "type"), words(row, "protocol")
            found.append(Device(name, kind, protocol, words(row, "open_error")))
    return found


def read_scan_text(text: str) -> list[Device]:
    """Return the drives of a scan in text."""
    found: list[Device] = []
    for line in text.splitlines():
        match = _LINE.fullmatch(line.strip()) if len(line) < 600 else None
        if match is None or len(found) >= MOST_DEVICES:
            continue
        info, failed, error = match["info"].partition("open failed:")
        kinds = [word for word in re.findall(r"\w+", info) if word in _PROTOCOLS]
        protocol = _PROTOCOLS[kinds[-1]] if kinds else None
        reason = error.strip() or None if failed else None
        found.append(Device(match["name"], match["type"], protocol, reason))
    return found
