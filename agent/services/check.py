"""One check of one service: by its scheme, within its limit, with a word at the end."""

import ssl
import time
from urllib.parse import SplitResult

from agent.services import greetings, ldap, web
from agent.services.connection import Connection, Limit, connect, expiry, secure
from agent.services.shapes import Result, ServiceError, Word
from agent.shared.service_settings import ServiceSettings, port_of, split
from agent.sources.echo import EchoError, open_dns, resolve

_TLS = frozenset({"https", "tls", "imaps", "ldaps"})
_CERTIFICATE = frozenset(
    {"certificate_expired", "certificate_untrusted", "certificate_name"}
)


class _Seen:
    """What a check saw on its way, whatever becomes of it."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.expires: float | None = None


def check(settings: ServiceSettings) -> Result:
    """Return how the service is; whatever it does, within its limit and two more tries.

    A certificate that is not right is looked at once more without checking it, to tell
    its end.
    """
    limit, seen = Limit(settings.timeout_s), _Seen()
    parts = split(settings.url)
    assert parts is not None  # noqa: S101 - the settings have been checked
    word: Word = "ok"
    detail = ""
    try:
        _ask(parts, settings, limit, seen)
    except ServiceError as err:
        word, detail = err.word, err.detail
    except RecursionError:
        word, detail = "protocol", "an answer without an end"
    limit.phases["total"] = time.perf_counter() - limit.begun
    if word in _CERTIFICATE and seen.expires is None:
        seen.expires = _expiry(parts, settings)
    return Result(word, limit.phases, detail[:300], seen.status, seen.expires)


def _ask(
    parts: SplitResult, settings: ServiceSettings, limit: Limit, seen: _Seen
) -> None:
    if parts.scheme == "dns":
        _ask_resolver(parts, limit)
        return
    for _turn in range(web.MOST_REDIRECTS + 1):
        connection = _opened(parts, settings, limit, seen)
        try:
            target = _spoken(parts, settings, connection, seen)
        finally:
            connection.close()
        if target is None:
            return
        parts = target
    raise ServiceError("redirected", "again and again")


def _opened(
    parts: SplitResult, settings: ServiceSettings, limit: Limit, seen: _Seen
) -> Connection:
    host = parts.hostname or ""
    door = connect(host, port_of(parts), limit)
    try:
        if parts.scheme in _TLS:
            secured = secure(door, host, _context(settings), limit)
            seen.expires = expiry(secured)
            return Connection(secured, limit)
    except BaseException:
        door.close()
        raise
    return Connection(door, limit)


def _spoken(
    parts: SplitResult, settings: ServiceSettings, connection: Connection, seen: _Seen
) -> SplitResult | None:
    """Speak what the scheme wants; return where a page leads."""
    if parts.scheme in {"http", "https"}:
        connection.send(web.request(parts))
        page = web.read_page(connection, settings.max_bytes)
        seen.status = page.status
        target = web.following(parts, page, settings)
        if target is None:
            web.judge(page, settings)
        return target
    if parts.scheme in greetings.GREETINGS:
        greetings.greet(parts.scheme, connection)
    elif parts.scheme in {"ldap", "ldaps"}:
        ldap.bind(connection)
    return None


def _ask_resolver(parts: SplitResult, limit: Limit) -> None:
    address = resolve(parts.hostname or "")
    if address is None:
        raise ServiceError("dns_failed", f"{parts.hostname} has no address")
    try:
        asker = open_dns(address, parts.path.strip("/"), port=port_of(parts))
    except EchoError as err:
        raise ServiceError("protocol", str(err)) from err
    took = asker.ask(limit.left())
    asker.close()
    if took is None:
        raise ServiceError("dns_failed", "the resolver does not answer, or failed")
    limit.phases["first_byte"] = took


def _context(settings: ServiceSettings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(
            cafile=str(settings.ca_file) if settings.ca_file else None
        )
    except (OSError, ssl.SSLError) as err:
        raise ServiceError("tls_failed", f"ca_file: {err}") from err
    if settings.insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _expiry(parts: SplitResult, settings: ServiceSettings) -> float | None:
    """Return the end of a certificate that was not accepted."""
    limit = Limit(settings.timeout_s)
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        door = connect(parts.hostname or "", port_of(parts), limit)
        with door, secure(door, parts.hostname or "", context, limit) as secured:
            return expiry(secured)
    except (ServiceError, OSError):
        return None
