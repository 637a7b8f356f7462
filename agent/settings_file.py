"""Adds to the settings file: what stands there stays as it is, comments and all."""

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path

from agent.private import replace
from agent.shared.toml import SettingsError

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MODE = 0o644  # of a new file: secrets stand in files of their own
_MARK = b"\xef\xbb\xbf"  # which Notepad writes


def table_text(name: str, values: Mapping[str, str]) -> str:
    """Return one element of the array of tables *name* as TOML; empty values are left out."""
    lines = [f"[[{name}]]"]
    lines += [f"{key} = {quoted(text)}" for key, text in values.items() if text]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return *text* as a string of TOML."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    control = ord(letter) < 0x20 or ord(letter) == 0x7F
    return f"\\u{ord(letter):04x}" if control else letter


def append(path: Path, text: str, check: Callable[[Path], object]) -> None:
    """Put *text* at the end of the settings file *path*, wholly or not at all.

    *check* reads the new file before it takes the place of the old one; what it raises
    leaves the old one as it is. Line ends, owner and mode are kept. A file that is not
    there is made.

    Raises:
        SettingsError: the file cannot be read or written.
    """
    try:
        real = path.resolve()
        before = real.read_bytes() if real.exists() else b""
        temporary = real.with_name(f".{real.name}.{secrets.token_hex(4)}.new")
        try:
            _write(temporary, _joined(before, text), like=real)
            check(temporary)
            replace(temporary, real)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except OSError as err:
        raise SettingsError(
            _("{path} cannot be changed: {error}").format(
                path=path, error=err.strerror or err
            )
        ) from err


def _joined(before: bytes, text: str) -> bytes:
    ends = b"\r\n" if b"\r\n" in before else b"\n"
    content = before.rstrip(b"\r\n \t")
    if content and content != _MARK:
        content += ends * 2
    return content + text.encode().replace(b"\n", ends)


def _write(path: Path, content: bytes, *, like: Path) -> None:
    """Write *content* durably to the new file *path*, with owner and mode of *like*."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if os.name != "posix":
        return
    status = like.stat() if like.exists() else None
    path.chmod(status.st_mode & 0o777 if status else _MODE)
    if status and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(path, status.st_uid, status.st_gid)
