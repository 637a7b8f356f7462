"""Passwords that stand in files of their own."""

import os
import stat
from gettext import gettext as _
from pathlib import Path

from agent.shared.secret import Secret

_MOST_BYTES = 4096


class SecretFileError(ValueError):
    """The file cannot be used; the text says which and why, and never what is in it."""


def read_secret(path: Path) -> Secret:
    """Return the one line of text in *path*, which only its owner and group may read.

    Raises:
        SecretFileError: it is not there, others may read it, or it is not one line.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if os.name == "posix" and status.st_mode & stat.S_IRWXO:
                why = _("others may read it: chmod 600 {path}").format(path=path)
                raise _refusal(path, why)
            octets = file.read(_MOST_BYTES + 1)
    except OSError as err:
        raise _refusal(path, err.strerror or type(err).__name__) from err
    try:
        text = octets.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise _refusal(path, _("it is not text in UTF-8")) from None
    if not text.isprintable() or not text or len(octets) > _MOST_BYTES:
        raise _refusal(path, _("it does not hold one line of text"))
    return Secret(text)


def _refusal(path: Path, why: str) -> SecretFileError:
    return SecretFileError(_("{path} cannot be used: {why}").format(path=path, why=why))
