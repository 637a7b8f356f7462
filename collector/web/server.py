"""Serves one application on several addresses in one event loop."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from collector.web.listeners import Listener
from collector.web.protocol import GuardedProtocol
from collector.web.tls import TlsFiles

KEEP_ALIVE_S = 150  # agents report every 60 s on a kept connection
HANDSHAKE_WITHIN_S = 15.0
GOODBYE_WITHIN_S = 1.0  # an idle agent does not read, and so does not answer
STOP_WITHIN_S = 5


class Server(uvicorn.Server):
    """uvicorn on several listeners, some of them with TLS."""

    def __init__(
        self, app: ASGIApp, listeners: Sequence[Listener], tls: TlsFiles | None
    ) -> None:
        config = uvicorn.Config(
            app,
            http=GuardedProtocol,
            ws="none",
            loop="auto",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=STOP_WITHIN_S,
        )
        super().__init__(config)
        self._listeners = listeners
        self._tls = tls

    async def startup(self, sockets: Any = None) -> None:  # noqa: ARG002 - uvicorn's
        """Begin to listen everywhere."""
        await self.lifespan.startup()
        loop = asyncio.get_running_loop()

        def protocol() -> asyncio.Protocol:
            made = GuardedProtocol(
                self.config, self.server_state, self.lifespan.state, loop
            )
            if self._tls is not None:
                made.allowed_sans = self._tls.allowed_sans
            return made

        self.servers = []
        for listener in self._listeners:
            tls: dict[str, Any] = {}
            if listener.address.scheme == "https" and self._tls is not None:
                tls["ssl"] = self._tls.listening()
                tls["ssl_handshake_timeout"] = HANDSHAKE_WITHIN_S
                tls["ssl_shutdown_timeout"] = GOODBYE_WITHIN_S
            self.servers.append(
                await loop.create_server(
                    protocol, sock=listener.socket, backlog=2048, **tls
                )
            )
        self.started = True

    async def serve_here(self) -> None:
        """Serve until ``should_exit``; signals are the caller's affair."""
        await self._serve()


def run(main: Coroutine[Any, Any, int]) -> int:
    """Run *main* to its end in uvicorn's choice of event loop (uvloop where it is)."""
    factory = uvicorn.Config(_nothing, loop="auto", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(main)


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Stand where uvicorn wants an application."""
