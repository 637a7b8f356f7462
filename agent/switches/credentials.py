"""The credentials of the settings, with the secrets of their files.

A secret file holds one community or passphrase. On POSIX one that others may read is
refused; on Windows the rights of its folder decide, and are not looked at.
"""

import os
import stat
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from agent.shared.secret import Secret
from agent.shared.switch_settings import CredentialSettings, SwitchSettings
from agent.shared.toml import SettingsError
from agent.sources.snmp.credential import SHORTEST_KEY, Community, Credential, User

MOST_BYTES = 4096
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # of PowerShell's echo


class SecretFileError(SettingsError):
    """A secret file cannot be used; names the file and the key, never the secret."""


def credentials(settings: SwitchSettings) -> dict[str, Credential]:
    """Return all credentials by name, in the order of the settings.

    Raises:
        SecretFileError: a file is missing, unreadable, open to others, or empty.
    """
    return {one.name: credential(one) for one in settings.credentials}


def credential(settings: CredentialSettings) -> Credential:
    """Return the credential that *settings* describe.

    Raises:
        SecretFileError: as for ``credentials``.
    """
    place = f"switches.credentials.{settings.name}"
    if settings.version != "3":
        path = settings.community_file
        if path is None:
            raise SecretFileError(f"{place}.community_file")
        text = _secret(path, f"{place}.community_file")
        return Community(settings.name, Secret(text), settings.version)
    auth = _key(settings.auth_key_file, f"{place}.auth_key_file")
    priv = _key(settings.priv_key_file, f"{place}.priv_key_file")
    return User(
        name=settings.name,
        user=settings.user,
        auth_protocol=settings.auth_protocol if auth else "",
        auth_key=auth,
        priv_protocol=settings.priv_protocol if priv else "",
        priv_key=priv,
        context=settings.context,
    )


class Keyring:
    """The credentials, read anew when one is asked for and its files have changed.

    *read* turns settings into a credential. What cannot be read now may be mended
    while the agent runs.
    """

    def __init__(
        self,
        settings: SwitchSettings,
        read: Callable[[CredentialSettings], Credential] = credential,
    ) -> None:
        self._settings = {one.name: one for one in settings.credentials}
        self._read = read
        self._kept: dict[str, tuple[object, Credential]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in the order in which they are tried."""
        return tuple(self._settings)

    def get(self, name: str) -> Credential:
        """Return the credential called *name*.

        Raises:
            SecretFileError: its files cannot be used now, or there is none so called.
        """
        settings = self._settings.get(name)
        if settings is None:
            raise SecretFileError(_("there is no credential {name}").format(name=name))
        marks = _marks(settings)
        kept = self._kept.get(name)
        if kept is None or kept[0] != marks:
            kept = self._kept[name] = (marks, self._read(settings))
        return kept[1]


def names_to_try(
    wanted: str, remembered: str, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the credentials of a device in the order to try them.

    *wanted* is what its settings name: then no other is tried. *remembered* worked last.
    """
    if wanted:
        return (wanted,)
    first = (remembered,) if remembered in known else ()
    return first + tuple(name for name in known if name not in first)


def _marks(settings: CredentialSettings) -> object:
    files = (settings.community_file, settings.auth_key_file, settings.priv_key_file)
    return tuple(_mark(path) for path in files if path is not None)


def _mark(path: Path) -> object:
    try:
        status = path.stat()
    except OSError as err:
        return type(err).__name__
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_mode


def _key(path: Path | None, place: str) -> Secret | None:
    if path is None:
        return None
    text = _secret(path, place)
    if len(text) < SHORTEST_KEY:
        raise _refusal(
            path,
            place,
            _("a v3 passphrase has at least {count} letters").format(
                count=SHORTEST_KEY
            ),
        )
    return Secret(text)


def _secret(path: Path, place: str) -> str:
    """Return the one line of text in *path*.

    Raises:
        SecretFileError: it is not there, not for us alone, or not one line.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _refusal(path, place, _("it is not a file"))
            if os.name == "posix" and status.st_mode & 0o077:
                raise _refusal(
                    path,
                    place,
                    _("others may read it: chmod 600 {path}").format(path=path),
                )
            octets = file.read(MOST_BYTES + 1)
    except FileNotFoundError as err:
        raise _refusal(path, place, _("the file is not there")) from err
    except OSError as err:
        why = err.strerror or type(err).__name__
        raise _refusal(path, place, why) from err
    try:
        text = octets.decode(_ENCODINGS.get(octets[:2], "utf-8-sig")).strip("\r\n")
    except UnicodeDecodeError:
        # ``from None``: what could not be decoded is the secret.
        raise _refusal(path, place, _("it is not text in UTF-8")) from None
    if not text or len(octets) > MOST_BYTES or "\n" in text or "\0" in text:
        raise _refusal(path, place, _("it does not hold one line of text"))
    return text


def _refusal(path: Path, place: str, why: str) -> SecretFileError:
    return SecretFileError(
        _("{place}: {path} cannot be used: {why}").format(
            place=place, path=path, why=why
        )
    )
