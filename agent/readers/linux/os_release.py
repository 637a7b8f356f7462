"""os-release and its older relatives: which distribution this is."""

import re
import shlex

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import to_text

_MOST_LINES = 1000  # such a file has about twenty


class OsRelease(msgspec.Struct, frozen=True):
    """The distribution: machine-readable id and version, and the name for people."""

    id: str | None = None
    version_id: str | None = None
    pretty_name: str | None = None
    name: str | None = None
    version: str | None = None
    id_like: str | None = None
    variant: str | None = None


def parse_os_release(content: str) -> dict[str, str]:
    """Return the variables of an os-release file; broken lines are passed over."""
    found = {}
    for line in content.splitlines()[:_MOST_LINES]:
        name, equals, value = line.strip().partition("=")
        if equals and name.isidentifier() and len(value) <= 4096:
            plain = _unquoted(value)
            if plain is not None:
                found[name] = plain
    return found


def _unquoted(value: str) -> str | None:
    try:
        return "".join(shlex.split(value, comments=False, posix=True)[:1])
    except ValueError:
        return None


def read_os_release(content: bytes | str) -> OsRelease:
    """Return what os-release, lsb-release, ``lsb_release -a`` or a release line says.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    found = parse_os_release(text)
    if found.keys() & {"ID", "NAME", "PRETTY_NAME"}:
        return OsRelease(
            id=found.get("ID") or None,
            version_id=found.get("VERSION_ID") or None,
            pretty_name=found.get("PRETTY_NAME") or None,
            name=found.get("NAME") or None,
            version=found.get("VERSION") or None,
            id_like=found.get("ID_LIKE") or None,
            variant=found.get("VARIANT") or None,
        )
    lsb = {k.removeprefix("DISTRIB_"): v for k, v in found.items()}
    names = {"Distributor ID": "ID", "Release": "RELEASE", "Description": "DESCRIPTION"}
    for line in text.splitlines():
        label, colon, value = line.partition(":")
        if colon and label.strip() in names:
            lsb.setdefault(names[label.strip()], value.strip())
    if "ID" in lsb or "DESCRIPTION" in lsb:
        return OsRelease(
            id=lsb.get("ID", "").lower() or None,
            version_id=lsb.get("RELEASE") or None,
            pretty_name=lsb.get("DESCRIPTION") or None,
            name=lsb.get("ID") or None,
        )
    return _release_line(text)


def _release_line(text: str) -> OsRelease:
    """Return what one line such as ``CentOS release 6.10 (Final)`` says."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = re.fullmatch(
        r"(?P<name>.{1,80}?)\s+release\s+(?P<version>[0-9][0-9.]{0,20}).{0,80}",
        lines[0] if lines else "",
        re.IGNORECASE,
    )
    if not said:
        raise ReadError("neither os-release nor another release file")
    return OsRelease(
        version_id=said["version"], pretty_name=lines[0], name=said["name"]
    )
