"""Who may call what."""

import asyncio
import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from agent.shared.wire import Problem, decode
from collector.web.access import (
    Access,
    credentials,
    is_foreign,
    refuse_local,
    who_may_call,
)
from collector.web.config_shapes import HttpConfig, RateLimit, WebConfig
from collector.web.passwords import PasswordChecker

USERS = WebConfig(basic_auth_users={"lan": "right"})


class StillClock:
    """A clock that a test moves."""

    boot = "b"
    seconds = 0.0

    def now(self):
        """Return the same as uptime."""
        return self.seconds

    def uptime(self):
        """Return what the test set."""
        return self.seconds


async def page(scope, receive, send):
    """Answer with an HTML page that says who the user is."""
    user = scope.get("state", {}).get("user", "none")
    start = {"type": "http.response.start", "status": 200}
    await send({**start, "headers": [(b"content-type", b"text/html; charset=utf-8")]})
    await send({"type": "http.response.body", "body": user.encode()})


def basic(user, password):
    """Return the header that a browser sends."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def make(config, clock=None, refused=None):
    """Return the middleware around ``page``, with passwords that are their hashes."""
    return Access(
        page,
        config=lambda: config,
        clock=clock or StillClock(),
        refused=(refused if refused is not None else []).append,
        passwords=PasswordChecker(check=lambda a, b: a == b),
    )


def call(app, path="/", *, client="127.0.0.1", method="GET", scheme="http", **headers):
    """Return status, headers and body of one request."""
    given = {"host": "127.0.0.1:9848"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "scheme": scheme,
        "client": (client, 5),
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in given.items()],
    }
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    asyncio.run(app(scope, receive, send))
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], Headers(raw=sent[0]["headers"]), body


@pytest.mark.parametrize(
    ("path", "caller"),
    [
        ("/", "user"),
        ("/metrics", "user"),
        ("/-/healthy", "public"),
        ("/-/healthyx", "user"),
        ("/-/reload", "user"),
        ("/ca.pem", "public"),
        ("/api/v1/reports", "agent"),
        ("/api/v1/reports/", "agent"),
        ("/api/v1/agent/credential", "agent"),
        ("/api/v1/agents", "user"),
        ("/api/v1/agents/1/facts", "user"),
        ("/api/v1/enrolment", "token"),
        ("//api/v1/reports", "user"),
        ("", "user"),
    ],
)
def test_the_longest_prefix_decides(path, caller):
    """What no line of the table names is for users."""
    assert who_may_call(path) == caller


def test_agents_and_the_public_pass_without_a_password():
    """Agents prove themselves to their handler."""
    app = make(USERS)
    for path in ("/api/v1/reports", "/api/v1/enrolment", "/ca.pem", "/-/healthy"):
        assert call(app, path, client="10.0.0.9", host="x")[0] == 200


def test_a_user_signs_in():
    """With the right password his name reaches the handler."""
    status, _, body = call(
        make(USERS), client="10.0.0.9", authorization=basic("lan", "right")
    )
    assert (status, body) == (200, b"lan")


@pytest.mark.parametrize(
    "authorization",
    [None, basic("lan", "wrong"), basic("ai", "right"), "Basic ???", "Bearer right"],
)
def test_without_the_right_password_nobody_enters(authorization):
    """Loopback neither; the answer says how to sign in."""
    refused = []
    headers = {"authorization": authorization} if authorization else {}
    status, answered, body = call(make(USERS, refused=refused), **headers)
    assert status == 401
    assert answered["www-authenticate"].startswith("Basic")
    problem = decode(body, Problem)
    assert problem.reason in {"password_needed", "wrong_password"}
    assert refused == [problem.reason]


def test_without_users_this_machine_may_look():
    """A first look needs no set-up."""
    assert call(make(WebConfig()))[0] == 200
    assert call(make(WebConfig()), client="::1", host="[::1]:9848")[0] == 200


@pytest.mark.parametrize(
    "request_",
    [
        {"client": "10.0.0.9"},
        {"host": "evil.example:9848"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"x_forwarded_for": "10.0.0.9"},
        {"forwarded": "for=10.0.0.9"},
    ],
)
def test_without_users_nobody_else_may(request_):
    """Neither the network, nor a proxy, nor a page whose name points at loopback."""
    status, _, body = call(make(WebConfig()), **request_)
    assert status == 403
    assert "web.config" in decode(body, Problem).detail


def test_another_sites_page_cannot_change_anything():
    """A browser would send the password along."""
    password = basic("lan", "right")
    app = make(USERS)
    for headers in (
        {"sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example"},
    ):
        assert call(app, method="POST", authorization=password, **headers)[0] == 403
    own = {"origin": "http://127.0.0.1:9848"}
    assert call(app, method="POST", authorization=password, **own)[0] == 200


def test_pages_carry_security_headers():
    """Scripts of others, frames and sniffing are off."""
    _, headers, _ = call(make(WebConfig()))
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_headers_of_web_config_are_sent():
    """They win over ours; Strict-Transport-Security is for TLS alone."""
    headers = {
        "X-Frame-Options": "sameorigin",
        "Strict-Transport-Security": "max-age=1",
    }
    app = make(WebConfig(http_server_config=HttpConfig(headers=headers)))
    assert call(app)[1]["x-frame-options"] == "sameorigin"
    assert "strict-transport-security" not in call(app)[1]
    assert call(app, scheme="https")[1]["strict-transport-security"] == "max-age=1"


def test_the_rate_limit_holds_for_users_and_not_for_agents():
    """Agents have limits of their own."""
    clock = StillClock()
    app = make(WebConfig(rate_limit=RateLimit("1s", 2)), clock)
    assert [call(app)[0] for _ in range(3)] == [200, 200, 429]
    assert call(app)[1]["retry-after"] == "1"
    assert call(app, "/api/v1/reports")[0] == 200
    clock.seconds += 1
    assert call(app)[0] == 200


@given(st.text(max_size=60))
def test_odd_authorization_headers_are_survived(text):
    """Anything is credentials or None."""
    found = credentials("Basic " + text)
    assert found is None or len(found) == 2


@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_odd_host_headers_are_survived(host):
    """Only loopback names pass."""
    headers = Headers({"host": host})
    refuse_local("127.0.0.1", headers)
    is_foreign(headers)
