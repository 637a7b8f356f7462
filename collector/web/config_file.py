"""``web.config`` on disk: read strictly, and anew when it has changed.

Relative paths are relative to the file. ``config_shapes`` says what it may hold.
"""

import logging
import ssl
from pathlib import Path

import bcrypt
import msgspec

from collector.web.config_shapes import (
    CLIENT_AUTH,
    VERSIONS,
    TlsConfig,
    WebConfig,
    WebConfigError,
    decode,
)

log = logging.getLogger(__name__)

_MOST_BYTES = 1024 * 1024


def read(path: Path) -> WebConfig:
    """Return what the file at *path* says, its paths made absolute, and try its TLS.

    Raises:
        WebConfigError: as ``decode``, or a file it names cannot be used.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise WebConfigError(f"{path}: larger than {_MOST_BYTES} bytes")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise WebConfigError(f"{path}: cannot be read: {err}") from err
    config = decode(text, name=str(path))
    tls = config.tls_server_config
    absolute = {
        field: str(path.parent / getattr(tls, field))
        for field in ("cert_file", "key_file", "client_ca_file")
        if getattr(tls, field)
    }
    config = msgspec.structs.replace(
        config, tls_server_config=msgspec.structs.replace(tls, **absolute)
    )
    if config.tls_server_config.cert_file:
        tls_context(config.tls_server_config, name=str(path))
    return config


def tls_context(
    tls: TlsConfig,
    *,
    own: Path | None = None,
    name: str = "web.config",
    kind: type[ssl.SSLContext] = ssl.SSLContext,
) -> ssl.SSLContext:
    """Return a server's context for *tls*; *own*: the file to serve if it names none.

    Raises:
        WebConfigError: a file cannot be read, or key and certificate do not fit.
    """
    context = kind(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = VERSIONS[tls.min_version]
    context.maximum_version = VERSIONS[tls.max_version]
    place = f"{name}: tls_server_config"
    try:
        if tls.cert_file:
            context.load_cert_chain(tls.cert_file, tls.key_file, password=_no_password)
        elif own is not None:
            context.load_cert_chain(own, password=_no_password)
    except (OSError, ValueError) as err:
        raise WebConfigError(
            f"{place}.cert_file: {tls.cert_file or own}: {err}"
        ) from err
    try:
        if tls.client_ca_file:
            context.load_verify_locations(tls.client_ca_file)
    except (OSError, ValueError) as err:
        raise WebConfigError(
            f"{place}.client_ca_file: {tls.client_ca_file}: {err}"
        ) from err
    context.verify_mode = CLIENT_AUTH[tls.client_auth_type]
    return context


def _no_password() -> str:
    raise ValueError("the key is encrypted, and nobody is there to type its password")


def make_hash(password: str) -> str:
    """Return the bcrypt hash of *password*, as the file wants it."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=10)).decode("ascii")


class WebConfigFile:
    """The file as it is now. Without a file: the defaults."""

    def __init__(self, path: Path | None) -> None:
        """Read the file.

        Raises:
            WebConfigError: it cannot be used.
        """
        self.path = path
        self._stamp = self._look()
        self._config = read(path) if path else WebConfig()

    def current(self) -> WebConfig:
        """Return what the file says now; while it is broken, what it said before."""
        stamp = self._look()
        if self.path is not None and stamp != self._stamp:
            self._stamp = stamp
            try:
                self._config = read(self.path)
                log.info("web.config has been read anew")
            except WebConfigError as err:
                log.error("the changed web.config is not used: %s", err)  # noqa: TRY400
        return self._config

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat() if self.path else None
        except OSError:
            return (0, 0, 0)
        return (found.st_mtime_ns, found.st_size, found.st_ino) if found else None
