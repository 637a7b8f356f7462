"""Whoever speaks for simulated agents."""

import http.server
import json
import threading

import pytest

from collector.simulator.pc_readings import Told
from collector.simulator.shapes import SimulatorError, Size
from collector.simulator.speaker import Speaker, new_credentials
from collector.store.memory import MemoryStore
from tests.support.simulated import NOW, simulated

TOLD = Told(NOW, "boot-0001", 60.0, ())


class Door(http.server.BaseHTTPRequestHandler):
    """Takes a delivery, and answers as it is told to."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.heard.append((self.headers["authorization"], body))
        self.send_response(self.server.answer)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        """Keep quiet."""


@pytest.fixture
def door():
    """Run a door on loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.heard, server.answer = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def pcs():
    """Return a store with enrolled machines, and these."""
    from collector.simulator.living import Living, remembered

    store, _ = simulated(Size(pcs=2, switches=0, lines=0, days=4, seed=2))
    living = Living(remembered(store), "Asia/Ho_Chi_Minh", period_s=15.0)
    return store, living.everybody


def test_each_speaks_with_a_credential_of_its_own(door, pcs):
    """Which the store knows by its digest alone; reports are numbered by machine."""
    store, machines = pcs
    secrets = new_credentials(store, machines, NOW)
    speaker = Speaker(f"http://127.0.0.1:{door.server_port}", secrets)
    for pc in (*machines, machines[0]):
        speaker.deliver(pc, [speaker.report(pc, TOLD)], {}, NOW)
    told = [body["reports"][0]["sequence"] for _who, body in door.heard]
    assert told == [1, 1, 2]
    for (who, _body), pc in zip(door.heard, machines, strict=False):
        agent_id, _, secret = who.removeprefix("Bearer ").partition(".")
        assert agent_id == pc.id
        assert secrets[pc.id].reveal() == secret
        assert store.agent(pc.id).next_credential_digest == secrets[pc.id].digest()


def test_a_collector_that_refuses_or_is_gone_is_an_error(door, pcs):
    """Nothing counts as told: tables travel again."""
    store, machines = pcs
    pc = machines[0]
    speaker = Speaker(
        f"http://127.0.0.1:{door.server_port}", new_credentials(store, machines, NOW)
    )
    door.answer = 503
    with pytest.raises(ConnectionError, match="503"):
        speaker.deliver(pc, [speaker.report(pc, TOLD)], {}, NOW)
    door.answer = 200
    speaker.deliver(pc, [speaker.report(pc, TOLD)], {}, NOW)
    assert [body["reports"][0]["sequence"] for _who, body in door.heard] == [1, 1]
    door.shutdown()
    door.server_close()
    with pytest.raises(OSError, match=r"."):
        speaker.deliver(pc, [speaker.report(pc, TOLD)], {}, NOW)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:1", "http://collector.example:9847", "127.0.0.1:9847"]
)
def test_credentials_stay_on_this_machine(url):
    """They would travel unprotected."""
    with pytest.raises(SimulatorError, match=r"http://127\.0\.0\.1"):
        Speaker(url, {})


def test_strangers_are_not_spoken_for(pcs):
    """The store must hold who is simulated."""
    with pytest.raises(SimulatorError, match="not in the store"):
        new_credentials(MemoryStore(), pcs[1], NOW)
