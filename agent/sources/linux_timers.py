"""Timers of systemd that guard a machine: updates, backups, drives; no others."""

import re

from agent.readers.linux.timers import Unit, read_timer_names, read_units
from agent.sources.asking import Unanswered, ask, refusal, understand
from agent.sources.doors import Doors
from agent.sources.safety import Timer, unreadable, whole_minutes
from agent.sources.text import modified

KNOWN = (
    "apt-daily.timer",
    "apt-daily-upgrade.timer",
    "btrfs-scrub.timer",
    "dnf-automatic.timer",
    "dnf-automatic-install.timer",
    "dnf5-automatic.timer",
    "e2scrub_all.timer",
    "fstrim.timer",
    "fwupd-refresh.timer",
    "mdcheck_start.timer",
    "mdmonitor-oneshot.timer",
    "raid-check.timer",
    "transactional-update.timer",
)
_BACKUP = re.compile(
    r"(?:.*backup.*|.*(?:restic|borg|kopia|duplicity|rsnapshot|timeshift|urbackup).*"
    r"|(?:btrfs-scrub|zfs-scrub|btrbk|sanoid|syncoid).*)\.timer",
    re.IGNORECASE,
)
_MOST = 30
_SHOWN = "--property=Id,LoadState,UnitFileState,ActiveState,LastTriggerUSec,Unit"
_ENDED = "--property=Id,LoadState,Result,ExecMainExitTimestamp"
_NEVER = "it did not run yet"


def read_timers(doors: Doors) -> dict[str, Timer]:
    """Return the known timers that are installed, by name without what is after ``@``.

    What follows an ``@`` is left out: it may name a person or a folder.
    """
    try:
        names = _names(doors)
        units = _show(doors, _SHOWN, names) if names else {}
    except Unanswered as why:
        return unreadable(Timer, str(why))
    timers = {n: u for n, u in units.items() if u.loaded and n.endswith(".timer")}
    services = sorted({u.starts for u in timers.values() if u.starts})
    try:
        ended = _show(doors, _ENDED, services) if services else {}
    except Unanswered:
        ended = {}
    return {
        _key(name): _timer(doors, unit, ended.get(unit.starts or ""))
        for name, unit in sorted(timers.items())
    }


def _names(doors: Doors) -> list[str]:
    """Return the timers to ask about: the known ones, and those of backups."""
    said = ask(
        doors,
        "systemctl",
        "list-unit-files",
        "--type=timer",
        "--no-legend",
        "--no-pager",
    )
    if said.status != 0:
        raise Unanswered(refusal(said, "systemctl"))
    installed = understand(read_timer_names, said, "systemctl")
    wanted = [n for n in installed if n in KNOWN or _BACKUP.fullmatch(n)]
    # A template has no state of its own, only what is made of it.
    return sorted(name for name in wanted if "@." not in name)[:_MOST]


def _show(doors: Doors, properties: str, names: list[str]) -> dict[str, Unit]:
    argv = ("systemctl", "show", "--no-pager", properties)
    said = ask(doors, *argv, "--timestamp=unix", *names)
    if said.status != 0:  # systemd before 247 does not know it
        said = ask(doors, *argv, *names)
    return understand(read_units, said, "systemctl")


def _key(name: str) -> str:
    before, at, _ = name.partition("@")
    return f"{before}@.timer" if at else name


def _timer(doors: Doors, unit: Unit, ended: Unit | None) -> Timer:
    last = unit.last_seconds
    if last is None:
        stamp = doors.root / "var/lib/systemd/timers" / f"stamp-{unit.name}"
        last = modified(stamp) if unit.active else None
    result = ended.result if ended is not None else None
    return Timer(
        enabled=unit.active,
        last_timestamp_seconds=whole_minutes(last),
        succeeded=None if last is None or result is None else result == "success",
        reasons=dict.fromkeys(("last_timestamp_seconds", "succeeded"), _NEVER),
    )
