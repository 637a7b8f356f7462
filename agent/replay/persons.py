"""The names of persons that a bundle must not hold, as this machine knows them."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path

_FIRST_PERSON = 1000
_NOBODY = 65534


def account_names(passwd: str) -> set[str]:
    """Return login and full names of the people in the text of /etc/passwd."""
    found: set[str] = set()
    for line in passwd.splitlines():
        fields = line.split(":")
        if len(fields) < 7 or not fields[2].isdecimal():
            continue
        number = int(fields[2][:12])
        if number >= _FIRST_PERSON and number != _NOBODY:
            found.add(fields[0])
            found |= {part.strip() for part in fields[4].split(",")[:1]}
    return {name for name in found if name}


def member_names(group: str, passwd: str) -> set[str]:
    """Return who stands in the groups of *group* and is no account of the system.

    Users of a domain are members there, and have no line in /etc/passwd.
    """
    lines = (line.split(":") for line in passwd.splitlines())
    systems = {
        fields[0]
        for fields in lines
        if len(fields) >= 7
        and fields[2].isdecimal()
        and int(fields[2][:12]) < _FIRST_PERSON
    }
    rows = (line.split(":") for line in group.splitlines())
    members = {
        name.strip() for row in rows if len(row) >= 4 for name in row[3].split(",")
    }
    return {name for name in members - systems if name}


def home_names(folder: Path) -> set[str]:
    """Return the names of the home folders in *folder*; none if it cannot be read.

    Homes of a domain lie one deeper, in a folder of the domain's name, which is root's.
    """
    found: set[str] = set()
    try:
        for path in folder.iterdir():
            if not path.is_dir():
                continue
            found.add(path.name)
            if os.name == "posix" and path.stat().st_uid == 0:
                found |= {p.name for p in path.iterdir() if _owner(p) >= _FIRST_PERSON}
    except OSError:
        pass
    return found


def persons_here(environ: Mapping[str, str], root: Path) -> set[str]:
    """Return every name of a person that this machine gives away easily."""
    variables = ("USERNAME", "USER", "LOGNAME", "SUDO_USER")
    found = {environ.get(name, "") for name in variables}
    accounts = _text(root / "etc/passwd")
    found |= account_names(accounts)
    found |= member_names(_text(root / "etc/group"), accounts)
    found |= home_names(root / "home")
    profile = environ.get("PUBLIC")
    if profile:
        found |= home_names(Path(profile).parent)
    return {name for name in found if name}


def _owner(path: Path) -> int:
    try:
        return path.lstat().st_uid
    except OSError:
        return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def machines_here(environ: Mapping[str, str]) -> set[str]:
    """Return the names of this machine and of its domain."""
    found = {
        socket.gethostname(),
        socket.gethostname().partition(".")[0],
        environ.get("COMPUTERNAME", ""),
        environ.get("USERDOMAIN", ""),
        environ.get("LOGONSERVER", "").strip("\\/"),
    }
    return {name for name in found if name and name.lower() != "localhost"}
