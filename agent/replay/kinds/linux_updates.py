"""Recordings of package managers, needrestart and fwupd: what waits."""

from collections.abc import Callable
from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.apt import read_apt_periodic, read_apt_plan
from agent.readers.linux.restart import read_fwupd, read_needrestart
from agent.readers.linux.rpm_updates import (
    RpmUpdates,
    read_check_update,
    read_dnf_automatic,
    read_pacman,
    read_updateinfo,
    read_zypper,
)
from agent.replay.plain import plain

_READERS: tuple[Callable[[bytes], Any], ...] = (
    read_needrestart,
    read_fwupd,
    read_apt_plan,
    read_zypper,
    read_check_update,
    read_updateinfo,
    read_pacman,
    read_apt_periodic,
    read_dnf_automatic,
)


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return what the first reader that knows the content says."""
    for reader in _READERS:
        try:
            return shape(reader(content))
        except ReadError:
            continue
    raise ReadError("no output of a package manager, needrestart or fwupd")


def shape(found: Any) -> dict[str, Any]:
    """Return *found* with the keys of the recordings' expectations."""
    if isinstance(found, RpmUpdates):
        return plain(  # type: ignore[no-any-return]
            {"to_install": found.pending, "to_remove": (), "security": found.security}
        )
    if found is None or isinstance(found, bool):
        return {"automatic": found}
    return plain(found)  # type: ignore[no-any-return]
