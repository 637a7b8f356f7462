"""What a right answer over HTTP is: status, text, where redirects may lead."""

import http.client
import io
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin

from agent import __version__
from agent.services.connection import Connection
from agent.services.shapes import ServiceError
from agent.shared.service_settings import ServiceSettings, port_of, split

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Page(NamedTuple):
    """What came: the status, where it leads, and the first of its body."""

    status: int
    location: str
    body: bytes


class _Sock:
    """As much of a socket as ``http.client`` reads from."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def makefile(self, *_how: object) -> io.BufferedReader:
        return self._stream


def request(parts: SplitResult) -> bytes:
    """Return the request for an address; no letter of it can begin another line."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    standard = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if port_of(parts) == standard else f":{port_of(parts)}"
    lines = (
        f"GET {_percent(path)} HTTP/1.1",
        f"Host: {_percent(host)}{port}",
        f"User-Agent: hatang-agent/{__version__}",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _percent(text: str) -> str:
    return "".join(
        chr(b) if 0x21 <= b < 0x7F else f"%{b:02X}" for b in text.encode("utf-8")
    )


def read_page(connection: Connection, max_bytes: int) -> Page:
    """Return the answer on *connection*; of its body *max_bytes* at most.

    Raises:
        ServiceError: it is no HTTP, or does not come in time.
    """
    answer = http.client.HTTPResponse(_Sock(connection.stream), method="GET")  # type: ignore[arg-type]
    try:
        answer.begin()
        body = answer.read(max_bytes + 1)
    except (http.client.HTTPException, ValueError) as err:
        raise ServiceError("protocol", f"no HTTP: {type(err).__name__}") from err
    if answer.length and len(body) <= max_bytes:
        raise ServiceError("reset", "cut off within the answer")
    return Page(answer.status, answer.headers.get("Location", ""), body)


def judge(page: Page, settings: ServiceSettings) -> None:
    """Refuse a page that is not what *settings* call right.

    Raises:
        ServiceError: it is not.
    """
    if page.status not in settings.status:
        raise ServiceError("wrong_status", f"status {page.status}")
    if settings.text and settings.text.encode() not in page.body[: settings.max_bytes]:
        if len(page.body) > settings.max_bytes:
            raise ServiceError("too_large", f"not within {settings.max_bytes} bytes")
        raise ServiceError("wrong_text", "the text is not in the answer")


def following(
    parts: SplitResult, page: Page, settings: ServiceSettings
) -> SplitResult | None:
    """Return where *page* leads; None: it is the last one.

    Raises:
        ServiceError: it leads to where it must not.
    """
    if page.status not in _REDIRECTS or page.status in settings.status:
        return None
    target = split(urljoin(parts.geturl(), page.location))
    where = page.location[:200]
    if settings.redirects == "none" or not page.location:
        raise ServiceError("redirected", f"to {where}")
    if target is None or target.scheme not in {"http", "https"} or not target.hostname:
        raise ServiceError("redirected", f"to {where}")
    if parts.scheme == "https" and target.scheme == "http":
        raise ServiceError("redirected", f"out of TLS to {where}")
    if settings.redirects == "host" and target.hostname != parts.hostname:
        raise ServiceError("redirected", f"to another host: {where}")
    return target
