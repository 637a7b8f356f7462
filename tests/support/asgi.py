"""One request to an ASGI application, without a server."""

import asyncio
from typing import NamedTuple


class Answer(NamedTuple):
    """What the application answered."""

    status: int
    headers: dict[str, str]
    text: str


def get(app, address, *, headers=None):
    """Return the answer to one GET of *address* (path and query)."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1234),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [
            (name.lower().encode(), value.encode())
            for name, value in {"host": "127.0.0.1", **(headers or {})}.items()
        ],
    }
    sent = []

    asked = []

    async def receive():
        if asked:
            await asyncio.Event().wait()  # the client says nothing more
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    async def run():
        await app(scope, receive, send)

    asyncio.run(run())
    start = next(m for m in sent if m["type"] == "http.response.start")
    body = b"".join(m.get("body", b"") for m in sent if m["type"].endswith("body"))
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], told, body.decode("utf-8"))
