"""Reads exports of the registry: ``.reg`` files of regedit, and what ``reg query`` prints.

Numbers are int, expanded strings stay as written, lists are lists of text, and whatever
is no text and no number stays bytes. The default value of a key is called "".
"""

import re
from collections.abc import Iterator

import msgspec

from agent.readers.errors import ReadError, check_size
from agent.readers.windows.encoding import console_lines, decode_console

Value = str | int | list[str] | bytes
MOST_KEYS = 100_000
_MOST_LINES_OF_TEXT = 64
_KEY = re.compile(r"\[(-?)(HK[^\]].*)\]\s*")
_NAMED = re.compile(r'(?:@|"((?:[^"\\]|\\.)*)")\s*=\s*(.*)', re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*', re.DOTALL)
_CLOSED = re.compile(r'(?:[^"\\]|\\.)*"')
_HEX = re.compile(r"hex(?:\(([0-9a-f]{1,8})\))?:(.*)", re.IGNORECASE | re.DOTALL)
_DWORD = re.compile(r"dword:([0-9a-f]{1,8})\s*", re.IGNORECASE)
_QUERIED = re.compile(r"(?:\t| {4})(.*?)(?:\t| {4})(REG_[A-Z_]+)(?:(?:\t| {4})(.*))?")
_TEXT, _EXPANDED, _NUMBER, _BIG_ENDIAN, _LIST, _LONG = 1, 2, 4, 5, 7, 11


class Key(msgspec.Struct, frozen=True):
    """One key of an export, by its whole path, and its values by name."""

    path: str
    values: dict[str, Value]

    def get(self, name: str) -> Value | None:
        """Return the value *name*, whose case does not matter, None if not there."""
        if name in self.values:
            return self.values[name]
        small = name.lower()
        return next((v for n, v in self.values.items() if n.lower() == small), None)


def read_reg(content: bytes) -> list[Key]:
    """Return the keys of an export, in its order.

    Raises:
        ReadError: it holds no key of a registry.
    """
    check_size(content)
    text, _ = decode_console(content)
    keys: list[Key] = []
    if "HK" in text:  # a look is cheaper than cutting megabytes of something else
        lines = console_lines(text.lstrip("\ufeff"))
        ansi = lines[0].strip().upper() == "REGEDIT4"
        keys = list(_keys(lines, "cp1252" if ansi else "utf-16-le"))
    if not keys:
        raise ReadError("no key of a registry: expected lines like [HKEY_…]")
    return keys


def _keys(lines: list[str], codec: str) -> Iterator[Key]:
    found: dict[str, dict[str, Value]] = {}
    values: dict[str, Value] = {}
    place = 0
    while place < len(lines) and len(found) <= MOST_KEYS:
        line = lines[place].strip()
        path = _path(line)
        if path is not None:
            values = found.setdefault(path, {})
        elif line.startswith(("@", '"')):
            line, place = _whole(lines, place)
            _put(values, line, codec)
        elif queried := _QUERIED.fullmatch(lines[place].rstrip()):
            values[_default(queried[1])] = _queried(queried[2], queried[3] or "")
        place += 1
    return (Key(path, values) for path, values in found.items() if path)


def _path(line: str) -> str | None:
    """Return the path of a line that begins a key; "" for one that deletes it."""
    if line.startswith(("HKEY_LOCAL_MACHINE\\", "HKEY_USERS\\", "HKEY_CURRENT_USER\\")):
        return line
    key = _KEY.fullmatch(line)
    if key is None:
        return None
    return "" if key[1] else key[2].rstrip("\\")


def _whole(lines: list[str], place: int) -> tuple[str, int]:
    """Return the value that begins at *place* with all its lines, and its last place."""
    named = _NAMED.fullmatch(lines[place].strip())
    if named is None:
        return "", place
    parts = [lines[place].strip()]
    if named[2].startswith('"'):
        return _whole_text(lines, place, named[2][1:])
    while parts[-1].endswith("\\") and place + 1 < len(lines):
        parts[-1] = parts[-1][:-1]
        place += 1
        parts.append(lines[place].strip())
    return "".join(parts), place


def _whole_text(lines: list[str], place: int, begun: str) -> tuple[str, int]:
    parts = [lines[place].strip()]
    closed = _CLOSED.match(begun)
    while not closed and len(parts) < _MOST_LINES_OF_TEXT:
        if place + 1 >= len(lines) or lines[place + 1].startswith("["):
            break
        place += 1
        parts.append(lines[place])
        closed = _CLOSED.match(lines[place])
    return "\n".join(parts), place


def _put(values: dict[str, Value], line: str, codec: str) -> None:
    named = _NAMED.fullmatch(line)
    if named is None:
        return
    value = _value(named[2], codec)
    if value is not None:
        values[_plain(named[1] or "")] = value


def _value(written: str, codec: str) -> Value | None:
    if string := _STRING.fullmatch(written):
        return _plain(string[1])
    if number := _DWORD.fullmatch(written):
        return int(number[1], 16)
    if data := _HEX.fullmatch(written):
        return _typed(int(data[1] or "3", 16), _bytes(data[2]), codec)
    return None


def _plain(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written, flags=re.DOTALL)


def _bytes(written: str) -> bytes:
    try:
        return bytes.fromhex(written.replace(",", " "))
    except ValueError:
        return b""


def _typed(kind: int, data: bytes, codec: str) -> Value:
    if kind in {_TEXT, _EXPANDED}:
        return data.decode(codec, "replace").partition("\x00")[0]
    if kind == _LIST:
        return [part for part in data.decode(codec, "replace").split("\x00") if part]
    if kind in {_NUMBER, _LONG} and len(data) in {4, 8}:
        return int.from_bytes(data, "little")
    if kind == _BIG_ENDIAN and len(data) == 4:
        return int.from_bytes(data, "big")
    return data


def _default(name: str) -> str:
    return "" if re.fullmatch(r"[(<].*[)>]", name) else name.strip()


def _queried(kind: str, written: str) -> Value:
    if kind in {"REG_DWORD", "REG_QWORD"} and re.fullmatch(
        "0x[0-9a-fA-F]{1,16}", written
    ):
        return int(written, 16)
    if kind == "REG_MULTI_SZ":
        return [part for part in written.split("\\0") if part]
    return _bytes(written) if kind in {"REG_BINARY", "REG_NONE"} else written
