"""Reads request bodies no further than they are allowed to go."""

from starlette.types import Receive, Scope

from agent.shared.wire import MAX_BATCH_BYTES
from collector.gunzip import GunzipError, TooLargeError, gunzip
from collector.web.problems import ProblemError


class DisconnectedError(Exception):
    """The sender went away before the end of the body."""


async def read_body(
    scope: Scope, receive: Receive, *, limit: int = MAX_BATCH_BYTES
) -> bytes:
    """Return the body, unpacked if it says ``Content-Encoding: gzip``.

    Raises:
        ProblemError: over *limit* packed or unpacked, or packed otherwise.
        DisconnectedError: the sender went away.
    """
    encoding = b""
    for name, value in scope["headers"]:
        if name == b"content-encoding":
            encoding = value.strip().lower()
        elif name == b"content-length" and _length(value) > limit:
            raise _too_large(limit)
    if encoding not in {b"", b"identity", b"gzip"}:
        raise ProblemError(
            415, "unknown_encoding", "Send the body as it is, or packed by gzip."
        )
    body = await _read(receive, limit)
    if encoding != b"gzip":
        return body
    try:
        return gunzip(body, limit=limit)
    except TooLargeError as err:
        raise _too_large(limit) from err
    except GunzipError as err:
        raise ProblemError(400, "malformed", f"{err}.") from err


async def _read(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise DisconnectedError
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        if part:
            parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _length(value: bytes) -> int:
    return int(value) if value.isdigit() and len(value) < 20 else 0


def _too_large(limit: int) -> ProblemError:
    return ProblemError(
        413, "too_large", f"A body has at most {limit} bytes: send fewer reports."
    )
