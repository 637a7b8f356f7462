"""Asks an ASGI application without a network."""

import json
from typing import NamedTuple


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

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
        "client": (client, 1),
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
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return Answer(
        sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:])
    )
