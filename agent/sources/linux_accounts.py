"""Local administrators of Linux: how many, and a digest of their numbers, never names."""

import hashlib

from agent.readers.linux.words import natural
from agent.sources.doors import Doors
from agent.sources.safety import Accounts
from agent.sources.text import read_or_none

GROUPS = frozenset({"sudo", "wheel", "admin", "root"})
_MOST_LINES = 100_000


def administrators(passwd: str, group: str) -> tuple[str, ...]:
    """Return the sorted user numbers of those who may become root.

    That are the users with number 0 and the members of ``GROUPS``. A member whom
    /etc/passwd does not know (a domain's) counts as ``?`` and has no number.
    """
    users = [row for row in _rows(passwd) if len(row) >= 4]
    numbers = {row[0]: row[2] for row in users}
    groups = [row for row in _rows(group) if len(row) >= 4 and row[0] in GROUPS]
    found = {row[2] for row in users if natural(row[2]) == 0}
    own = {row[2] for row in groups if natural(row[2])}
    found |= {row[2] for row in users if row[3] in own}
    members = {name.strip() for row in groups for name in row[3].split(",")}
    strangers = [name for name in members if name and name not in numbers]
    found |= {numbers[name] for name in members if name in numbers}
    return tuple(sorted([*found, *("?" for _ in strangers)]))


def _rows(table: str) -> list[list[str]]:
    lines = table.splitlines()[:_MOST_LINES]
    return [line.split(":") for line in lines if line and not line.startswith("#")]


def read_accounts(doors: Doors) -> Accounts:
    """Return the local administrators of the machine."""
    passwd = read_or_none(doors.root / "etc/passwd")
    group = read_or_none(doors.root / "etc/group")
    domain = "asked on Windows only"
    if passwd is None or group is None:
        reason = "/etc/passwd or /etc/group cannot be read"
        names = ("local_administrators", "local_administrators_digest")
        reasons = {**dict.fromkeys(names, reason), "every_domain_user_is_admin": domain}
        return Accounts(reasons=reasons)
    found = administrators(passwd, group)
    return Accounts(
        local_administrators=len(found),
        local_administrators_digest=hashlib.sha256(
            "\n".join(found).encode()
        ).hexdigest(),
        reasons={"every_domain_user_is_admin": domain},
    )
