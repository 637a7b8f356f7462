"""Reads the battery report of powercfg: ``/batteryreport`` with and without ``/xml``.

The XML is read by expat as a stream: a document type is refused before any entity can
be declared, so none is ever expanded or fetched, and no tree is built.
"""

import re
from html import unescape
from xml.parsers import expat

import msgspec

from agent.readers.errors import ReadError, check_size
from agent.readers.placeholders import clean
from agent.readers.windows.encoding import decode_console

MOST_BATTERIES = 16
_MOST_DEPTH = 50
_MOST_TEXT = 1000
_BATTERY = ["BatteryReport", "Batteries", "Battery"]
_TAG = re.compile(r"<[^<>]*>")
_CAPACITY = re.compile(r"([0-9][0-9.,\s\u00a0\u202f']{0,15}?)\s*(?:mWh)?")
# The labels of the page are English on every Windows.
_LABELS = {
    "NAME": "Id",
    "MANUFACTURER": "Manufacturer",
    "SERIAL NUMBER": "SerialNumber",
    "CHEMISTRY": "Chemistry",
    "DESIGN CAPACITY": "DesignCapacity",
    "FULL CHARGE CAPACITY": "FullChargeCapacity",
    "CYCLE COUNT": "CycleCount",
}


class Battery(msgspec.Struct, frozen=True):
    """One battery; ``cycle_count`` None: it does not count."""

    name: str | None
    manufacturer: str | None
    serial: str | None
    chemistry: str | None
    design_capacity_mwh: int | None
    full_charge_capacity_mwh: int | None
    cycle_count: int | None

    @property
    def health_percent(self) -> float | None:
        """What a full charge holds now, of what it held when new."""
        return health_percent(self.design_capacity_mwh, self.full_charge_capacity_mwh)


def health_percent(design: int | None, full: int | None) -> float | None:
    """Return *full* by *design* in percent, None where one is unknown."""
    return round(100 * full / design, 1) if design and full is not None else None


def read_battery_report(content: bytes) -> list[Battery]:
    """Return the batteries of a report; none of a machine that has none.

    Raises:
        ReadError: it is no such report, or is one with a document type.
    """
    check_size(content)
    text, _ = decode_console(content)
    if re.search(r"<html\b|<!doctype html", text[:2000], re.IGNORECASE):
        return [_battery(found) for found in _of_page(text)]
    return [_battery(found) for found in _of_xml(text)]


def _battery(found: dict[str, str]) -> Battery:
    return Battery(
        name=clean(found.get("Id")),
        manufacturer=clean(found.get("Manufacturer")),
        serial=clean(found.get("SerialNumber")),
        chemistry=clean(found.get("Chemistry")),
        design_capacity_mwh=_number(found.get("DesignCapacity")) or None,
        full_charge_capacity_mwh=_number(found.get("FullChargeCapacity")) or None,
        cycle_count=_number(found.get("CycleCount")) or None,
    )


def _number(text: str | None) -> int | None:
    """Return a number whose thousands may be divided by whatever the country uses."""
    found = _CAPACITY.fullmatch((text or "").strip())
    return int(re.sub(r"\D", "", found[1])) if found else None


class _Report:
    """Takes what expat reads, and keeps the texts below each battery."""

    def __init__(self) -> None:
        self.batteries: list[dict[str, str]] = []
        self.root = ""
        self._path: list[str] = []

    def start(self, name: str, _: object) -> None:
        self._path.append(name.rpartition(":")[2])
        self.root = self.root or self._path[0]
        if len(self._path) > _MOST_DEPTH:
            raise ReadError("the report is nested too deep")
        if self._path == _BATTERY:
            if len(self.batteries) == MOST_BATTERIES:
                raise ReadError("more batteries than any machine has")
            self.batteries.append({})

    def end(self, _: str) -> None:
        self._path.pop()

    def text(self, data: str) -> None:
        if len(self._path) == 4 and self._path[:3] == _BATTERY:
            before = self.batteries[-1].get(self._path[3], "")
            self.batteries[-1][self._path[3]] = (before + data)[:_MOST_TEXT]

    def refuse(self, *_: object) -> None:
        raise ReadError("a battery report has no document type")


def _of_xml(text: str) -> list[dict[str, str]]:
    report = _Report()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = report.start
    parser.EndElementHandler = report.end
    parser.CharacterDataHandler = report.text
    parser.StartDoctypeDeclHandler = report.refuse
    try:
        parser.Parse(_declared(text).encode("utf-8", "replace"), True)  # noqa: FBT003
    except expat.ExpatError as err:
        raise ReadError(f"no XML: {err}") from err
    if report.root != _BATTERY[0]:
        raise ReadError(f"no battery report: its root is {report.root[:40]}")
    return report.batteries


def _declared(text: str) -> str:
    """Return *text* without its XML declaration: it is decoded already."""
    return re.sub(r"\A\s*<\?xml\b[^>]{0,200}\?>", "", text)


def _of_page(text: str) -> list[dict[str, str]]:
    written = (unescape(" ".join(part.split())) for part in _TAG.split(text))
    texts = [part for part in written if part]
    batteries: list[dict[str, str]] = []
    for label, value in zip(texts, [*texts[1:], ""], strict=False):
        name = _LABELS.get(label)
        if name == "Id" and len(batteries) < MOST_BATTERIES:
            batteries.append({})
        if name and batteries and value not in _LABELS:
            batteries[-1].setdefault(name, value)
    return [battery for battery in batteries if "DesignCapacity" in battery]
