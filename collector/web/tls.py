"""TLS that follows its files: what changed holds for the next connection."""

import contextlib
import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collector.web.config_file import tls_context
from collector.web.config_shapes import TlsConfig, WebConfig, WebConfigError

log = logging.getLogger(__name__)


class LiveContext(ssl.SSLContext):
    """A TLS context that asks for the one to use at each new connection."""

    current: Callable[[], ssl.SSLContext] | None = None

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """Return the TLS side of a new connection, by the present files."""
        context = self.current() if self.current else self
        return ssl.SSLContext.wrap_bio(context, *args, **kwargs)


class TlsFiles:
    """The context that fits web.config and the certificate files as they are now."""

    def __init__(self, config: Callable[[], WebConfig], own: Path) -> None:
        """Load once.

        Raises:
            WebConfigError: a file cannot be used.
        """
        self._config = config
        self._own = own
        self._known = self._look()
        self._context = self._load()

    def current(self) -> ssl.SSLContext:
        """Return the context; the one before while the changed files are broken."""
        found = self._look()
        if found != self._known:
            self._known = found
            try:
                self._context = self._load()
                log.info("the TLS files have been read anew")
            except WebConfigError as err:
                log.error("the changed TLS files are not used: %s", err)  # noqa: TRY400
        return self._context

    def listening(self) -> LiveContext:
        """Return the context to give to a listening socket."""
        context = LiveContext(ssl.PROTOCOL_TLS_SERVER)
        context.current = self.current
        return context

    def allowed_sans(self) -> tuple[str, ...]:
        """Return the names of which a client's certificate must have one."""
        return self._config().tls_server_config.client_allowed_sans

    def _load(self) -> ssl.SSLContext:
        context = tls_context(self._config().tls_server_config, own=self._own)
        context.set_alpn_protocols(["http/1.1"])
        return context

    def _look(self) -> tuple[TlsConfig, tuple[tuple[int, int], ...]]:
        tls = self._config().tls_server_config
        names = (tls.cert_file or str(self._own), tls.key_file, tls.client_ca_file)
        stamps = []
        for name in filter(None, names):
            with contextlib.suppress(OSError):
                found = Path(name).stat()
                stamps.append((found.st_mtime_ns, found.st_ino))
        return tls, tuple(stamps)
