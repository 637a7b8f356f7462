"""Checks against servers that behave, and against those that do not."""

import socket
import ssl
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.services.check import check
from agent.services.connection import Limit, secure
from agent.services.ldap import result_code
from agent.services.shapes import WORDS, ServiceError
from agent.services.web import Page, following, judge, request
from agent.shared.service_settings import ServiceSettings, split
from tests.support.nasty_server import drip, nasty, once
from tests.support.processes import free_port

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def service(url, **more):
    """Return a service with a short limit."""
    return ServiceSettings("s", url, **{"timeout_s": 1.0, **more})


def asked(speak, scheme="http", *, hear=True, path="/", **more):
    """Return the check of a server that speaks so."""
    with nasty(speak, hear=hear) as port:
        return check(service(f"{scheme}://127.0.0.1:{port}{path}", **more))


def test_a_good_page_is_ok_with_its_times():
    """Each phase is told; together they are the whole."""
    result = asked(once(OK))
    assert (result.word, result.status) == ("ok", 200)
    assert set(result.phases) == {"dns", "connect", "first_byte", "total"}
    assert max(result.phases.values()) == result.phases["total"] < 1


def test_a_name_that_tls_cannot_carry_is_told():
    """Python refuses it before anything is sent."""
    here, there = socket.socketpair()
    with here, there, pytest.raises(ServiceError) as caught:
        secure(here, ".example", ssl.create_default_context(), Limit(1.0))
    assert caught.value.word == "tls_failed"


def test_text_is_looked_for():
    """Beyond what may be read it is not found, and that is said."""
    assert asked(once(OK), text="ell").word == "ok"
    assert asked(once(OK), text="xyz").word == "wrong_text"
    big = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + b"a" * 8990 + b"needle!!!!"
    )
    assert asked(once(big), text="needle", max_bytes=1000).word == "too_large"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
    assert asked(once(chunked), text="hello").word == "ok"


@pytest.mark.parametrize(
    ("speak", "word"),
    [
        (once(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), "wrong_status"),
        (once(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"), "reset"),
        (once(b"garbage\r\n\r\n"), "protocol"),
        (once(b"HTTP/1.1 999999 X\r\n\r\n"), "protocol"),
        (once(b""), "protocol"),
        (
            once(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "protocol",
        ),
        (once(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"), "protocol"),
        (once(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000), "protocol"),
        (drip(b"H", 0.05), "timeout"),
        (drip(b"X: y\r\n", 0.05), "protocol"),
        (
            once(b"HTTP/1.1 302 F\r\nLocation: http://other.example/\r\n\r\n"),
            "redirected",
        ),
        (once(b"HTTP/1.1 302 F\r\n\r\n"), "redirected"),
        (once(b"HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\n\r\n"), "redirected"),
        (once(b"HTTP/1.1 302 F\r\nLocation: /again\r\n\r\n"), "redirected"),
    ],
)
def test_a_server_that_misbehaves_ends_in_its_word(speak, word):
    """In time, with a bounded memory."""
    begun = time.perf_counter()
    result = asked(speak)
    assert result.word == word, result
    assert time.perf_counter() - begun < 8


def test_a_slow_drip_does_not_outlast_the_limit():
    """A byte every 50 ms would take an hour."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"

    def speak(door):
        door.sendall(head)
        drip(b"a", 0.05)(door)

    begun = time.perf_counter()
    assert asked(speak).word == "timeout"
    assert time.perf_counter() - begun < 5


def test_an_endless_body_is_read_to_its_limit_only():
    """The first of it is enough."""
    head = b"HTTP/1.1 200 OK\r\n\r\n"

    def speak(door):
        door.sendall(head)
        drip(b"a" * 60_000, 0.0)(door)

    assert asked(speak, text="b", timeout_s=5).word == "too_large"


def test_redirects_are_followed_on_the_same_host():
    """Once; in a circle that is said."""
    seen = threading.Event()

    def speak(door):
        first = not seen.is_set()
        seen.set()
        moved = b"HTTP/1.1 301 M\r\nLocation: /new\r\n\r\n"
        door.sendall(moved if first else OK)

    assert asked(speak).word == "ok"
    seen.clear()
    assert asked(speak, redirects="none").word == "redirected"


def test_nobody_there():
    """Refused, silent, without an address."""
    assert check(service(f"http://127.0.0.1:{free_port()}/")).word == "refused"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert (
            check(service(f"http://127.0.0.1:{port}/", timeout_s=0.3)).word == "timeout"
        )
        assert check(service(f"tcp://127.0.0.1:{port}")).word == "ok"
        assert (
            check(service(f"tls://127.0.0.1:{port}", timeout_s=0.3)).word == "timeout"
        )
    assert check(service("http://nothing.invalid/")).word == "dns_failed"
    assert check(service("http://a..b/")).word == "dns_failed"


def test_no_tls_is_said():
    """Plain HTTP where TLS should be, and a connection that is cut."""
    assert asked(once(b"HTTP/1.1 400 Bad\r\n\r\n"), "https").word == "tls_failed"
    assert asked(once(b""), "tls").word in {"tls_failed", "reset"}


@pytest.mark.parametrize(
    ("scheme", "says", "word"),
    [
        ("smtp", b"220 mail.example ESMTP\r\n", "ok"),
        ("smtp", b"554 no\r\n", "protocol"),
        ("smtp", b"SSH-2.0-x\r\n", "protocol"),
        ("smtp", b"", "reset"),
        ("imap", b"* OK ready\r\n", "ok"),
        ("imap", b"* BYE\r\n", "protocol"),
        ("mysql", bytes([74, 0, 0, 0, 10]) + b"8.0", "ok"),
        ("mysql", b"HTTP/1.1 400", "protocol"),
        ("postgresql", b"N", "ok"),
        ("postgresql", b"E", "protocol"),
        ("sqlserver", bytes([4, 1, 0, 43, 0, 0, 1, 0]), "ok"),
        ("ldap", bytes.fromhex("300c02010161070a010004000400"), "ok"),
        ("ldap", bytes.fromhex("300c02010161070a013504000400"), "ok"),
        ("ldap", bytes.fromhex("300c02010161070a013304000400"), "protocol"),
        ("ldap", b"HTTP/1.1 400 x\r\n", "protocol"),
        ("ldap", b"", "reset"),
    ],
)
def test_greetings_are_those_of_the_scheme(scheme, says, word):
    """Another server at the port is not the service."""
    hear = scheme in {"postgresql", "sqlserver", "ldap"}
    assert asked(once(says), scheme, hear=hear).word == word


def test_a_greeting_without_an_end_ends():
    """A line is read to its limit only."""
    assert asked(drip(b"220" + b"-" * 3000, 0.0), "smtp", hear=False).word == "ok"
    assert asked(drip(b"x" * 3000, 0.0), "smtp", hear=False).word == "protocol"


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_a_request_has_no_line_of_others(path, query):
    """Whatever stands in an address."""
    parts = split(f"http://host.example/{path}?{query}")
    if parts is None:
        return
    octets = request(parts)
    assert octets.count(b"\r\n") == 7
    assert octets.endswith(b"\r\n\r\n")
    octets.decode("ascii")


@given(st.binary(max_size=60))
def test_any_message_of_ldap_is_read(octets):
    """Nothing raises."""
    assert result_code(octets) is None or 0 <= result_code(octets) <= 255


@given(st.binary(max_size=80))
@settings(deadline=None, max_examples=25)
def test_any_answer_ends_in_a_word(octets):
    """Over HTTP, as a greeting, from a directory."""
    for scheme in ("http", "smtp", "ldap"):
        assert asked(once(octets), scheme, hear=scheme != "smtp").word in WORDS


def test_out_of_tls_leads_no_redirect():
    """A password would follow in plain text."""
    parts = split("https://a.example/")
    page = Page(302, "http://a.example/", b"")
    with pytest.raises(ServiceError, match="out of TLS"):
        following(parts, page, service("https://a.example/", redirects="any"))
    judge(Page(204, "", b""), service("https://a.example/", status=(200, 204)))
