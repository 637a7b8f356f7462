"""Asks an ASGI application without a server."""

import asyncio
import json
from typing import NamedTuple


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        """The body as text."""
        return self.body.decode("utf-8")

    def json(self):
        """Return the body's JSON."""
        return json.loads(self.body)


async def ask(app, method, path, body=b"", headers=None, *, parts=1, client="10.0.0.9"):
    """Return the answer of *app* to one request, its body sent in *parts*."""
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (k.lower().encode(), v.encode("latin-1"))
            for k, v in (headers or {}).items()
        ],
        "client": (client, 1234),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    size = max(1, -(-len(body) // parts))
    chunks = [body[i : i + size] for i in range(0, len(body), size)] or [b""]
    incoming = [
        {"type": "http.request", "body": chunk, "more_body": i + 1 < len(chunks)}
        for i, chunk in enumerate(chunks)
    ]
    sent = []

    async def receive():
        if not incoming:
            await asyncio.Event().wait()  # the client says nothing more
        return incoming.pop(0)

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    start = next(m for m in sent if m["type"] == "http.response.start")
    found = {k.decode(): v.decode() for k, v in start["headers"]}
    return Answer(
        start["status"], found, b"".join(m.get("body", b"") for m in sent[1:])
    )


def get(app, address, *, headers=None):
    """Return the answer to one GET of *address*, asked on this machine."""
    told = {"host": "127.0.0.1", **(headers or {})}
    return asyncio.run(ask(app, "GET", address, headers=told, client="127.0.0.1"))
