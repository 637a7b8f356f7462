"""Updates that wait on Debian and its kin: simulated, without locks or network."""

from datetime import datetime

from agent.readers.errors import ReadError
from agent.readers.linux.apt import read_apt_periodic, read_apt_plan
from agent.readers.linux.package_log import last_dpkg_install
from agent.sources.asking import (
    Unanswered,
    ask,
    listed,
    refusal,
    understand,
    zone_of,
)
from agent.sources.doors import Doors
from agent.sources.safety import Updates, whole_minutes
from agent.sources.text import exists, modified, read_or_none

# Kernels come as new packages: without them an upgrade would leave them waiting.
_PLAN = ("apt-get", "-s", "-o", "Debug::NoLocking=1", "--with-new-pkgs", "upgrade")
_STAMPS = (
    "var/lib/apt/periodic/update-success-stamp",
    "var/lib/apt/periodic/update-stamp",
    "var/lib/apt/lists",
)
_NO_LISTS = "the lists of packages were never fetched: run apt-get update"


def read_apt(doors: Doors) -> Updates:
    """Return what apt would upgrade, by the lists that it fetched last."""
    reasons: dict[str, str] = {}
    pending = security = None
    try:
        pending, security = _plan(doors)
    except Unanswered as why:
        reasons |= dict.fromkeys(("pending", "pending_security"), str(why))
    automatic = None
    try:
        automatic = _automatic(doors)
    except Unanswered as why:
        reasons["automatic"] = str(why)
    return Updates(
        source="apt",
        pending=pending,
        pending_security=security,
        automatic=automatic,
        last_installed_timestamp_seconds=whole_minutes(_last_installed(doors)),
        last_checked_timestamp_seconds=whole_minutes(_last_checked(doors)),
        reasons={
            "last_installed_timestamp_seconds": "dpkg keeps no log here",
            "last_checked_timestamp_seconds": _NO_LISTS,
            **reasons,
        },
    )


def _plan(doors: Doors) -> tuple[int, int]:
    if not _has_lists(doors):
        raise Unanswered(_NO_LISTS)
    said = ask(doors, *_PLAN, timeout_s=120)
    if said.status != 0:
        raise Unanswered(refusal(said, "apt-get"))
    plan = understand(read_apt_plan, said, "apt-get")
    waiting = set(plan.upgraded)
    return len(waiting), len(waiting & set(plan.security))


def _has_lists(doors: Doors) -> bool:
    names = listed(doors.root / "var/lib/apt/lists")
    return any("Packages" in name or "Release" in name for name in names)


def _automatic(doors: Doors) -> bool:
    said = ask(doors, "apt-config", "dump")
    switched = understand(read_apt_periodic, said, "apt-config")
    installed = exists(doors.root / "usr/bin/unattended-upgrade")
    return bool(switched) and installed


def _last_installed(doors: Doors) -> float | None:
    """Return the time of dpkg.log, else that of the last change of its tables."""
    zone = zone_of(doors.root)
    for name in ("var/log/dpkg.log", "var/log/dpkg.log.1"):
        try:
            local = last_dpkg_install(read_or_none(doors.root / name) or "")
        except ReadError:
            continue
        if local is not None and zone is not None:
            try:
                return datetime.fromisoformat(local).replace(tzinfo=zone).timestamp()
            except (ValueError, OverflowError):
                continue
    return modified(doors.root / "var/lib/dpkg/status")


def _last_checked(doors: Doors) -> float | None:
    if not _has_lists(doors):
        return None
    times = (modified(doors.root / name) for name in _STAMPS)
    return next((time for time in times if time is not None), None)
