"""What the script for old Windows sends to a collector, and to whom it sends nothing.

The network is a fake; TLS with the collector's own certificate is for a real Windows.
"""

import hashlib

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from agent.shared import token, wire
from agent.shared.secret import Secret
from collector.authority_certificates import new_key, self_sign
from tests.support.old_windows import NOW, OldWindows
from tests.support.script_collector import ScriptCollector

URL = "https://192.0.2.9:9850"


def authority():
    """Return the certificate of a new CA."""
    return self_sign(new_key(), now=NOW).public_bytes(Encoding.PEM)


class Desk:
    """A PC, a collector, and a token on a stick."""

    def __init__(self, folder, *, state="active", pin=None):
        self.folder = folder
        self.collector = ScriptCollector(authority(), state)
        self.pc = OldWindows()
        held = token.EnrolmentToken(
            (URL,), pin or self.collector.pin, "t1", Secret("s" * 43)
        )
        (folder / "token.txt").write_text(token.encode_token(held) + "\r\n")

    def run(self, **parameters):
        """Run the script and return its exit code."""
        script = self.pc.script(self.folder, self.collector.makers())
        return script.run(TokenFile="token.txt", Room="P.204", **parameters)

    def sent(self, path, shape):
        """Return what was posted to *path*, decoded as the collector does."""
        found = [
            (headers, wire.decode(wire.encode(body), shape))
            for first, headers, body in self.collector.requests
            if first == f"POST {path} HTTP/1.1"
        ]
        assert found
        return found[-1]


def test_a_pc_enrols_and_reports(tmp_path):
    """First the certificate, then the token, then the report."""
    desk = Desk(tmp_path)
    assert desk.run() == 0, desk.pc.said
    paths = [first.split(" ")[1] for first, _, _ in desk.collector.requests]
    assert paths == ["/ca.pem", "/api/v1/enrolment", "/api/v1/reports"]
    assert desk.collector.ended == 3
    headers, request = desk.sent("/api/v1/enrolment", wire.EnrolmentRequest)
    assert headers["Host"] == "192.0.2.9:9850"
    assert (request.token_id, request.token_secret) == ("t1", "s" * 43)
    assert (request.hostname, request.room) == ("PC7", "P.204")
    assert set(request.fingerprint) == {"system_uuid", "board_serial"}
    headers, batch = desk.sent("/api/v1/reports", wire.Batch)
    agent, _, credential = (
        headers["Authorization"].removeprefix("Bearer ").partition(".")
    )
    assert agent == request.agent
    digest = hashlib.sha256(credential.encode()).hexdigest()
    assert digest == request.credential_digest
    report = wire.decode(batch.reports[0], wire.Report)
    assert (report.sequence, report.stopping) == (1, True)
    assert "volume" in report.facts
    assert (batch.boot, batch.uptime_s) == (report.boot, report.uptime_s)


def test_a_pc_enrols_once(tmp_path):
    """It is the same agent the next time, with a spool of its own."""
    desk = Desk(tmp_path)
    assert desk.run() == 0
    first = desk.sent("/api/v1/reports", wire.Batch)
    desk.collector.requests.clear()
    assert desk.run() == 0
    second = desk.sent("/api/v1/reports", wire.Batch)
    assert len(desk.collector.requests) == 2
    assert first[0]["Authorization"] == second[0]["Authorization"]
    spools = {wire.decode(b.reports[0], wire.Report).spool for _, b in (first, second)}
    assert len(spools) == 2


def test_another_collector_is_told_nothing(tmp_path):
    """Its key does not fit the pin: no token leaves the PC."""
    desk = Desk(tmp_path, pin="0" * 64)
    assert desk.run() == 1
    assert [first for first, _, _ in desk.collector.requests] == [
        "GET /ca.pem HTTP/1.1"
    ]
    assert "not the collector that the token was made for" in desk.pc.said[-1]


def test_a_pc_that_waits_for_approval_says_so(tmp_path):
    """It enrols again, with the same identity, when it is approved."""
    desk = Desk(tmp_path, state="pending")
    assert desk.run() == 1
    assert "waits for approval" in desk.pc.said[-1]
    asked = desk.sent("/api/v1/enrolment", wire.EnrolmentRequest)[1]
    desk.collector.state = "active"
    assert desk.run() == 0
    assert desk.sent("/api/v1/enrolment", wire.EnrolmentRequest)[1] == asked


def test_the_file_is_written_before_it_is_sent(tmp_path):
    """A collector that cannot be reached costs nothing then."""
    desk = Desk(tmp_path, pin="0" * 64)
    assert desk.run(OutFile="report.json") == 1
    assert (tmp_path / "report.json").stat().st_size > 1000


@pytest.mark.parametrize("url", ["http://192.0.2.9", "ftp://x"])
def test_no_address_without_tls(tmp_path, url):
    """Nothing is sent in the clear."""
    desk = Desk(tmp_path)
    assert desk.run(Url=url) == 1
    assert desk.collector.requests == []


@pytest.mark.parametrize("text", ["", "hatang1_", "hatang1_e30", "hello"])
def test_a_damaged_token_is_refused(tmp_path, text):
    """With words that do not quote it."""
    desk = Desk(tmp_path)
    (tmp_path / "token.txt").write_text(text)
    assert desk.run() == 1
    assert "token" in desk.pc.said[-1]
    assert desk.collector.requests == []
