import hashlib

import msgspec
import pytest

from agent.shared.wire import EnrolmentRequest
from collector.enrolment import (
    Accepted,
    Refused,
    approve,
    judge_enrolment,
    new_token,
    quarantine,
    refusal_record,
    revoke,
)
from tests.support.deliveries import NOW, agent

TOKEN, SECRET, _ = new_token(now=NOW, actor="test", max_uses=2, place={"site": "hn"})
PRINT = {"board_serial": "1" * 64, "disk_serial": "2" * 64}
GENERIC = hashlib.sha256(b"to be filled by o.e.m.").hexdigest()


def request(**changes):
    """Return a request with the right token."""
    plain = EnrolmentRequest(
        TOKEN.id, SECRET.reveal(), "b" * 32, "c" * 64, "pc-2", PRINT
    )
    return msgspec.structs.replace(plain, **changes)


def judge(wanted=None, *agents, address="10.0.0.5", **token):
    """Judge a request against a changed token."""
    return judge_enrolment(
        wanted or request(),
        msgspec.structs.replace(TOKEN, **token),
        {a.id: a for a in agents},
        address=address,
        now=NOW,
    )


def test_a_good_request_makes_an_agent_at_the_tokens_place():
    """Place and state come from the token."""
    result = judge()
    assert isinstance(result, Accepted)
    assert (result.agent.site, result.agent.state) == ("hn", "active")
    assert judge(auto_approve=False).agent.state == "pending"
    assert SECRET.reveal() not in repr(result)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret_digest": "0" * 64}, "unknown_token"),
        ({"revoked": True}, "token_revoked"),
        ({"expires": NOW}, "token_expired"),
        ({"uses": 2}, "token_used_up"),
        ({"subnets": ("10.9.0.0/16", "fd00::/8")}, "address_not_allowed"),
    ],
)
def test_a_token_that_does_not_hold_is_refused_with_its_reason(changes, reason):
    """Each refusal has a word for programs and a sentence that says what to do."""
    result = judge(**changes)
    assert isinstance(result, Refused)
    assert result.reason == reason
    assert "token create" in result.detail
    record = refusal_record(request(), result, address="x", now=NOW)
    assert record.detail["reason"] == reason
    assert SECRET.reveal() not in repr(record)


def test_a_subnet_lets_its_addresses_in():
    """IPv4 that comes over an IPv6 socket counts as IPv4."""
    for address in ("10.0.0.5", "::ffff:10.0.0.5"):
        assert isinstance(judge(address=address, subnets=("10.0.0.0/8",)), Accepted)


def test_a_repeated_request_is_harmless():
    """The same agent and digest are answered again, even by a used-up token."""
    known = judge().agent
    assert judge(None, known, uses=2).repeated
    other = request(credential_digest="d" * 64)
    assert judge(other, known).reason == "identity_exists"
    gone = msgspec.structs.replace(known, state="revoked")
    assert judge(None, gone).reason == "identity_revoked"


def test_a_machine_enrols_once():
    """One fingerprint with two credentials: revoke before re-enrol."""
    live = agent(fingerprint=PRINT)
    assert judge(None, live).reason == "machine_already_enrolled"
    assert isinstance(judge(None, agent(fingerprint=PRINT, state="revoked")), Accepted)


def test_generic_serials_name_no_machine():
    """Numbers that makers leave blank, or that many machines share, are ignored."""
    blank = {"board_serial": GENERIC}
    live = agent(fingerprint=blank)
    assert isinstance(judge(request(fingerprint=blank), live), Accepted)
    shared = {"board_serial": "7" * 64}
    twins = [agent(id=c * 32, fingerprint=shared) for c in "de"]
    assert isinstance(judge(request(fingerprint=shared), *twins), Accepted)


def test_states_change_with_their_records():
    """Each transition says who, what and why; revoked is for good."""
    held, record = quarantine(agent(), "clone", now=NOW)
    assert (held.state, held.note, record.action) == (
        "quarantined",
        "clone",
        "agent_quarantined",
    )
    assert quarantine(held, "again", now=NOW) is None
    assert approve(held, now=NOW, actor="me")[1].action == "agent_approved"
    gone, _ = revoke(held, "sold", now=NOW, actor="me")
    with pytest.raises(ValueError, match="revoked"):
        approve(gone, now=NOW, actor="me")
