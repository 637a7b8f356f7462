"""The collector's own certificate authority and its server certificate.

The CA's key is made once and is what agents trust: tokens carry the hash of its
public half. The server certificate is renewed at two thirds of its life; the server
reads it anew for each handshake.
"""

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from collector.authority_certificates import (
    AuthorityError,
    Key,
    is_due,
    issue,
    new_key,
    pin_of,
    private_pem,
    read_certificate,
    read_key,
    self_sign,
)


class Authority:
    """Keys and certificates in one folder that nobody else may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ca_key_file = folder / "ca.key"
        self.ca_file = folder / "ca.pem"
        self.server_file = folder / "server.pem"  # key, certificate and CA, as one

    def ensure(self, names: Sequence[str], *, now: float) -> bool:
        """Make what is missing, renew what is due; say whether it made a certificate.

        Raises:
            AuthorityError: the folder cannot be written, or holds something else.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            key, ca = self._ensure_ca(now)
            if self.server_file.exists() and not self._is_due(ca, names, now):
                return False
            _write(self.server_file, issue(key, ca, names, now=now))
        except OSError as err:
            raise AuthorityError(f"{self._folder}: cannot be written: {err}") from err
        return True

    def ca_pem(self) -> bytes:
        """Return the CA certificate, which is public."""
        return _read(self.ca_file)

    def ca_pin(self) -> str:
        """Return the SHA-256 of the CA's public key, in hexadecimal."""
        return pin_of(self.ca_pem())

    def expiry(self) -> tuple[float, float]:
        """Return when the server certificate and the CA end, as Unix seconds."""
        server, ca = (
            read_certificate(_read(path)).not_valid_after_utc.timestamp()
            for path in (self.server_file, self.ca_file)
        )
        return server, ca

    def _ensure_ca(self, now: float) -> tuple[Key, x509.Certificate]:
        known = self.ca_file.exists()  # asked first: another process may be making it
        if not self._ca_key_file.exists():
            if known:
                raise AuthorityError(
                    f"{self._ca_key_file}: is gone, but agents trust ca.pem beside "
                    "it: bring it back from a backup, or remove ca.pem and enrol all "
                    "agents again"
                )
            _write_once(self._ca_key_file, private_pem(new_key()))
        key = read_key(_read(self._ca_key_file))
        if not self.ca_file.exists():
            ca = self_sign(key, now=now)
            pem = ca.public_bytes(serialization.Encoding.PEM)
            _write(self.ca_file, pem, mode=0o644)
        ca = read_certificate(_read(self.ca_file))
        if ca.public_key() != key.public_key():
            raise AuthorityError(f"{self.ca_file}: is not the certificate of ca.key")
        return key, ca

    def _is_due(self, ca: x509.Certificate, names: Sequence[str], now: float) -> bool:
        try:
            leaf = read_certificate(_read(self.server_file))
        except AuthorityError:
            return True
        return is_due(leaf, ca, names, now=now)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        raise AuthorityError(f"{path}: cannot be read: {err}") from err


def _write_once(path: Path, data: bytes) -> None:
    """Write a file that nobody overwrites; whoever is second keeps the first."""
    temporary = _temporary(path, data, 0o600)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


def _write(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    _temporary(path, data, mode).replace(path)


def _temporary(path: Path, data: bytes, mode: int) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        Path(name).chmod(mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
