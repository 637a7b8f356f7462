"""Tests between two agents, over loopback."""

import contextlib
import socket
import threading
import time

import pytest

from agent.shared.secret import Secret
from agent.throughput import peer_messages
from agent.throughput.engine import measure
from agent.throughput.peer_door import PeerDoor, read_line
from agent.throughput.peer_messages import Answer, Greeting, MessageError, Request
from agent.throughput.peer_server import MOST_CONNECTIONS, PeerServer
from agent.throughput.shapes import CappedError, Limits, NoFigureError
from agent.throughput.turns import TakenError

SECRET = Secret("a secret of both agents")
SHORT = Limits(1.2, 0.1, 4_000_000_000, 1)


class Serving:
    """A server for a test, and what it told."""

    def __init__(self, turn=contextlib.nullcontext):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = self.listening.getsockname()
        self.told = []
        self.stopping = threading.Event()
        server = PeerServer(
            self.listening, SECRET, turn, lambda *what: self.told.append(what)
        )
        self.thread = threading.Thread(target=server.serve, args=(30, self.stopping))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join(5)

    def door(self, limits=SHORT, secret=SECRET):
        """Return a door to it."""
        return PeerDoor(self.address, secret, limits)

    def ended(self, count):
        """Wait until *count* tests have been told."""
        end = time.monotonic() + 5
        while len(self.told) < count and time.monotonic() < end:
            time.sleep(0.01)
        return self.told


@pytest.mark.parametrize("direction", ["down", "up"])
def test_both_directions_give_a_figure(direction):
    """And the server tells of it, once."""
    with Serving() as serving:
        found = measure(serving.door(), direction, SHORT)
        assert found.rate_bytes > 1_000_000
        told = serving.ended(1)
        assert len(told) == 1
        assert told[0][1].direction == direction


@pytest.mark.parametrize("direction", ["down", "up"])
def test_the_cap_holds_on_both_sides(direction):
    """Streams that come late bring no new bytes."""
    limits = SHORT._replace(most_bytes=3_000_000, streams=4)
    with Serving() as serving:
        with pytest.raises(CappedError) as caught:
            measure(serving.door(limits), direction, limits)
        assert caught.value.used <= 3_000_000
        assert sum(passed for _host, _request, passed in serving.ended(1)) <= 3_000_000


def test_another_token_is_denied():
    """Nothing passes."""
    with Serving() as serving:
        door = serving.door(secret=Secret("a secret of somebody else"))
        with pytest.raises(NoFigureError, match="another token"):
            measure(door, "down", SHORT)
        assert serving.told == []


def test_one_test_at_a_time():
    """Others are told to wait, also by a test of the machine's own."""
    with Serving() as serving:
        first = serving.door().open("down")
        with pytest.raises(NoFigureError, match="busy"):
            serving.door().open("down")
        first.close()
        serving.ended(1)
        serving.door().open("up").close()

    @contextlib.contextmanager
    def taken():
        raise TakenError
        yield

    with Serving(taken) as serving, pytest.raises(NoFigureError, match="busy"):
        serving.door().open("down")


def test_a_server_that_does_not_know_the_token_is_not_believed():
    """It may be anybody."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def impostor():
            with listening.accept()[0] as near:
                near.sendall(peer_messages.encode(Greeting("0" * 32)))
                read_line(near)
                near.sendall(peer_messages.encode(Answer("ok", "0" * 64)))

        threading.Thread(target=impostor, daemon=True).start()
        door = PeerDoor(listening.getsockname(), SECRET, SHORT)
        with pytest.raises(NoFigureError, match="does not know the token"):
            door.open("down")


@pytest.mark.parametrize("noise", [b"", b"\n", b"GET / HTTP/1.1\r\n\r\n", b"{" * 5000])
def test_noise_ends_a_connection_and_nothing_else(noise):
    """The server goes on."""
    with Serving() as serving:
        with socket.create_connection(serving.address) as near:
            near.settimeout(5)
            read_line(near)
            with contextlib.suppress(OSError):
                near.sendall(noise)
                near.shutdown(socket.SHUT_WR)
                assert near.recv(100) == b""
        serving.door().open("down").close()


def test_what_is_heard_once_is_of_no_use_again():
    """The server asks for a new proof each time."""
    with Serving() as serving:

        def asked(request):
            with socket.create_connection(serving.address) as near:
                near.settimeout(5)
                greeting = peer_messages.decode(read_line(near), Greeting)
                line = request or peer_messages.encode(
                    peer_messages.signed(
                        Request("1" * 32, "2" * 32, "up", 1, 1000), greeting, SECRET
                    )
                )
                near.sendall(line)
                return peer_messages.decode(read_line(near), Answer).answer, line

        word, line = asked(None)
        assert word == "ok"
        assert asked(line)[0] == "denied"


def test_connections_are_bounded():
    """Those beyond are closed at once, and the others go on."""
    with Serving() as serving, contextlib.ExitStack() as stack:
        many = [
            stack.enter_context(socket.create_connection(serving.address))
            for _n in range(MOST_CONNECTIONS + 5)
        ]
        refused = 0
        for near in many:
            near.settimeout(5)
            try:
                read_line(near)
            except (MessageError, OSError):
                refused += 1
        assert refused == 5


def test_it_ends_in_time():
    """Whatever runs."""
    with Serving() as serving:
        flow = serving.door().open("down")
        begin = time.monotonic()
        serving.stopping.set()
        serving.thread.join(5)
        assert time.monotonic() - begin < 2
        flow.close()
