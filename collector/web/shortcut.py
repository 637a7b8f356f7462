"""Hands the requests of hot paths to their handlers, past routing and packing."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """ASGI middleware: *hot* (method and path, exactly) here, the rest to *app*.

    It stands behind the access rules, which hold for both ways.
    """

    def __init__(self, app: ASGIApp, hot: Mapping[tuple[str, str], ASGIApp]) -> None:
        self._app = app
        self._hot = hot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose the way of one request."""
        app = self._app
        if scope["type"] == "http":
            app = self._hot.get((scope["method"], scope["path"]), app)
        await app(scope, receive, send)
