"""The names of persons that a bundle must not hold, as this machine knows them."""

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
        if _FIRST_PERSON <= int(fields[2][:9]) < _NOBODY:
            found.add(fields[0])
            found |= {part.strip() for part in fields[4].split(",")[:1]}
    return {name for name in found if name}


def home_names(folder: Path) -> set[str]:
    """Return the names of the home folders in *folder*; none if it cannot be read."""
    try:
        return {path.name for path in folder.iterdir() if path.is_dir()}
    except OSError:
        return set()


def persons_here(environ: Mapping[str, str], root: Path) -> set[str]:
    """Return every name of a person that this machine gives away easily."""
    found = {environ.get(name, "") for name in ("USERNAME", "USER", "SUDO_USER")}
    try:
        text = (root / "etc/passwd").read_text(encoding="utf-8", errors="replace")
        found |= account_names(text)
    except OSError:
        pass
    found |= home_names(root / "home")
    profile = environ.get("PUBLIC")
    if profile:
        found |= home_names(Path(profile).parent)
    return {name for name in found if name}


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
