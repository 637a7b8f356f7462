"""systemd: timers and the jobs they start, from ``systemctl show`` and list-timers."""

import re
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import from_json, natural, to_text, unix_seconds

MOST_UNITS = 2000


class Unit(msgspec.Struct, frozen=True):
    """One unit. ``enabled``: it starts with the system. Times are Unix seconds.

    ``starts`` is the unit that a timer starts; ``result`` how a service ended.
    """

    name: str
    loaded: bool | None = None
    enabled: bool | None = None
    active: bool | None = None
    last_seconds: float | None = None
    starts: str | None = None
    result: str | None = None


def read_units(content: bytes | str) -> dict[str, Unit]:
    """Return the units that ``systemctl show`` printed, by name.

    Raises:
        ReadError: it is not its output.
    """
    found: dict[str, Unit] = {}
    for block in re.split(r"\n\s*\n", to_text(content)):
        lines = (line.partition("=") for line in block.splitlines())
        said = {name: value.strip() for name, equals, value in lines if equals}
        if said.get("Id"):
            found[said["Id"]] = _unit(said)
        if len(found) > MOST_UNITS:
            raise ReadError(f"more than {MOST_UNITS} units")
    if not found:
        raise ReadError("no output of systemctl show")
    return found


def _unit(said: dict[str, str]) -> Unit:
    state = said.get("UnitFileState", "")
    loaded = said.get("LoadState")
    active = said.get("ActiveState")
    times = ("LastTriggerUSec", "ExecMainExitTimestamp", "InactiveEnterTimestamp")
    last = (_moment(said[name]) for name in times if name in said)
    return Unit(
        name=said["Id"],
        loaded=None if loaded is None else loaded == "loaded",
        enabled=_enabled(state),
        active=None if active is None else active in {"active", "activating"},
        last_seconds=next((moment for moment in last if moment), None),
        starts=said.get("Unit") or said.get("Triggers", "").partition(" ")[0] or None,
        result=said.get("Result") or None,
    )


def _enabled(state: str) -> bool | None:
    if state in {"enabled", "enabled-runtime", "static", "alias", "generated"}:
        return True
    return False if state.startswith(("disabled", "masked", "bad")) else None


def _moment(text: str) -> float | None:
    """Return Unix seconds of ``@1700000000`` or a time that says UTC, else None."""
    stamp = natural(text.removeprefix("@")) if text.startswith("@") else None
    if stamp:
        return float(stamp)
    said = re.fullmatch(r"\w{3} ([\d-]{10} [\d:]{8})(?:\.\d+)? (?:UTC|GMT)", text)
    return unix_seconds(said[1], "%Y-%m-%d %H:%M:%S") if said else None


def read_list_timers(content: bytes | str) -> dict[str, Unit]:
    """Return what ``systemctl list-timers --output=json`` printed, by name.

    Raises:
        ReadError: it is not its output.
    """
    rows = from_json(content)
    if not isinstance(rows, list) or len(rows) > MOST_UNITS:
        raise ReadError("no list of timers")
    timers = (_timer(row) for row in rows if isinstance(row, dict))
    found = {timer.name: timer for timer in timers if timer is not None}
    if rows and not found:
        raise ReadError("no list of timers")
    return found


def _timer(row: dict[str, Any]) -> Unit | None:
    name, starts, last = row.get("unit"), row.get("activates"), row.get("last")
    if not isinstance(name, str):
        return None
    micros = natural(last)
    return Unit(
        name=name,
        active=bool(natural(row.get("next"))),
        last_seconds=micros / 1_000_000 if micros else None,
        starts=starts if isinstance(starts, str) else None,
    )


def read_timer_names(content: bytes | str) -> tuple[str, ...]:
    """Return the timers that ``systemctl list-unit-files --type=timer`` names."""
    return tuple(
        re.findall(r"^\s*(\S{1,200}\.timer)\b", to_text(content), re.MULTILINE)
    )
