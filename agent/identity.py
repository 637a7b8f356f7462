"""Who this agent is: its id, its credential, and which collector it belongs to."""

import contextlib
import os
import sys
import uuid
from gettext import gettext as _
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Literal

import msgspec

from agent.private import make_folder, replace, restrict
from agent.shared.secret import Secret
from agent.shared.wire import AgentId

IDENTITY_FILE = "identity.json"
CA_FILE = "ca.pem"
PENDING_FILE = "enrolment.json"
CREDENTIAL_AGE_S = 90 * 86400.0

State = Literal["asking", "pending", "active"]


class IdentityError(Exception):
    """The identity cannot be used; the text says why and what to do."""


class Identity(msgspec.Struct, frozen=True):
    """One agent's identity. Times are Unix seconds.

    ``asking``: made, but no collector has answered yet. ``pending``: waits for an
    administrator. ``next_credential`` is set while the credential is being replaced.
    """

    agent: str
    credential: Secret
    urls: tuple[str, ...]
    ca_pin: str
    state: State = "asking"
    credential_since: float = 0.0
    next_credential: Secret | None = None

    @property
    def live(self) -> bool:
        """Whether a collector knows this identity."""
        return self.state != "asking"

    @property
    def authorization(self) -> str:
        """The value of the Authorization header; for the one call that sends it."""
        return f"Bearer {self.agent}.{self.credential.reveal()}"


class _File(msgspec.Struct, frozen=True, omit_defaults=True):
    agent: AgentId
    credential: Annotated[str, msgspec.Meta(min_length=20)]
    urls: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    ca_pin: str
    state: State = "asking"
    credential_since: float = 0.0
    next_credential: str | None = None


def new_credential() -> Secret:
    """Return a fresh credential of 256 bits."""
    return Secret(token_urlsafe(32))


def new_identity(urls: tuple[str, ...], ca_pin: str, *, now: float) -> Identity:
    """Return an identity that no collector knows yet."""
    return Identity(
        uuid.uuid4().hex, new_credential(), urls, ca_pin, credential_since=now
    )


def rotation_due(own: Identity, *, now: float) -> bool:
    """Return whether the credential is old, or its replacement was begun."""
    age = now - own.credential_since
    return own.live and (own.next_credential is not None or age > CREDENTIAL_AGE_S)


def load(folder: Path) -> Identity | None:
    """Return the identity kept in *folder*, or None if there is none.

    Raises:
        IdentityError: there is one, but it cannot be read.
    """
    path = folder / IDENTITY_FILE
    try:
        plain = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        return None
    except PermissionError as err:
        raise IdentityError(
            _(
                "{path} may be read by its owner only: run this as the user of the agent"
            ).format(path=path)
        ) from err
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as err:
        raise IdentityError(
            _(
                "{path} is damaged ({error}): restore it from a backup, or revoke this"
                " agent at the collector, remove the file and enrol anew"
            ).format(path=path, error=err)
        ) from err
    following = plain.next_credential
    return Identity(
        plain.agent,
        Secret(plain.credential),
        plain.urls,
        plain.ca_pin,
        plain.state,
        plain.credential_since,
        Secret(following) if following else None,
    )


def save(folder: Path, identity: Identity) -> None:
    """Keep *identity* in *folder* durably, readable by its owner only.

    Raises:
        IdentityError: it cannot be written; what was there before is untouched.
    """
    following = identity.next_credential
    plain = _File(
        identity.agent,
        identity.credential.reveal(),
        identity.urls,
        identity.ca_pin,
        identity.state,
        identity.credential_since,
        following.reveal() if following else None,
    )
    write_private(folder / IDENTITY_FILE, msgspec.json.encode(plain))


def write_private(path: Path, content: bytes) -> None:
    """Replace the file at *path* at once and durably, for its owner's eyes only.

    Raises:
        IdentityError: it cannot be written; what was there before is untouched.
    """
    temporary = path.with_name(path.name + ".new")
    try:
        make_folder(path.parent)
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            _restrict(temporary, file.fileno())
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as err:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise IdentityError(
            _("{path} cannot be written: {error}").format(
                path=path, error=err.strerror or err
            )
        ) from err


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there; NTFS journals names
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _restrict(path: Path, handle: int) -> None:
    """Give the file to the folder's owner, also when root enrols for the agent.

    On Windows, leave it to SYSTEM and administrators.
    """
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)
    if sys.platform == "win32":
        restrict(path)
