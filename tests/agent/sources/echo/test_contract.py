"""Every way of asking, on loopback: an answer has a time, silence has none."""

import contextlib
import socket
import sys
import threading

import pytest

from agent.sources import echo
from agent.sources.echo import EchoError
from agent.sources.echo.dns import DnsEcho
from tests.support.processes import free_port

ON_WINDOWS = sys.platform == "win32"


@contextlib.contextmanager
def resolver(answer):
    """Give the port of a resolver that answers each query by *answer*."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.bind(("127.0.0.1", 0))
        door.settimeout(5)

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    query, who = door.recvfrom(600)
                    for octets in answer(query):
                        door.sendto(octets, who)

        threading.Thread(target=serve, daemon=True).start()
        yield door.getsockname()[1]


def answered(query, code=0):
    """Return an answer with a response code."""
    return query[:2] + bytes([0x81, 0x80 | code]) + query[4:]


def icmp(address="127.0.0.1", source=None):
    """Return who asks by ICMP; skips where this system allows it to nobody like us."""
    try:
        return echo.open_icmp(address, source)
    except EchoError as err:
        pytest.skip(f"this system does not allow ICMP: {err}")


def test_loopback_answers_icmp():
    """Each of several requests, within a second."""
    asker = icmp()
    try:
        assert asker.method == "icmp"
        times = [asker.ask(1.0) for _turn in range(5)]
    finally:
        asker.close()
    assert all(rtt is not None and 0 < rtt < 1 for rtt in times), times


@pytest.mark.skipif(ON_WINDOWS, reason="Wine asks from no other address")
def test_icmp_leaves_from_the_address_that_was_named():
    """Several lines behind one machine need it; a foreign one cannot be used."""
    asker = icmp(source="127.0.0.9")
    assert asker.ask(1.0) is not None
    asker.close()
    with pytest.raises(EchoError):
        echo.open_icmp("127.0.0.1", "192.0.2.77")


def test_a_handshake_and_a_refusal_are_answers():
    """Who refuses is there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asker = echo.open_tcp("127.0.0.1", server.getsockname()[1])
        assert asker.method == "tcp"
        assert 0 < asker.ask(1.0) < 1
    closed = echo.open_tcp("127.0.0.1", free_port())
    assert 0 < closed.ask(3.0) < 3


def test_a_host_that_is_not_there_is_silence():
    """No address of ours: nothing leaves this machine."""
    asker = echo.open_tcp("127.0.0.1", 9, source="192.0.2.77")
    assert asker.ask(0.2) is None


@pytest.mark.parametrize("code", [0, 3])
def test_a_resolver_that_answers_is_there(code):
    """That there is no such name is an answer, too."""
    with resolver(lambda query: [b"x", b"\0" * 12, answered(query, code)]) as port:
        asker = DnsEcho("127.0.0.1", "portal.example", port=port)
        assert 0 < asker.ask(2.0) < 2


@pytest.mark.parametrize(
    "answer",
    [
        lambda query: [answered(query, 2)],
        lambda query: [answered(query, 5)],
        lambda query: [],
        lambda query: [query],
        lambda query: [bytes([query[0] ^ 1]) + answered(query)[1:]],
    ],
    ids=["failed", "refused", "silent", "mirror", "other number"],
)
def test_a_resolver_that_does_not_help_is_silence(answer):
    """A failure, another's answer, our own question: none of them is one."""
    with resolver(answer) as port:
        assert DnsEcho("127.0.0.1", ".", port=port).ask(0.3) is None


def test_what_is_no_name_is_said_at_once():
    """Not at the first probe."""
    with pytest.raises(EchoError, match="label"):
        echo.open_dns("127.0.0.1", "a..b")


def test_names_become_addresses():
    """IPv4 first; what has none has none."""
    assert echo.resolve("localhost") in {"127.0.0.1", "::1"}
    assert echo.resolve("127.0.0.1") == "127.0.0.1"
    assert echo.resolve("a..b") is None
