"""The text of dmidecode, versions 2.x to 3.x: its structures and their fields."""

import re
from collections.abc import Iterator

import msgspec

from agent.readers.errors import ReadError, check_size

_HANDLE = re.compile(r"Handle 0x([0-9A-Fa-f]{1,8})(?:, DMI type (\d{1,3}), .*)?")
_OLD_TYPE = re.compile(r"\s+DMI type (\d{1,3}), .*")
_FIELD = re.compile(r"(\s+)([^:\s][^:]{0,80}):(.*)")
_UNITS = {"bytes": 0, "kB": 1, "MB": 2, "GB": 3, "TB": 4, "PB": 5}
_TITLES = {
    "BIOS Information": 0,
    "System Information": 1,
    "Base Board Information": 2,
    "Chassis Information": 3,
    "Processor Information": 4,
    "Physical Memory Array": 16,
    "Memory Device": 17,
}


class Block(msgspec.Struct, frozen=True):
    """One structure: its type, its handle, and the fields of its first level."""

    kind: int
    handle: int
    fields: dict[str, str]

    def text(self, *names: str) -> str | None:
        """Return the first of the fields *names* that is there, without padding."""
        for name in names:
            if name in self.fields:
                return self.fields[name]
        return None

    def number(self, *names: str) -> int | None:
        """Return the natural number at the beginning of a field, None if none."""
        found = re.match(r"[0-9]{1,15}\b", self.text(*names) or "")
        return int(found[0]) if found else None

    def size(self, name: str) -> int | None:
        """Return a field such as ``4096 MB`` in bytes; None if it says no size."""
        found = re.fullmatch(r"([0-9]{1,12}) (bytes|[kMGTP]B)", self.text(name) or "")
        return int(found[1]) << (10 * _UNITS[found[2]]) if found else None

    def reference(self, name: str) -> int | None:
        """Return the handle that a field such as ``0x1000`` names."""
        found = re.fullmatch(r"0x([0-9A-Fa-f]{1,8})", self.text(name) or "")
        return int(found[1], 16) if found else None


def read_dmidecode(content: bytes) -> list[Block]:
    """Return the structures in *content*, in order.

    Lists below a field and the fields of inactive structures are passed over; a field
    that stands twice in one structure counts as it stands first.

    Raises:
        ReadError: there is not one structure in it.
    """
    check_size(content)
    blocks = list(_blocks(content.decode("utf-8", "replace").splitlines()))
    if not blocks:
        raise ReadError("no dmidecode output: no line begins with 'Handle 0x'")
    return blocks


def _blocks(lines: list[str]) -> Iterator[Block]:
    current: list[str] = []
    for line in lines:
        if _HANDLE.match(line):
            yield from _block(current)
            current = [line]
        elif current:
            current.append(line)
    yield from _block(current)


def _block(lines: list[str]) -> Iterator[Block]:
    if len(lines) < 2 or not (head := _HANDLE.match(lines[0])):
        return
    kind, body = head[2], lines[1:]
    if kind is None and (old := _OLD_TYPE.match(body[0])):  # before dmidecode 2.7
        kind, body = old[1], body[1:]
    title = body[0].strip() if body else ""
    number = int(kind) if kind is not None else _TITLES.get(title)
    if number is not None:
        yield Block(number, int(head[1], 16), _fields(body[1:]))


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    depth: int | None = None
    for line in lines:
        found = _FIELD.match(line)
        if not found:
            if not line.strip():
                break
            continue
        if depth is None:
            depth = len(found[1])
        if len(found[1]) == depth:
            fields.setdefault(found[2].strip(), found[3].strip())
    return fields
