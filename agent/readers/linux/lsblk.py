"""lsblk: block devices, what lies on what, and which mounts stand on cipher text."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import boolean, from_json, natural, to_text

MOST_DEVICES = 10_000
_NO_DISK = re.compile(
    r"(?:loop|ram|zram|sr|fd|nbd|zd|dm-|md|mtdblock|drbd|rbd)\d.*|mmcblk\d+(?:boot|rpmb).*"
)
_CIPHER_MAPPING = re.compile(r"(?:veracrypt|truecrypt)\d+")
_CIPHER_TEXT = frozenset({"crypto_luks", "bitlocker", "crypt", "luks"})


class Device(msgspec.Struct, frozen=True):
    """One appearance of a block device; a device on two others appears twice.

    ``size_bytes`` is None where lsblk printed a rounded size (``size_text`` has it).
    ``encrypted``: it is a decrypted view of cipher text, or stands on one. ``disk``:
    it is a whole drive, not memory, a file or a medium in a reader.
    """

    name: str
    parent: str | None = None
    kind: str | None = None
    size_bytes: int | None = None
    size_text: str | None = None
    fstype: str | None = None
    model: str | None = None
    serial: str | None = None
    removable: bool | None = None
    mounts: tuple[str, ...] = ()
    encrypted: bool = False
    disk: bool = False
    method: str | None = None


class Block(msgspec.Struct, frozen=True):
    """All devices in the order of the printed tree."""

    devices: tuple[Device, ...] = ()

    def mounts(self) -> dict[str, bool]:
        """Return whether each mount point stands on cipher text on all of its ways."""
        found: dict[str, bool] = {}
        for device in self.devices:
            for place in device.mounts:
                found[place] = found.get(place, True) and device.encrypted
        return found


def read_lsblk(content: bytes | str) -> Block:
    """Return what ``lsblk --json`` (tree or list) or ``lsblk --pairs`` printed.

    Raises:
        ReadError: it is neither.
    """
    text = to_text(content)
    if re.match(r'\s*[A-Z][A-Z:%_-]*="', text):
        rows: Any = [_pairs_row(line) for line in text.splitlines() if line.strip()]
    else:
        document = from_json(text)
        rows = document.get("blockdevices") if isinstance(document, dict) else document
    return block_of(rows)


def block_of(rows: Any) -> Block:
    """Return the devices of *rows* in the shape of ``lsblk --json``.

    Raises:
        ReadError: they are no rows, none has a name, or there are too many.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReadError("no list of block devices")
    named = {row["name"]: row for row in rows if isinstance(row.get("name"), str)}
    devices: list[Device] = []
    for row in rows:
        for device in _walk(row, _ancestors(row, named)):
            devices.append(device)
            if len(devices) > MOST_DEVICES:
                raise ReadError(f"more than {MOST_DEVICES} block devices")
    if rows and not devices:
        raise ReadError("no block device has a name")
    return Block(tuple(devices))


def _pairs_row(line: str) -> dict[str, Any]:
    try:
        words = shlex.split(line)
    except ValueError as err:
        raise ReadError(f"no pairs: {line[:60]!r}") from err
    row: dict[str, Any] = {}
    for word in words:
        name, _, value = word.partition("=")
        row[name.lower()] = value or None
    for name in ("mountpoint", "mountpoints"):
        if row.get(name):
            row[name] = re.sub(r"\\x([0-9a-f]{2})", _plain, row[name]).split("\n")
    return row


def _plain(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _ancestors(row: dict[str, Any], named: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what *row* of a flat list stands on, by ``pkname``, outermost first."""
    found: list[dict[str, Any]] = []
    parent = row.get("pkname")
    while isinstance(parent, str) and parent in named and len(found) < 20:
        found.insert(0, named[parent])
        parent = named[parent].get("pkname")
    return found


def _walk(row: dict[str, Any], above: list[dict[str, Any]]) -> Iterator[Device]:
    device = _device(row, above)
    if device is not None:
        yield device
    children = row.get("children")
    for child in children if isinstance(children, list) else ():
        if isinstance(child, dict):
            yield from _walk(child, [*above, row])


def _device(row: dict[str, Any], above: list[dict[str, Any]]) -> Device | None:
    name = _text(row, "name")
    if not name:
        return None
    kind = _text(row, "type")
    size = row.get("size")
    cipher = next((r for r in [row, *above] if _decrypted(r)), None)
    outer = next((r for r in above if _cipher_text(r)), None)
    return Device(
        name=name,
        parent=_text(above[-1], "name") if above else None,
        kind=kind,
        size_bytes=natural(size),
        size_text=size if isinstance(size, str) and natural(size) is None else None,
        fstype=_text(row, "fstype"),
        model=_text(row, "model"),
        serial=_text(row, "serial"),
        removable=boolean(row.get("rm")),
        mounts=_mounts(row),
        encrypted=cipher is not None or outer is not None,
        disk=not above and kind in {"disk", None} and not _NO_DISK.fullmatch(name),
        method=_method(cipher, outer),
    )


def _decrypted(row: dict[str, Any]) -> bool:
    name = str(row.get("name", "")).rpartition("/")[2]
    return row.get("type") == "crypt" or bool(_CIPHER_MAPPING.fullmatch(name))


def _cipher_text(row: dict[str, Any]) -> bool:
    return str(row.get("fstype", "")).lower() in _CIPHER_TEXT


def _method(cipher: dict[str, Any] | None, outer: dict[str, Any] | None) -> str | None:
    if outer is not None:
        name = str(outer["fstype"]).lower()
        version = _text(outer, "fsver")
        luks = f"LUKS{version}" if version in {"1", "2"} else "LUKS"
        return "BitLocker" if name == "bitlocker" else luks
    found = re.match(r"([a-z]+)crypt", str((cipher or {}).get("name", "")))
    return {"vera": "VeraCrypt", "true": "TrueCrypt"}.get(found[1]) if found else None


def _mounts(row: dict[str, Any]) -> tuple[str, ...]:
    places: list[Any] = []
    for name in ("mountpoints", "mountpoint"):
        value = row.get(name)
        places += value if isinstance(value, list) else [value]
    kept = [p for p in places if isinstance(p, str) and p.startswith("/")]
    return tuple(dict.fromkeys(kept))


def _text(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    return (value.strip() or None) if isinstance(value, str) else None
