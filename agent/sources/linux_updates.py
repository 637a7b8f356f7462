"""Updates of a Linux machine, in one reading; each part fails alone."""

import msgspec

from agent.sources.asking import Unanswered
from agent.sources.doors import Doors
from agent.sources.linux_apt import read_apt
from agent.sources.linux_protection import part, single
from agent.sources.linux_restart import reboot_required
from agent.sources.linux_rpm import read_arch, read_dnf, read_zypp
from agent.sources.linux_timers import read_timers
from agent.sources.safety import Timer, Updates, UpdateState, unreadable
from agent.sources.text import exists, is_folder

_UNKNOWN = "no package manager that we know: apt, dnf, yum, zypper or pacman"


def read_updates(doors: Doors) -> UpdateState:
    """Return updates that wait, whether a restart is due, and the timers."""
    return UpdateState(
        updates=single(doors, _updates, Updates),
        timers=part(doors, read_timers, Timer),
    )


def _updates(doors: Doors) -> Updates:
    found = _manager(doors)
    try:
        return msgspec.structs.replace(found, reboot_required=reboot_required(doors))
    except Unanswered as why:
        reasons = {**found.reasons, "reboot_required": str(why)}
        return msgspec.structs.replace(found, reasons=reasons)


def _manager(doors: Doors) -> Updates:
    """Return what the package manager of the distribution says, by whose tables exist."""
    root = doors.root
    if exists(root / "var/lib/dpkg/status"):
        return read_apt(doors)
    if is_folder(root / "etc/zypp"):
        return read_zypp(doors)
    if is_folder(root / "etc/dnf"):
        return read_dnf(doors)
    if exists(root / "etc/yum.conf"):
        return read_dnf(doors, name="yum")
    if is_folder(root / "var/lib/pacman/local"):
        return read_arch(doors)
    return unreadable(Updates, _UNKNOWN)[""]
