"""Settings files: TOML into frozen structs, strict, errors that name their place."""

import tomllib
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

import msgspec

from agent.shared.secret import Secret

Settings = TypeVar("Settings")

# How tomllib complains about a path of Windows in double quotes.
_BACKSLASH = ("hex value", "Unescaped", "Unicode")


class SettingsError(ValueError):
    """A settings file cannot be used; the text says where and why."""


def _decode_special(kind: type, value: object) -> object:
    if kind is Secret and isinstance(value, str):
        return Secret(value)
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(kind)


def decode_settings(text: str, shape: type[Settings], *, name: str) -> Settings:
    """Return the *shape* that the TOML *text* holds; *name* stands in errors.

    Raises:
        SettingsError: not TOML, an unknown key, a wrong type or value.
    """
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as err:
        text = _("{name}: not TOML: {error}").format(name=name, error=err)
        if any(word in str(err) for word in _BACKSLASH):
            text += _("; write a path of Windows in single quotes: 'C:\\folder'")
        raise SettingsError(text) from err
    try:
        return msgspec.convert(tree, shape, dec_hook=_decode_special)
    except (msgspec.ValidationError, ValueError) as err:
        raise SettingsError(f"{name}: {_readable(str(err))}") from err


def read_settings(path: Path, shape: type[Settings]) -> Settings:
    """Return the *shape* that the TOML file at *path* holds.

    Raises:
        SettingsError: as ``decode_settings``, or the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad writes the mark
    except (OSError, UnicodeDecodeError) as err:
        raise SettingsError(
            _("{path}: cannot be read: {error}").format(path=path, error=err)
        ) from err
    return decode_settings(text, shape, name=str(path))


def _readable(message: str) -> str:
    """Turn msgspec's ``… - at `$.snmp[0]``` round to ``snmp[0]: …``."""
    what, mark, place = message.rpartition(" - at `")
    if not mark:
        return message
    return f"{place.rstrip('`').removeprefix('$').lstrip('.') or 'top'}: {what}"
