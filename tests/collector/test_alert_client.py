"""Alertmanager's API over HTTP: who is let in, what is refused, and for how long one waits."""

import base64
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from collector.alert_client import AlertmanagerClient, RefusedError, UnreachableError
from collector.settings_messages import AlertmanagerSettings
from tests.support.sinks import running

ALERTS = [{"labels": {"alertname": "A"}}]


class Answers(ThreadingHTTPServer):
    """An Alertmanager that answers as it is told to."""

    daemon_threads = True

    def __init__(self):
        self.code, self.asked = 200, []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.path, dict(self.headers)))
        self.send_response(self.server.code)
        if self.server.code == 302:
            self.send_header("location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b"bad label set")

    def log_message(self, *arguments):
        """Keep quiet."""


@pytest.fixture
def server():
    """Return one that runs."""
    with running(Answers()) as (made, _port):
        yield made


def client(server, **settings):
    """Return a client of *server*."""
    url = f"http://127.0.0.1:{server.server_address[1]}/am/"
    made = AlertmanagerSettings(url=(url,), timeout_s=2.0, **settings)
    return AlertmanagerClient(url, made)


def test_alerts_are_posted_with_the_password_of_the_file(server, tmp_path):
    """Below the path of the address; the name of the door holds no password."""
    path = tmp_path / "password"
    path.write_text("bí mật\n", encoding="utf-8")
    path.chmod(0o600)
    door = client(server, user="hatang", password_file=path)
    door.post(ALERTS)
    ((asked, headers),) = server.asked
    assert asked == "/am/api/v2/alerts"
    word, _, code = headers["Authorization"].partition(" ")
    assert (word, base64.b64decode(code).decode()) == ("Basic", "hatang:bí mật")
    assert door.name == f"127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize(
    ("code", "error"),
    [(400, RefusedError), (302, UnreachableError), (503, UnreachableError)],
)
def test_what_is_not_taken_is_an_error(server, code, error):
    """What is wrong is never taken; all else may be later. Nobody is redirected."""
    server.code = code
    with pytest.raises(error, match=str(code)):
        client(server).post(ALERTS)
    assert len(server.asked) == 1


def test_one_that_is_not_there_or_says_nothing_is_unreachable(server, tmp_path):
    """Within the time limit, with its name."""
    with socket.create_server(("127.0.0.1", 0)) as silent:  # connects, says nothing
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings = AlertmanagerSettings(url=(url,), timeout_s=0.2)
        with pytest.raises(UnreachableError, match="timed out"):
            AlertmanagerClient(url, settings).post(ALERTS)
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1"):
        AlertmanagerClient(url, settings).post(ALERTS)
    with pytest.raises(UnreachableError, match="cannot be used"):
        client(server, user="u", password_file=tmp_path / "none").post(ALERTS)
