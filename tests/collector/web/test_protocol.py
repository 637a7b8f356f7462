"""HTTP/1.1 with limits."""

import asyncio

import uvicorn
from uvicorn.server import ServerState

from collector.web import protocol


def test_allowed_names_are_looked_up_in_the_clients_certificate():
    """As client_allowed_sans asks; without it every verified client passes."""
    certificate = {"subjectAltName": (("DNS", "prometheus"), ("URI", "spiffe://a"))}
    assert protocol.client_allowed(certificate, ())
    assert protocol.client_allowed(certificate, ("spiffe://a",))
    assert not protocol.client_allowed(certificate, ("grafana",))
    assert not protocol.client_allowed(None, ("grafana",))


class Loop:
    """A loop in which nothing happens until the test says so."""

    def __init__(self):
        self.later = []

    def call_later(self, seconds, callback):
        """Remember what should happen."""
        handle = asyncio.TimerHandle(seconds, callback, (), self)
        self.later.append(handle)
        return handle

    def get_debug(self):
        """Say no, as asyncio's handles ask."""
        return False

    def _timer_handle_cancelled(self, handle):
        self.later.remove(handle)


class Transport(asyncio.Transport):
    """Remembers what was done to it."""

    def __init__(self):
        super().__init__()
        self.ended = False

    def abort(self):
        """Note the end."""
        self.ended = True

    def close(self):
        """Note the end."""
        self.ended = True

    def is_closing(self):
        """Say whether it ended."""
        return self.ended

    def get_extra_info(self, name, default=None):
        """Know nothing."""
        return default


def test_a_request_that_does_not_get_on_is_given_up():
    """The timer runs from the first byte and is not wound up by the next ones."""
    loop = Loop()
    config = uvicorn.Config(_nothing, log_config=None, lifespan="off")
    config.load()
    connection = protocol.GuardedProtocol(config, ServerState(), {}, loop)
    transport = Transport()
    connection.connection_made(transport)
    connection.data_received(b"GET / HTTP/1.1\r\n")
    (first,) = loop.later
    connection.data_received(b"host: x\r\n")
    assert loop.later == [first]
    loop.later.remove(first)
    first._run()
    assert transport.ended
    connection.connection_lost(None)
    assert loop.later == []


async def _nothing(_scope, _receive, _send):
    """Stand where the application stands."""
