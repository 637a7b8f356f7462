"""Until when a system or an office program is supported, by ``support.toml``."""

import datetime as dt
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

import msgspec

from agent.shared.findings.values import text
from agent.shared.knowledge.support import (
    Extension,
    Group,
    LinuxRelease,
    OfficeRelease,
    Support,
    WindowsRelease,
)
from agent.shared.wire import Item

_NOON = dt.time(12, tzinfo=dt.UTC)
_WINDOWS = re.compile(r"(?:Microsoft )?Windows\b", re.IGNORECASE)
_BUILD = re.compile(r"(?:\d+\.\d+\.)?(\d{4,6})(?!\d)", re.ASCII)


class Lifetime(msgspec.Struct, frozen=True):
    """The last days with updates (Unix seconds, noon UTC of that day).

    Where the edition is not known, ``earliest`` and ``latest`` are those of all that it
    may be. ``extended``: until when updates come afterwards, for nothing or for money.
    None in ``latest`` means for ever.
    """

    earliest: float | None
    latest: float | None
    extended: float | None = None
    extension: Extension = "none"


FOR_EVER = Lifetime(None, None)


def is_windows(system: Item) -> bool:
    """Return whether the operating system of *system* is Windows."""
    return bool(_WINDOWS.match(text(system, "name") or ""))


def is_server(system: Item, support: Support) -> bool:
    """Return whether it is a Windows Server."""
    return is_windows(system) and _group(system, support) == "server"


def windows_build(system: Item) -> int | None:
    """Return the number of the build: of ``19045.3570`` or ``10.0.19045``."""
    for name in ("build", "version"):
        found = _BUILD.match(text(system, name) or "")
        if found:
            return int(found[1])
    return None


def system_lifetime(system: Item, support: Support) -> Lifetime | None:
    """Return how long the operating system is supported; None if nothing says it."""
    if is_windows(system):
        build = windows_build(system)
        row = next((r for r in support.windows if r.build == build), None)
        return _of_windows(row, _group(system, support)) if row else None
    return _of_linux(text(system, "name"), text(system, "version"), support)


def office_lifetime(office: Item, support: Support) -> Lifetime | None:
    """Return how long a Microsoft office program is supported; None if unknown."""
    row = _office_row(office, support)
    if row is None:
        return None
    return Lifetime(noon(row.end), noon(row.end)) if row.end else FOR_EVER


def noon(day: dt.date) -> float:
    """Return noon (UTC) of *day* in Unix seconds: the same day in nearly every zone."""
    return dt.datetime.combine(day, _NOON).timestamp()


def _of_windows(row: WindowsRelease, group: Group | None) -> Lifetime | None:
    """Return the dates of the edition; of all that it may be, if it is not known."""
    groups: Iterable[Group] = (group,) if group in row.ends else row.ends
    if group is None:
        groups = [g for g in row.ends if g != "server"] or row.ends
    elif group not in row.ends:
        return None
    ends = [noon(row.ends[g]) for g in groups]
    extended = [noon(row.extended[g]) for g in groups if g in row.extended]
    known = len(extended) == len(ends)
    return Lifetime(
        min(ends),
        max(ends),
        max(extended) if known else None,
        "paid" if known else "none",
    )


def _of_linux(
    name: str | None, version: str | None, support: Support
) -> Lifetime | None:
    if name is None or version is None:
        return None
    rows = [row for row in support.linux if _is_release(row, name, version)]
    row = max(rows, key=lambda r: (len(r.name), len(r.version)), default=None)
    if row is None:
        return None
    extended = noon(row.extended) if row.extended else None
    return Lifetime(noon(row.end), noon(row.end), extended, row.extension)


def _group(system: Item, support: Support) -> Group | None:
    edition = text(system, "edition")
    if edition:
        fitting = [
            (len(pattern), group)
            for group, patterns in support.editions.items()
            for pattern in patterns
            if fnmatchcase(edition.lower(), pattern.lower())
        ]
        if fitting:
            return max(fitting)[1]
    name = (text(system, "name") or "").lower()
    words = set(re.findall(r"\w+", name))
    for group, entries in support.names.items():
        for entry in entries:
            if all(w in words or _is_in(w, name) for w in entry.split()):
                return group
    return None


def _is_in(word: str, name: str) -> bool:
    """Scripts without spaces have no words: there a part of the name is enough."""
    return not word.isascii() and word in name


def _is_release(row: LinuxRelease, name: str, version: str) -> bool:
    return name.lower().startswith(row.name.lower()) and (
        version == row.version or version.startswith(f"{row.version}.")
    )


def _office_row(office: Item, support: Support) -> OfficeRelease | None:
    name = (text(office, "name") or "").lower()
    words = set(re.findall(r"\w+", name))
    for row in support.office:
        if words & {word.lower() for word in row.names}:
            return row
    major = re.match(r"\d{1,3}(?=\.)", text(office, "version") or "", re.ASCII)
    number = int(major[0]) if major else None
    return next((r for r in support.office if number and r.major == number), None)
