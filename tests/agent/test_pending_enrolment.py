"""An enrolment that waits: kept for the agent's eyes, used when the collector answers."""

import random
import sys
import threading

import pytest

from agent import identity, pending_enrolment
from agent.enrolment import Machine
from agent.pending_enrolment import Pending, Waiting, forget, keep, load
from agent.settings import Settings
from agent.shared.secret import Secret
from agent.shared.token import EnrolmentToken, TokenError, encode_token
from tests.support.fake_clock import FakeClock

ON_WINDOWS = sys.platform == "win32"
URL = "https://127.0.0.1:9"  # nobody listens on the discard port


def token(url=URL):
    """Return a token whose collector cannot be reached."""
    made = EnrolmentToken((url,), "0" * 64, "t" * 16, Secret("s" * 32))
    return encode_token(made)


def enrolled(folder):
    """Make *folder* one of a machine that is enrolled."""
    own = identity.new_identity((URL,), "0" * 64, now=0)
    own = identity.Identity(own.agent, own.credential, own.urls, own.ca_pin, "active")
    identity.save(folder, own)
    return own


def waiting(folder, stop):
    """Return what waits in *folder*."""
    settings = Settings(data_directory=folder, proxy=Secret("none"))
    return Waiting(settings, FakeClock(), Machine("pc"), stop)


def test_what_is_kept_is_for_the_agent_only_and_forgotten_whole(tmp_path):
    """The token lies in a file of mode 0600, and no byte of it afterwards."""
    folder = tmp_path / "data"
    keep(folder, Pending(token(), "P. 101"))
    path = folder / identity.PENDING_FILE
    assert ON_WINDOWS or path.stat().st_mode & 0o077 == 0  # there its rights say it
    assert load(folder) == Pending(token(), "P. 101")
    other_name = path.with_name("link")
    other_name.hardlink_to(path)
    forget(folder)
    assert not path.exists()
    assert set(other_name.read_bytes()) == {0}
    forget(folder)  # nothing there: nothing to do
    assert load(folder) is None


def test_what_is_no_token_is_refused_before_anything_is_kept(tmp_path):
    """The one who installs is told, not the log of a service."""
    with pytest.raises(TokenError):
        keep(tmp_path, Pending("abc"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"token": 5}', b"\xff" * 99])
def test_a_damaged_file_is_said_and_no_token(tmp_path, caplog, content):
    """Whatever lies there, the agent goes on waiting."""
    (tmp_path / identity.PENDING_FILE).write_bytes(content)
    assert load(tmp_path) is None
    assert "enrol TOKEN" in caplog.text


def test_a_machine_that_is_enrolled_waits_for_nothing(tmp_path):
    """A token that was left over is removed."""
    own = enrolled(tmp_path)
    keep(tmp_path, Pending(token()))
    assert waiting(tmp_path, threading.Event()).identity().agent == own.agent
    assert load(tmp_path) is None


def test_it_tries_again_until_it_is_stopped(tmp_path, caplog, monkeypatch):
    """An unreachable collector is no reason to give up, nor to hold up a stop."""
    stop = threading.Event()
    tries = []

    def refuse(*_words, **_more):
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise pending_enrolment.EnrolmentError("unreachable", "nobody answers")

    keep(tmp_path, Pending(token()))
    monkeypatch.setattr(pending_enrolment, "enrol", refuse)
    one = waiting(tmp_path, stop)
    monkeypatch.setattr(one, "_backoff", _NoWait(random.Random(1)))
    assert one.identity() is None
    assert len(tries) == 3
    assert "nobody answers" in caplog.text
    assert load(tmp_path) is not None


class _NoWait(pending_enrolment.Backoff):
    def failed(self, asked_s=None):
        return 0.0


def test_without_a_token_it_says_once_what_to_do_and_sees_who_enrols(
    tmp_path, caplog, monkeypatch
):
    """Somebody may enrol the machine by hand while the service waits."""
    monkeypatch.setattr(pending_enrolment, "LOOK_S", 0.01)
    timer = threading.Timer(0.1, enrolled, (tmp_path,))
    timer.start()
    own = waiting(tmp_path, threading.Event()).identity()
    timer.join()
    assert own.live
    assert caplog.text.count("is not enrolled") == 1
