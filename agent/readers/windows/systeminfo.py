"""Reads what ``systeminfo`` prints, in any language.

The labels are translated, and newer Windows adds lines at the end; but the first fourteen
lines have one order everywhere, and what follows is known by its looks: a version has
three numbers, processors and updates are numbered lists, memory is the first of five
amounts in a row.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from agent.readers.errors import ReadError, check_size
from agent.readers.windows.encoding import console_lines
from agent.readers.windows.hotfix import ID
from agent.readers.windows.local_time import Order, local_time, order_of
from agent.readers.windows.systeminfo_csv import read_csv_entries
from agent.readers.windows.systeminfo_lines import Entry, read_entries

MOST_LIST = 2000
_VERSION = re.compile(r"(\d{1,2}\.\d{1,2}\.(\d{3,6}))(?![\d])")
_PACK = re.compile(r"Service Pack\s*(\d{1,2})|\bSP\s?(\d)\b", re.IGNORECASE)
_BUILD = re.compile(r"(\d{3,6})\D*$")
_KINDS = (
    (re.compile(r"arm64", re.IGNORECASE), "arm64"),
    (re.compile(r"x64|amd64|em64t", re.IGNORECASE), "x64"),
    (re.compile(r"ia64|itanium", re.IGNORECASE), "ia64"),
    (re.compile(r"x86|i[3-6]86", re.IGNORECASE), "x86"),
    (re.compile(r"arm", re.IGNORECASE), "arm"),
)
_PROCESSOR = re.compile(r"~\s?\d{2,5}\b|\bFamily \d+")
_AMOUNT = re.compile(r"(\d[\d\s.,'’٬٫\ufffd]{0,20}?)\s*([^\W\d_]{1,12})\.?")
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*);", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,6}")
_MIB = 1 << 20
_NOT_SAID = frozenset(
    {"n/a", "n/d", "n.d.", "s/o", "nv", "-", "", "暂缺", "不適用", "해당 없음"}
)


class SystemInfo(msgspec.Struct, frozen=True):
    """What the tool says; None: it does not, or not clearly.

    ``_local`` times are by the machine's own clock. The tool prints the names of at most
    245 updates or so: ``hotfixes_claimed`` is how many it says there are.
    """

    host_name: str | None
    caption: str | None
    version: str
    build: int | None
    service_pack: int
    manufacturer: str | None
    model: str | None
    architecture: str | None
    install_time_text: str | None
    install_time_local: str | None
    boot_time_text: str | None
    boot_time_local: str | None
    physical_memory_bytes: int | None
    processors: int | None
    processor_names: tuple[str, ...]
    bios: str | None
    hotfixes: tuple[str, ...]
    hotfix_lines: int
    hotfixes_claimed: int | None


def read_systeminfo(text: str) -> SystemInfo:
    """Return what *text* says.

    Raises:
        ReadError: it has no line with the version of Windows in its place.
    """
    check_size(text)
    lines = console_lines(text.lstrip("\ufeff"))
    entries = read_csv_entries(lines) or read_entries(lines)
    head = next(
        (n for n, entry in enumerate(entries) if n and _VERSION.match(entry.value)),
        None,
    )
    if head is None:
        raise ReadError("no line of systeminfo with the version of Windows")
    return _system(entries[max(head - 2, 0) :], min(head, 2))


class _Times(NamedTuple):
    install: str | None
    boot: str | None
    order: Order | None


def _system(entries: Sequence[Entry], head: int) -> SystemInfo:
    """Return the machine: *entries* begin with its name, *head* is the version's place."""
    version = _VERSION.match(entries[head].value)
    chips = _processors(entries)
    kind = chips - 1 if chips else head + 11
    times = _times(entries, head, kind)
    updates = _updates(entries, chips or head)
    listed = updates.items if updates else ()
    names = [found[0] for item in listed if (found := ID.match(item))]
    return SystemInfo(
        host_name=_said(entries[0].value) if head == 2 else None,
        caption=_said(entries[head - 1].value),
        version=version[1] if version else "",
        build=_build(entries[head].value),
        service_pack=_service_pack(entries[head].value),
        manufacturer=_value(entries, kind - 2),
        model=_value(entries, kind - 1),
        architecture=_architecture(_value(entries, kind)),
        install_time_text=times.install,
        install_time_local=_iso(times.install, times.order),
        boot_time_text=times.boot,
        boot_time_local=_iso(times.boot, times.order),
        physical_memory_bytes=_memory(entries),
        processors=_count(entries[chips].value) if chips else None,
        processor_names=entries[chips].items[:64] if chips else (),
        bios=_value(entries, chips + 1) if chips else None,
        hotfixes=tuple(sorted({name for name in names if " " not in name})),
        hotfix_lines=len(listed),
        hotfixes_claimed=_count(updates.value) if updates else None,
    )


def _value(entries: Sequence[Entry], place: int) -> str | None:
    return _said(entries[place].value) if 0 <= place < len(entries) else None


def _said(value: str) -> str | None:
    text = value.replace("\u00a0", " ").replace("\u202f", " ").strip()
    return None if text.lower() in _NOT_SAID else text


def _iso(text: str | None, order: Order | None) -> str | None:
    found = local_time(text, order)
    return found.isoformat() if found else None


def _build(value: str) -> int | None:
    version, last = _VERSION.match(value), _BUILD.search(value)
    if last:
        return int(last[1])
    return int(version[2]) if version else None


def _service_pack(value: str) -> int:
    found = _PACK.search(value)
    return int(found[1] or found[2]) if found else 0


def _architecture(value: str | None) -> str | None:
    if value is None:
        return None
    return next((name for look, name in _KINDS if look.search(value)), None)


def _processors(entries: Sequence[Entry]) -> int | None:
    """Return the place of the processors: the first numbered list of such."""
    for place, entry in enumerate(entries):
        if any(_PROCESSOR.search(item) for item in entry.items):
            return place
    return None


def _updates(entries: Sequence[Entry], after: int) -> Entry | None:
    """Return the list of updates, or the line that says that there is none.

    It follows the name of the server that let the user in; network cards come after it.
    """
    for entry in entries[after + 1 :]:
        if any(ID.match(item) for item in entry.items):
            return entry
    return None


def _times(entries: Sequence[Entry], head: int, kind: int) -> _Times:
    """Return when Windows was installed and started; XP says how long it is up instead."""
    install = boot = None
    if head + 8 <= kind - 3 < len(entries):
        boot = _dated(entries[kind - 3].value)
        install = _dated(entries[kind - 4].value)
    firmware = _value(entries, kind + 2) or ""
    languages = [
        found[1]
        for entry in entries[kind + 2 :]
        if (found := _LANGUAGE.match(entry.value))
    ]
    order = order_of([install, boot, firmware.rpartition(", ")[2]], languages)
    return _Times(install, boot, order)


def _dated(value: str) -> str | None:
    """Return *value* if it holds a date and a time: five numbers, one of them a year."""
    numbers = re.findall(r"\d+", value)
    return (
        _said(value) if len(numbers) >= 5 and len(max(numbers, key=len)) >= 2 else None
    )


def _memory(entries: Sequence[Entry]) -> int | None:
    """Return the first of the amounts that stand in a row."""
    for one, two, three in zip(entries, entries[1:], entries[2:], strict=False):
        amounts = [_AMOUNT.fullmatch(entry.amount) for entry in (one, two, three)]
        if all(amounts) and amounts[0]:
            digits = re.sub(r"\D", "", amounts[0][1])
            return int(digits) * _MIB if 0 < len(digits) <= 9 else None
    return None


def _count(value: str) -> int | None:
    found = _COUNT.search(value)
    return int(found[0]) if found else None
