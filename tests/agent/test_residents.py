"""What measures all the time: started with its probe, ended with the agent."""

import threading
import time

from agent import identity
from agent.residents import Residents, looks
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.path_settings import LineSettings, PathSettings

LINE = LineSettings("main", domestic=("127.0.0.1",), method="tcp", tcp_port=9)


def settings(folder):
    """Return settings with one line, on loopback."""
    return Settings(folder, paths=PathSettings(enabled=False), lines=(LINE,))


def running():
    """Return how many threads of ours there are."""
    return sum(one.name.startswith("path") for one in threading.enumerate())


def test_only_what_has_its_probe_runs(tmp_path):
    """A probe that is switched off watches nothing."""
    residents = Residents(settings(tmp_path), tuple, SystemClock(), lambda *_: None)
    residents.start(["cpu"])
    assert running() == 0
    residents.start(["cpu", "path"])
    assert running() >= 1
    residents.stop()
    end = time.monotonic() + 10
    while running() and time.monotonic() < end:
        time.sleep(0.02)
    assert running() == 0


def test_one_look_knows_the_collector_of_an_enrolled_machine(tmp_path):
    """And does without where there is none, or the identity is damaged."""
    found = looks(settings(tmp_path), SystemClock())["path"]["paths"]
    assert found._wanted._collectors() == ()
    own = identity.new_identity(("https://10.0.0.9:9847",), "0" * 64, now=0)
    identity.save(tmp_path, own)
    assert list(found._wanted._collectors()) == ["https://10.0.0.9:9847"]
    (tmp_path / identity.IDENTITY_FILE).write_text("{")
    assert found._wanted._collectors() == ()
