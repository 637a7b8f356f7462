"""How a machine becomes known: pin first, then the secret."""

import datetime
from email.utils import format_datetime

import pytest

from agent import identity
from agent.enrolment import EnrolmentError, Machine, enrol, rotate
from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from tests.support.fake_collector import FakeCollector, refusal
from tests.support.secrecy import closed_to_others

NONE = Secret("none")
MACHINE = Machine("pc1", fingerprint={"mac": "0" * 64}, room="101")


@pytest.fixture
def collector(tmp_path):
    """Return a running collector."""
    fake = FakeCollector(tmp_path)
    yield fake
    fake.close()


def ask(collector, folder, **token):
    """Enrol with a token of *collector*."""
    text = collector.token(**token)
    return enrol(text, folder, MACHINE, clock=SystemClock(), proxy=NONE)


def test_a_machine_is_enrolled(collector, tmp_path):
    """The collector learns the digest only; the identity is for its owner's eyes."""
    folder = tmp_path / "agent"
    result = ask(collector, folder)
    own = identity.load(folder)
    (request,) = collector.enrolments
    assert result.agent == own.agent == request.agent
    assert request.credential_digest == own.credential.digest()
    assert (request.hostname, request.room) == ("pc1", "101")
    assert own.state == "active"
    assert closed_to_others(folder / identity.IDENTITY_FILE)


def test_a_wrong_pin_sends_nothing(collector, tmp_path):
    """Neither token nor digest leave the machine."""
    with pytest.raises(EnrolmentError, match="Nothing was sent") as caught:
        ask(collector, tmp_path / "agent", pin="0" * 64)
    assert caught.value.reason == "wrong_pin"
    assert collector.enrolments == []
    assert identity.load(tmp_path / "agent") is None


def test_a_live_identity_is_never_overwritten(collector, tmp_path):
    """The second token changes nothing and says what to do."""
    ask(collector, tmp_path / "agent")
    own = identity.load(tmp_path / "agent")
    with pytest.raises(EnrolmentError, match="agents revoke") as caught:
        ask(collector, tmp_path / "agent")
    assert caught.value.reason == "live"
    assert identity.load(tmp_path / "agent") == own


def test_a_lost_answer_is_repeated_with_the_same_identity(collector, tmp_path):
    """The retry asks for the same agent with the same digest."""
    collector.lose_answers = 1
    with pytest.raises(EnrolmentError, match="Connection"):
        ask(collector, tmp_path / "agent")
    ask(collector, tmp_path / "agent")
    agents = {(r.agent, r.credential_digest) for r in collector.enrolments}
    assert len(agents) == 1
    assert len(collector.enrolments) >= 2


def test_a_refusal_gives_the_collectors_own_words(collector, tmp_path):
    """Reason for programs, detail for people."""
    collector.answers = [refusal(403, "token_expired", "make a new token")]
    with pytest.raises(EnrolmentError, match="make a new token") as caught:
        ask(collector, tmp_path / "agent")
    assert caught.value.reason == "token_expired"


def test_the_second_address_of_a_token_serves(collector, tmp_path):
    """A dead address is passed over."""
    urls = ["https://127.0.0.1:9", collector.url]
    assert ask(collector, tmp_path / "agent", urls=urls).state == "active"


@pytest.mark.parametrize("text", ["", "hello", "hatang1_abc", "hatang1_" + "A" * 40])
def test_what_is_no_token_is_said_so(text, tmp_path):
    """Nothing is made, nothing asked."""
    with pytest.raises(EnrolmentError) as caught:
        enrol(text, tmp_path, MACHINE, clock=SystemClock(), proxy=NONE)
    assert caught.value.reason == "bad_token"


def test_a_credential_is_replaced_and_a_lost_answer_repeats_it(collector, tmp_path):
    """The replacement is the same until it has worked."""
    folder = tmp_path / "agent"
    ask(collector, folder)
    own = identity.load(folder)
    collector.answers = [refusal(503, "store_unavailable", "later")]
    with pytest.raises(EnrolmentError, match="later"):
        rotate(folder, own, clock=SystemClock(), proxy=NONE)
    kept = identity.load(folder)
    assert kept.credential == own.credential
    new = rotate(folder, kept, clock=SystemClock(), proxy=NONE)
    assert new.credential == kept.next_credential
    assert identity.load(folder) == new
    assert collector.credentials[-1].credential_digest == new.credential.digest()


def test_a_clock_that_is_years_off_is_named(tmp_path):
    """The certificate cannot be checked then; the hint says by how much, and why."""
    years = datetime.timedelta(days=3 * 365)
    now = datetime.datetime.now(datetime.UTC)  # noqa: TID251 - TLS reads the real one
    collector = FakeCollector(tmp_path, valid_from=now + years)
    collector.date = format_datetime(now + years, usegmt=True)
    try:
        with pytest.raises(EnrolmentError, match="off the collector's: set it") as e:
            ask(collector, tmp_path / "agent")
    finally:
        collector.close()
    assert e.value.reason == "unreachable"
    assert "is this clock right" in str(e.value)
    assert "This clock is -94" in str(e.value)
    assert collector.enrolments == []
