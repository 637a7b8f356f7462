"""How well a machine is guarded, in one shape for Linux and Windows.

None means unknown; ``reasons`` says why, by field, where the source knows it. A part
that could not be read at all is one row under the key "" with nothing but reasons
(``unreadable``); a part that was read and has nothing is an empty mapping. Times are
Unix seconds, UTC, in whole minutes (``whole_minutes``).
"""

from typing import TypeVar

import msgspec

from agent.sources.inventory import Row


class Volume(Row, frozen=True, kw_only=True):
    """One fixed file system, by drive letter or mount point.

    ``system``: the operating system starts from it. ``encrypted``: what is stored is
    cipher text. ``protection`` is ``on`` only if that text needs a key: BitLocker may be
    fully encrypted and ``off``. ``method`` as its system names it (XTS_AES_128, LUKS2).
    """

    filesystem: str | None = None
    system: bool | None = None
    encrypted: bool | None = None
    protection: str | None = None
    method: str | None = None
    encryption_percent: float | None = None


class Antivirus(Row, frozen=True, kw_only=True):
    """One product, by name. ``signatures``: up_to_date or outdated, by its own word."""

    enabled: bool | None = None
    realtime: bool | None = None
    signatures: str | None = None
    signatures_timestamp_seconds: float | None = None
    tamper_protected: bool | None = None


class Firewall(Row, frozen=True, kw_only=True):
    """One profile (Domain, Private, Public) or tool (ufw, firewalld, nftables)."""

    enabled: bool | None = None


class Accounts(Row, frozen=True, kw_only=True):
    """Local administrators: how many, and the SHA-256 of their sorted numbers or SIDs."""

    local_administrators: int | None = None
    local_administrators_digest: str | None = None
    every_domain_user_is_admin: bool | None = None


class Protection(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of the ``protection`` probe found."""

    volumes: dict[str, Volume] = {}
    antivirus: dict[str, Antivirus] = {}
    firewalls: dict[str, Firewall] = {}
    accounts: Accounts = Accounts()


class Updates(Row, frozen=True, kw_only=True):
    """Updates that wait. ``source`` names who says so (apt, dnf, windows_update)."""

    source: str | None = None
    pending: int | None = None
    pending_security: int | None = None
    reboot_required: bool | None = None
    automatic: bool | None = None
    last_installed_timestamp_seconds: float | None = None
    last_checked_timestamp_seconds: float | None = None


class Office(Row, frozen=True, kw_only=True):
    """One office suite, by a short stable key."""

    name: str | None = None
    version: str | None = None
    build: str | None = None


class Timer(Row, frozen=True, kw_only=True):
    """One known job of the system, by the name of its timer or task."""

    enabled: bool | None = None
    last_timestamp_seconds: float | None = None
    succeeded: bool | None = None


class UpdateState(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of the ``updates`` probe found."""

    updates: Updates = Updates()
    office: dict[str, Office] = {}
    timers: dict[str, Timer] = {}


class Raid(Row, frozen=True, kw_only=True):
    """One array; ``level`` as its tool names it, ``state`` in its tool's words."""

    level: str | None = None
    state: str | None = None
    degraded: bool | None = None
    devices: int | None = None
    active_devices: int | None = None
    failed_devices: int | None = None
    rebuild_percent: float | None = None


class Scrub(Row, frozen=True, kw_only=True):
    """The last reading through of one pool or file system, and the errors it found."""

    last_timestamp_seconds: float | None = None
    errors: int | None = None


class Arrays(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of the ``arrays`` probe found."""

    raids: dict[str, Raid] = {}
    scrubs: dict[str, Scrub] = {}


AnyRow = TypeVar("AnyRow", bound=Row)


def unreadable(row: type[AnyRow], reason: str) -> dict[str, AnyRow]:
    """Return the part whose rows of type *row* could not be read, with the *reason*."""
    names = (name for name in row.__struct_fields__ if name != "reasons")
    return {"": row(reasons=dict.fromkeys(names, reason))}


def whole_minutes(seconds: float | None) -> float | None:
    """Return *seconds* of Unix time rounded down to a minute; None stays None."""
    return None if seconds is None else float(seconds // 60 * 60)
