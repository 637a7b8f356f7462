"""Updates that wait on Fedora, RHEL, openSUSE and Arch: from caches, no network."""

from collections.abc import Callable

from agent.readers.errors import ReadError
from agent.readers.linux.package_log import last_rpm_install
from agent.readers.linux.rpm_updates import (
    RpmUpdates,
    read_check_update,
    read_dnf_automatic,
    read_pacman,
    read_updateinfo,
    read_zypper,
)
from agent.readers.linux.timers import read_units
from agent.sources.asking import Unanswered, ask, refusal, understand
from agent.sources.doors import Doors
from agent.sources.programs import Output
from agent.sources.safety import Updates, whole_minutes
from agent.sources.text import modified, read_or_none

_CACHES = {
    "dnf": ("var/cache/dnf/last_makecache", "var/cache/libdnf5", "var/cache/dnf"),
    "yum": ("var/cache/yum",),
    "zypper": ("var/cache/zypp/solv", "var/cache/zypp/raw"),
    "pacman": ("var/lib/pacman/sync",),
}
_TIMERS = (
    "dnf-automatic.timer",
    "dnf-automatic-install.timer",
    "dnf5-automatic.timer",
    "transactional-update.timer",
)
_ALWAYS_APPLY = frozenset({"dnf-automatic-install.timer", "transactional-update.timer"})
_AUTOMATIC = ("etc/dnf/automatic.conf", "etc/dnf/dnf5-plugins/automatic.conf")


def read_dnf(doors: Doors, *, name: str = "dnf") -> Updates:
    """Return what dnf (or yum) would update, by what it fetched last."""

    def counts() -> tuple[int, int | None]:
        # 100 says that updates wait, 0 that none does; everything else is an error.
        said = ask(doors, name, "--cacheonly", "--quiet", "check-update", timeout_s=120)
        if said.status not in {0, 100}:
            raise Unanswered(refusal(said, name))
        pending = _names(read_check_update, said, name)
        said = ask(doors, name, "--cacheonly", "updateinfo", "list", timeout_s=120)
        if said.status != 0:
            return len(pending.pending), None
        return len(pending.pending), len(_names(read_updateinfo, said, name).security)

    return _updates(doors, name, counts)


def read_zypp(doors: Doors) -> Updates:
    """Return what zypper would update, by what it fetched last."""

    def counts() -> tuple[int, int]:
        base = ("zypper", "--non-interactive", "--no-refresh")
        said = ask(doors, *base, "list-updates", timeout_s=120)
        if said.status != 0:
            raise Unanswered(refusal(said, "zypper"))
        pending = _names(read_zypper, said, "zypper")
        patches = ask(doors, *base, "list-patches", timeout_s=120)
        return len(pending.pending), len(
            _names(read_zypper, patches, "zypper").security
        )

    return _updates(doors, "zypper", counts)


def read_arch(doors: Doors) -> Updates:
    """Return what pacman would update; it does not tell updates of security apart."""

    def counts() -> tuple[int, None]:
        said = ask(doors, "pacman", "-Qu", timeout_s=60)
        if said.status == 1 and not said.stdout.strip():
            return 0, None
        return len(_names(read_pacman, said, "pacman").pending), None

    return _updates(doors, "pacman", counts)


def _names(read: Callable[[bytes], RpmUpdates], said: Output, name: str) -> RpmUpdates:
    return RpmUpdates() if not said.stdout.strip() else understand(read, said, name)


def _updates(
    doors: Doors, name: str, counts: Callable[[], tuple[int, int | None]]
) -> Updates:
    reasons = {
        "pending_security": f"{name} does not tell which updates are of security",
        "last_installed_timestamp_seconds": "the package manager does not say",
        "last_checked_timestamp_seconds": f"{name} fetched nothing yet",
    }
    pending = security = automatic = None
    try:
        pending, security = counts()
    except Unanswered as why:
        reasons |= dict.fromkeys(("pending", "pending_security"), str(why))
    try:
        automatic = _automatic(doors)
    except Unanswered as why:
        reasons["automatic"] = str(why)
    times = (modified(doors.root / place) for place in _CACHES[name])
    return Updates(
        source=name,
        pending=pending,
        pending_security=security,
        automatic=automatic,
        last_installed_timestamp_seconds=whole_minutes(_last_installed(doors, name)),
        last_checked_timestamp_seconds=whole_minutes(next(filter(None, times), None)),
        reasons=reasons,
    )


def _automatic(doors: Doors) -> bool:
    """Return whether a timer that installs updates is on."""
    properties = "--property=Id,LoadState,ActiveState,UnitFileState"
    said = ask(doors, "systemctl", "show", properties, *_TIMERS)
    units = understand(read_units, said, "systemctl")
    on = {name for name, unit in units.items() if unit.loaded and unit.active}
    if on & _ALWAYS_APPLY:
        return True
    for place in _AUTOMATIC if on else ():
        content = read_or_none(doors.root / place)
        try:
            if content and read_dnf_automatic(content):
                return True
        except ReadError:
            continue
    return False


def _last_installed(doors: Doors, name: str) -> float | None:
    if name == "pacman":
        return modified(doors.root / "var/log/pacman.log")
    try:
        said = ask(doors, "rpm", "-qa", "--queryformat", "%{INSTALLTIME}\\n")
        return last_rpm_install(said.stdout)
    except (Unanswered, ReadError):
        return None
