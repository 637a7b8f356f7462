"""A collector that the script for old Windows posts to, without a network."""

import json
from typing import Any
from urllib.parse import urlsplit

from collector.authority_certificates import pin_of
from tests.support.powershell_values import Array, Row


class ScriptCollector:
    """Takes what is sent, and answers; *state* is what an enrolment leads to."""

    def __init__(self, certificate: bytes, state: str = "active") -> None:
        self.certificate = certificate
        self.state = state
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.ended = 0

    @property
    def pin(self) -> str:
        """What a token carries."""
        return pin_of(self.certificate)

    def makers(self) -> dict[str, Any]:
        """Return what the script makes to get here."""
        return {
            "uri": lambda a: address(a[0]),
            "system.net.sockets.tcpclient": lambda _: Row(
                Connect=lambda *_: None,
                GetStream=lambda: None,
                Close=self._close,
            ),
            "system.net.security.sslstream": lambda _: _Stream(),
            "system.io.streamreader": lambda a: Row(
                ReadToEnd=lambda: self._answer(a[0])
            ),
            "system.security.cryptography.x509certificates.x509certificate2": lambda a: (
                Row(Der=a[0])
            ),
        }

    def _close(self) -> None:
        self.ended += 1

    def _answer(self, stream: "_Stream") -> str:
        head, _, body = bytes(stream.written).decode("ascii").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        assert int(headers.get("Content-Length", "0")) == len(body)
        self.requests.append((first, headers, json.loads(body) if body else None))
        path = first.split(" ")[1]
        if path == "/ca.pem":
            return f"HTTP/1.1 200 OK\r\nX: y\r\n\r\n{self.certificate.decode()}"
        if path == "/api/v1/enrolment":
            answer = {"agent": "x", "state": self.state}
        else:
            answer = {"outcomes": [{"result": "stored"}]}
        text = json.dumps(answer, separators=(",", ":"))
        return f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{text}"


class _Stream:
    def __init__(self) -> None:
        self.written = Array()

    def call(self, name: str, arguments: list[Any]) -> None:
        """Take what is written; the rest is the network's."""
        if name == "write":
            self.written.extend(arguments[0])
        if name == "authenticateasclient":
            assert arguments[2] == 3072


def address(url: str) -> Row:
    """Return an address in its parts, as a Uri has them."""
    parts = urlsplit(url)
    path = parts.path or "/"
    return Row(
        Host=parts.hostname, Port=parts.port, Authority=parts.netloc, AbsolutePath=path
    )
