"""Who may call what: the middleware in front of every handler.

Agents and tokens prove themselves to their handlers, which know them; this module
decides for people, and keeps everybody else away from what is theirs.
"""

import base64
import binascii
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.shared.clock import Clock
from agent.shared.wire import Problem, encode
from collector.hosts import is_loopback
from collector.web.config_shapes import RateLimit, WebConfig
from collector.web.passwords import PasswordChecker, TooBusy

log = logging.getLogger(__name__)

Caller = Literal["public", "agent", "token", "user"]

# The longest prefix that fits decides; what no line names is for users.
RULES: tuple[tuple[str, Caller], ...] = (
    ("/", "user"),
    ("/-/healthy", "public"),
    ("/-/ready", "public"),
    ("/ca.pem", "public"),
    ("/api/v1/reports", "agent"),
    ("/api/v1/agent", "agent"),
    ("/api/v1/enrolment", "token"),
)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_PAGE_POLICY = (
    b"default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    b"form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
_ON_PAGES = (
    (b"content-security-policy", _PAGE_POLICY),
    (b"x-frame-options", b"DENY"),
)


def who_may_call(path: str, rules: Sequence[tuple[str, Caller]] = RULES) -> Caller:
    """Return whom *path* is for."""
    best: tuple[int, Caller] = (-1, "user")
    for prefix, caller in rules:
        fits = path == prefix or path.startswith(prefix.rstrip("/") + "/")
        if fits and len(prefix) > best[0]:
            best = (len(prefix), caller)
    return best[1]


@lru_cache(maxsize=1024)
def _who_may_call(path: str) -> Caller:
    return who_may_call(path)


def credentials(header: str) -> tuple[str, str] | None:
    """Return user and password of an ``Authorization: Basic`` header, or None."""
    scheme, _, packed = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(packed.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    user, colon, password = text.partition(":")
    return (user, password) if colon else None


def refuse_local(client: str, headers: Headers) -> str | None:
    """Return why somebody without a password is not let in, or None if he is.

    Without users only this machine may look: not through a proxy, and not through a
    page of somebody else whose name was pointed at 127.0.0.1.
    """
    if not is_loopback(client):
        return (
            "No users are set up, so only this machine may look. Add a user under "
            "basic_auth_users in web.config (htpasswd -nB NAME makes the line)."
        )
    if any(name in headers for name in _FORWARDED):
        return (
            "No users are set up, and this request came through a proxy. Add a user "
            "under basic_auth_users in web.config."
        )
    host = headers.get("host", "")
    if not is_loopback(_host_only(host)):
        return (
            "No users are set up, so the address must be http://127.0.0.1 or "
            "localhost; add a user in web.config to use another name."
        )
    return None


def is_foreign(headers: Headers) -> bool:
    """Return whether another site's page is behind a request that changes something."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _host_only(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


class Bucket:
    """A token bucket over all user requests, as ``rate_limit`` asks for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free = 0.0
        self._last: float | None = None

    def take(self, limit: RateLimit) -> bool:
        """Count one request; return whether it is within *limit*."""
        interval = limit.interval_s
        if interval <= 0:
            return True
        now = self._clock.uptime()
        most = max(1.0, float(limit.burst))
        gained = most if self._last is None else (now - self._last) / interval
        self._free = min(most, self._free + gained)
        self._last = now
        if self._free < 1.0:
            return False
        self._free -= 1.0
        return True


class Access:
    """ASGI middleware that lets a request through or refuses it, and adds headers.

    Handlers find the user's name in ``request.state.user`` ("" for this machine
    without a password).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        config: Callable[[], WebConfig],
        clock: Clock,
        refused: Callable[[str], None] = lambda _reason: None,
        passwords: PasswordChecker | None = None,
    ) -> None:
        self._app = app
        self._config = config
        self._refused = refused
        self._passwords = passwords or PasswordChecker()
        self._bucket = Bucket(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Decide about one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        config = self._config()
        send = _with_headers(send, config, tls=scope.get("scheme") == "https")
        if _who_may_call(scope["path"]) == "user":
            refusal = await self._judge(scope, config)
            if refusal is not None:
                self._refused(refusal.reason)
                await _answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _judge(self, scope: Scope, config: WebConfig) -> Problem | None:
        headers = Headers(scope=scope)
        if not self._bucket.take(config.rate_limit):
            return _busy("More requests come than web.config's rate_limit allows.")
        if scope["method"] not in _SAFE and is_foreign(headers):
            return _problem(403, "foreign_origin", "Do this on the collector's pages.")
        state = scope.setdefault("state", {})
        if not config.basic_auth_users:
            why = refuse_local((scope.get("client") or ("", 0))[0], headers)
            state["user"] = ""
            return _problem(403, "no_users", why) if why else None
        return await self._sign_in(scope, headers, config)

    async def _sign_in(
        self, scope: Scope, headers: Headers, config: WebConfig
    ) -> Problem | None:
        given = credentials(headers.get("authorization", ""))
        if given is None:
            return _problem(
                401, "password_needed", "Sign in with a user of web.config."
            )
        try:
            right = await self._passwords.check(*given, config.basic_auth_users)
        except TooBusy:
            return _busy("Too many passwords are being checked; try again shortly.")
        if not right:
            log.warning("a password was wrong", extra={"client": scope.get("client")})
            return _problem(401, "wrong_password", "User and password do not fit.")
        scope["state"]["user"] = given[0]
        return None


_TITLES = {401: "Sign in", 403: "Not allowed", 429: "Too many requests"}


def _problem(status: int, reason: str, detail: str) -> Problem:
    return Problem(_TITLES[status], status, reason, detail)


def _busy(detail: str) -> Problem:
    return Problem(_TITLES[429], 429, "rate_limited", detail, retry_after_s=1.0)


def _answer(problem: Problem) -> Response:
    headers = {"cache-control": "no-store"}
    if problem.status == 401:
        headers["www-authenticate"] = 'Basic realm="Hatang", charset="UTF-8"'
    if problem.retry_after_s is not None:
        headers["retry-after"] = str(int(problem.retry_after_s))
    return Response(
        encode(problem),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )


def _with_headers(send: Send, config: WebConfig, *, tls: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = _completed(message["headers"], config, tls=tls)
        await send(message)

    return sending


def _completed(
    given: Iterable[tuple[bytes, bytes]], config: WebConfig, *, tls: bool
) -> list[tuple[bytes, bytes]]:
    """Return an answer's headers with ours; web.config's replace all of their name."""
    headers = list(given)
    known = dict(headers)
    wanted: tuple[tuple[bytes, bytes], ...] = _ALWAYS
    if known.get(b"content-type", b"").startswith(b"text/html"):
        wanted += _ON_PAGES
    headers += [pair for pair in wanted if pair[0] not in known]
    for name, value in config.http_server_config.headers.items():
        if tls or name != "Strict-Transport-Security":
            key = name.lower().encode("latin-1")
            headers = [pair for pair in headers if pair[0] != key]
            headers.append((key, value.encode("latin-1")))
    return headers
