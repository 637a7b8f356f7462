"""dnf, yum, zypper and pacman: updates that wait, and which of them are of security."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import boolean, to_text

_PACKAGE = re.compile(
    r"^(?P<name>[^\s:]+)\.(?:noarch|x86_64|i[3-6]86|aarch64|armv\w+|ppc64(?:le)?|s390x?|riscv64|src)"
    r"\s+(?P<version>\S*\d\S*)\s+(?P<repository>[@\w]\S*)\s*$"
)
_SECURITY = re.compile(r"/Sec\.|\bsecurity\b", re.IGNORECASE)
_ADVISORY = re.compile(r"^\s*(?P<id>[A-Za-z][\w.]*-[\w:.-]*\d)\s+(?P<rest>\S.*)$")
_NEVRA = re.compile(r"^(?P<name>\S+?)-[^-\s]+-[^-\s]+\.\w+$")
_PACMAN = re.compile(r"^(?P<name>[\w@.+-]+) \S*\d\S* -> \S*\d\S*(?: \[ignored\])?$")
_NOTHING = re.compile(
    r"^(?:Last metadata expiration check|Loaded plugins|Updating and loading repos"
    r"|Repositories loaded|No updates found|Loading repository data|No packages marked)",
    re.MULTILINE | re.IGNORECASE,
)


class RpmUpdates(msgspec.Struct, frozen=True):
    """Names of packages (of zypper's patches, too), sorted, each once."""

    pending: tuple[str, ...] = ()
    security: tuple[str, ...] = ()


def read_check_update(content: bytes | str) -> RpmUpdates:
    """Return what ``dnf check-update`` or ``yum check-update`` printed.

    Raises:
        ReadError: it is neither.
    """
    text = to_text(content)
    # yum breaks a long name from its version; obsoleted packages are no updates.
    text = re.sub(r"^(\S+\.\w+)\n[ \t]+(?=\S)", r"\1 ", text, flags=re.MULTILINE)
    main = re.split(r"^Obsoleting [Pp]ackages", text, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [_PACKAGE.match(line) for line in main.splitlines()]
    names = {line["name"] for line in lines if line}
    if not names and not _NOTHING.search(text):
        raise ReadError("no list of updates by dnf or yum")
    return RpmUpdates(tuple(sorted(names)))


def read_updateinfo(content: bytes | str) -> RpmUpdates:
    """Return what ``dnf updateinfo list`` printed, of dnf 4, dnf 5 and yum.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    pending: set[str] = set()
    security: set[str] = set()
    for line in text.splitlines():
        advisory = _ADVISORY.match(line)
        packages = [
            _NEVRA.match(w) for w in (advisory["rest"] if advisory else "").split()
        ]
        names = {p["name"] for p in packages if p}
        pending |= names
        if advisory and _SECURITY.search(advisory["rest"]):
            security |= names
    head = re.search(r"^Name\s+Type\s+Severity", text, re.MULTILINE)
    if not pending and not head and not _NOTHING.search(text):
        raise ReadError("no list of advisories")
    return RpmUpdates(tuple(sorted(pending)), tuple(sorted(security)))


def read_zypper(content: bytes | str) -> RpmUpdates:
    """Return what ``zypper list-updates`` or ``list-patches``, table or XML, printed.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    if "<stream>" in text or "<update-status" in text:
        tags = re.findall(r"<update\s([^>]{0,4000})>", text)
        rows = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]
    else:
        rows = _table(text)
    if not rows and not re.search(r"No updates found|<update-status|update-list", text):
        raise ReadError("no list of updates by zypper")
    needed = [r for r in rows if r.get("status", "needed") in {"needed", ""}]
    pending = {r["name"] for r in needed if r.get("name")}
    security = {
        r["name"] for r in needed if r.get("name") and r.get("category") == "security"
    }
    return RpmUpdates(tuple(sorted(pending)), tuple(sorted(security)))


def _table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table with ``|`` between the columns, by their heads."""
    heads: list[str] = []
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 4:
            continue
        if not heads and "Name" in cells:
            heads = [cell.lower() for cell in cells]
        elif heads and len(cells) >= len(heads):
            rows.append(dict(zip(heads, cells, strict=False)))
    return rows


def read_pacman(content: bytes | str) -> RpmUpdates:
    """Return what ``pacman -Qu`` or ``checkupdates`` printed; it knows no security.

    Raises:
        ReadError: a line is no update.
    """
    lines = [line for line in to_text(content).splitlines() if line.strip()]
    found = [_PACMAN.match(line.strip()) for line in lines]
    names = {line["name"] for line in found if line}
    if not names or None in found:
        raise ReadError("no list of updates by pacman")
    return RpmUpdates(tuple(sorted(names)))


def read_dnf_automatic(content: bytes | str) -> bool | None:
    """Return whether automatic.conf of dnf (or yum-cron.conf) applies updates.

    Raises:
        ReadError: it is no such file.
    """
    text = to_text(content)
    if not re.search(r"^\s*\[commands\]", text, re.MULTILINE):
        raise ReadError("no configuration of dnf-automatic")
    said = re.search(r"^\s*apply_updates\s*=\s*(\w+)", text, re.MULTILINE)
    return boolean(said[1]) if said else None
