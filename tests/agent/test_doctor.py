"""The doctor names what is wrong and says what to do."""

import pytest

from agent import identity
from agent.doctor import examine
from agent.enrolment import Machine, enrol
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from agent.shared.switch_settings import (
    CredentialSettings,
    DeviceSettings,
    SwitchSettings,
)
from agent.spool import Spool
from agent.spool_file import Spooled
from tests.support.fake_clock import FakeClock
from tests.support.fake_collector import FakeCollector
from tests.support.snmpsim import free_udp_port

NONE = Secret("none")


@pytest.fixture
def folder(tmp_path):
    """Return the folder of an enrolled agent whose collector has gone."""
    collector = FakeCollector(tmp_path)
    folder = tmp_path / "agent"
    clock = SystemClock()
    enrol(collector.token(), folder, Machine("pc"), clock=clock, proxy=NONE)
    yield folder, collector
    collector.close()


def findings(folder):
    """Return what the doctor finds."""
    settings = Settings(data_directory=folder, proxy=NONE)
    return list(examine(settings, SystemClock()))


def test_a_healthy_agent_has_nothing_wrong(folder):
    """All is good, the clock included."""
    found = findings(folder[0])
    assert all(f.good for f in found), found
    assert len(found) >= 4


def test_reports_that_wait_are_counted(folder):
    """With the time of the oldest, while the spool is being written."""
    clock = FakeClock(1_790_000_000.0)
    spool = Spool(folder[0], clock, max_bytes=10**7, max_age_s=1e6)
    assert any("no report waits" in f.text for f in findings(folder[0]))
    for _ in range(3):
        spool.append(lambda s, n: Spooled(s, n, clock.now(), "", b"{}"), {})
    (text,) = [f.text for f in findings(folder[0]) if "oldest" in f.text]
    spool.close()
    assert text.startswith("3 reports wait")
    assert "2026-09-2" in text


def test_a_missing_enrolment_is_the_first_thing_to_say(tmp_path):
    """With the command."""
    assert [f.advice for f in findings(tmp_path) if not f.good] == [
        "hatang-agent enrol TOKEN"
    ]


@pytest.mark.parametrize(
    ("break_it", "word"),
    [
        (lambda p: (p / identity.CA_FILE).write_text("junk"), "CA"),
        (lambda p: (p / identity.IDENTITY_FILE).write_text("junk"), "identity"),
        (lambda p: (p / "spool.db.damaged").write_text("x"), "damaged"),
        (lambda p: (p / "spool.db").write_text("junk" * 99), "cannot be read"),
    ],
)
def test_what_is_broken_is_named(folder, break_it, word):
    """And comes with advice."""
    break_it(folder[0])
    bad = [f for f in findings(folder[0]) if not f.good]
    assert word in bad[0].text
    assert bad[0].advice


def test_a_folder_that_is_not_there_is_told(tmp_path):
    """The agent could not keep anything."""
    assert not findings(tmp_path / "none")[0].good


def test_a_device_that_does_not_answer_is_named(folder, tmp_path):
    """With what to check; a missing secret as well."""
    device = DeviceSettings(
        "sw1", f"127.0.0.1:{free_udp_port()}", timeout_s=0.05, retries=0
    )
    missing = CredentialSettings("read", community_file=tmp_path / "none")
    settings = Settings(
        data_directory=folder[0],
        proxy=NONE,
        switches=SwitchSettings(credentials=(missing,), devices=(device,)),
    )
    bad = [f for f in examine(settings, SystemClock()) if not f.good]
    assert ["community_file" in f.text for f in bad] == [True, True]
    secret = tmp_path / "none"
    secret.write_text("public")
    secret.chmod(0o600)
    (silent,) = [f for f in examine(settings, SystemClock()) if not f.good]
    assert "sw1" in silent.text
    assert "UDP" in silent.advice
