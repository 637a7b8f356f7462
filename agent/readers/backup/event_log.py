"""Events of Windows' logs as ``wevtutil query-events /format:xml`` prints them.

Their texts are in the machine's language and are not read; number and level are enough.
"""

from typing import TYPE_CHECKING

import msgspec

from agent.readers.backup.times import iso
from agent.readers.errors import ReadError, check_size

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

MOST_EVENTS = 10_000
_SPACE = "{http://schemas.microsoft.com/win/2004/08/events/event}"


class Logged(msgspec.Struct, frozen=True):
    """One event; ``level`` is 1 or 2 for errors, 3 for warnings, else information."""

    number: int
    level: int
    time: float


def logged(content: bytes) -> list[Logged]:
    """Return the events of *content* in their order; one without a time is left out.

    Raises:
        ReadError: it is no such XML.
    """
    from xml.etree import ElementTree as ET  # costs memory that Linux can save

    check_size(content)
    text = content.decode("utf-8", "replace").strip("\ufeff \t\r\n\0")
    if "<!" in text:
        raise ReadError("an event has no declarations")
    try:
        root = ET.fromstring(f"<Events>{text}</Events>")  # noqa: S314 - no entities
    except (ET.ParseError, RecursionError, ValueError) as err:
        raise ReadError(f"not the XML of events: {err}"[:200]) from err
    found = []
    for event in list(root)[:MOST_EVENTS]:
        system = event.find(f"{_SPACE}System")
        if system is None:
            raise ReadError("an event has no System part")
        created = system.find(f"{_SPACE}TimeCreated")
        time = iso(created.get("SystemTime", "")) if created is not None else None
        number, level = _number(system, "EventID"), _number(system, "Level")
        if time is not None and number is not None:
            found.append(Logged(number, level or 0, time))
    return found


def _number(system: "ET.Element", name: str) -> int | None:
    text = (system.findtext(_SPACE + name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
