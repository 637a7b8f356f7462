import gzip
import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.wire import Item
from collector.settings import CollectorSettings, Limits
from collector.store.interface import StoreError
from collector.store.memory import MemoryStore
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import (
    AGENT,
    BEARER,
    NOW,
    TABLE,
    TABLE_ID,
    agent,
    batch,
    report,
    run,
    services,
)

ASK = {"authorization": BEARER}


def deliver(parts, *batches, headers=ASK):
    """Deliver *batches* (or raw bodies) in turn; return the answers."""

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        answers = []
        for one in batches:
            body = one if isinstance(one, bytes) else wire.encode(one)
            answers.append(await ask(app, "POST", "/api/v1/reports", body, headers))
        return answers

    return run(parts, conversation)


def stored(parts):
    """Return what the journal holds of the agent."""
    return list(parts.store.reports(AGENT, start=-1e12, end=1e12))


class BrokenStore(MemoryStore):
    """A store whose disk is full for the first *failures* commits."""

    def __init__(self, failures):
        super().__init__()
        self.failures = failures

    def commit(self, commit):
        """Refuse, or commit."""
        if self.failures:
            self.failures -= 1
            raise StoreError("the disk is full")
        return super().commit(commit)


def test_a_report_is_stored_before_the_answer():
    """The acknowledgement names what the journal holds, and its bytes are kept."""
    parts = services()
    body = wire.encode(report())
    (answer,) = deliver(parts, batch(body))
    assert answer.status == 200
    assert answer.json()["outcomes"] == [
        {"spool": "0" * 8, "sequence": 1, "result": "stored"}
    ]
    assert [s.body for s in stored(parts)] == [body]
    assert parts.live.series(AGENT, NOW)[0][2] == 1.5
    assert parts.registry.status(AGENT).reports == 1


def test_a_repeated_report_changes_nothing():
    """Delivering twice stores once and says so."""
    parts = services()
    _, answer = deliver(parts, batch(report()), batch(report()))
    assert answer.json()["outcomes"][0]["result"] == "repeated"
    assert len(stored(parts)) == 1


def test_one_bad_report_never_costs_the_others():
    """What cannot be a report is refused with its reason; the rest is stored."""
    parts = services()
    bad = b'{"spool":"00000000","sequence":2,"time":"noon"}'
    misfit = report(3, readings=(msgspec.convert([TABLE_ID, 0, [1, 2]], wire.Reading),))
    (answer,) = deliver(parts, batch(report(1), bad, misfit, b"17", report(4)))
    results = {
        o.get("sequence"): (o["result"], o.get("reason"))
        for o in answer.json()["outcomes"]
    }
    assert results[1] == ("stored", None)
    assert results[4] == ("stored", None)
    assert results[2][0] == "refused"
    assert "time" in results[2][1]
    assert "2 values" in results[3][1]
    assert [s.sequence for s in stored(parts)] == [1, 4]


def test_a_report_waits_for_its_table():
    """Without the table the report is not stored, and the table is asked for."""
    parts = services()
    first, second = deliver(parts, batch(report(), tables={}), batch(report()))
    assert first.json()["outcomes"][0]["result"] == "wait_for_table"
    assert first.json()["want_tables"] == [TABLE_ID]
    assert second.json()["outcomes"][0]["result"] == "stored"


def test_a_table_under_a_false_name_is_refused():
    """The collector names tables itself, so nobody changes what others mean."""
    parts = services()
    false = msgspec.structs.replace(TABLE, probe="other")
    (answer,) = deliver(parts, batch(report(), tables={TABLE_ID: false}))
    assert answer.json()["outcomes"][0]["result"] == "refused"
    assert stored(parts) == []


def test_facts_are_asked_for_until_they_are_known():
    """A facts_id that is new to the collector makes the agent send the facts."""
    parts = services()
    facts = {"memory": {"": Item({"size_bytes": 1})}}
    name = wire.facts_id(facts)
    answers = deliver(
        parts,
        batch(report(1, facts_id=name)),
        batch(report(2, facts_id=name, facts=facts)),
        batch(report(3, facts_id=name)),
    )
    assert [a.json().get("want_facts", False) for a in answers] == [True, False, False]
    assert parts.store.latest_facts(AGENT).facts == facts


def test_facts_that_met_a_full_disk_are_stored_at_the_next_try():
    """A failed commit is not remembered as if its facts were known."""
    parts = services(BrokenStore(1))
    facts = {"memory": {"": Item({"size_bytes": 1})}}
    one = batch(report(1, facts_id=wire.facts_id(facts), facts=facts))
    refused, taken = deliver(parts, one, one)
    assert refused.status == 503
    assert refused.headers["retry-after"] == "30"
    assert refused.json()["reason"] == "store_unavailable"
    assert taken.json()["outcomes"][0]["result"] == "stored"
    assert parts.store.latest_facts(AGENT).facts == facts


@pytest.mark.parametrize("header", ["", "Bearer x", f"Bearer {AGENT}.wrong", "é"])
def test_without_the_credential_nothing_is_taken(header):
    """A caller that is not known gets 401 and a reason."""
    (answer,) = deliver(services(), batch(report()), headers={"authorization": header})
    assert answer.status == 401
    assert answer.json()["reason"] == "unknown_credential"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("state", ["pending", "quarantined", "revoked"])
def test_an_agent_delivers_only_while_it_is_active(state):
    """The state of the identity is the reason of the refusal."""
    parts = services(agents=[agent(state=state)])
    (answer,) = deliver(parts, batch(report()))
    assert (answer.status, answer.json()["reason"]) == (403, f"identity_{state}")


def test_the_first_use_of_the_next_credential_ends_the_old_one():
    """Rotation completes by itself."""
    following = Secret("next" * 10)
    parts = services(agents=[agent(next_credential_digest=following.digest())])

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        heads = [BEARER, f"Bearer {AGENT}.{following.reveal()}", BEARER]
        return [
            (
                await ask(
                    app,
                    "POST",
                    "/api/v1/reports",
                    wire.encode(batch(report())),
                    {"authorization": head},
                )
            ).status
            for head in heads
        ]

    assert run(parts, conversation) == [200, 200, 401]
    assert parts.store.agent(AGENT).credential_digest == following.digest()


def test_two_processes_in_turn_are_a_clone():
    """X, Y, X quarantines the agent; what was delivered last is kept by it."""
    parts = services()
    x, y = "1" * 16, "2" * 16
    answers = deliver(
        parts,
        batch(report(1), instance=x),
        batch(report(2), instance=y),
        batch(report(3), instance=x),
    )
    assert [a.status for a in answers] == [200, 200, 403]
    assert answers[2].json()["reason"] == "identity_quarantined"
    assert parts.store.agent(AGENT).state == "quarantined"
    assert [s.sequence for s in stored(parts)] == [1, 2]


def test_one_name_with_two_contents_is_a_clone():
    """A sequence that was stored with another body is evidence, and not forgotten."""
    parts = services()
    answers = deliver(parts, batch(report(1)), batch(report(1, time=NOW - 5)))
    assert answers[1].json()["reason"] == "identity_quarantined"


def test_a_sender_that_comes_too_often_waits():
    """The limit per agent answers 429 with Retry-After."""
    limits = Limits(batches_per_minute_per_agent=2)
    parts = services(settings=CollectorSettings(limits=limits))
    answers = deliver(parts, *[batch(report(n)) for n in (1, 2, 3)])
    assert [a.status for a in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "30"


def test_guessing_credentials_is_slowed_down_for_the_address_alone():
    """Beyond the limit wrong ones get 429; a right one behind the address is taken."""
    limits = Limits(failures_per_minute_per_address=2)
    parts = services(settings=CollectorSettings(limits=limits))

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        answers = []
        for head, client in (
            *[(f"Bearer {AGENT}.guess", "10.0.0.9")] * 3,
            (BEARER, "10.0.0.9"),
            (f"Bearer {AGENT}.guess", "10.0.0.8"),
        ):
            body = wire.encode(batch(report()))
            told = {"authorization": head}
            answers.append(
                await ask(app, "POST", "/api/v1/reports", body, told, client=client)
            )
        return answers

    answers = run(parts, conversation)
    assert [a.status for a in answers] == [401, 401, 429, 200, 401]
    assert answers[2].headers["retry-after"] == "30"
    assert "10.0.0.9" in answers[2].json()["detail"]


def test_a_full_queue_refuses():
    """More reports than may wait are not taken while others wait."""
    parts = services()
    parts.committer._waiting = parts.settings.limits.queued_reports
    (answer,) = deliver(parts, batch(report()))
    assert (answer.status, answer.json()["reason"]) == (503, "store_unavailable")


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (b"x", "gzip", 400),
        (gzip.compress(b"{}", mtime=0)[:-3], "gzip", 400),
        (gzip.compress(b"{}", mtime=0) + b"junk", "gzip", 400),
        (gzip.compress(bytes(50_000_000)), "gzip", 413),
        (b"{}", "br", 415),
        (bytes(5_000_000), "", 413),
        (b"{}", "", 400),
    ],
)
def test_bodies_of_no_use_are_refused_cleanly(body, encoding, status):
    """Damage, bombs and foreign encodings have their own answers."""
    headers = {**ASK, "content-encoding": encoding}
    (answer,) = deliver(services(), body, headers=headers)
    assert answer.status == status
    assert json.loads(answer.body)["status"] == status


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_mutated_deliveries_meet_clean_answers(data):
    """Whatever arrives, the answer is an acknowledgement or a problem, never half."""
    facts = {"disk": {"sda": Item({"size_bytes": 5}, {"serial": "no right"})}}
    event = wire.Event("started", attributes={"n": 1})
    whole = wire.encode(
        batch(report(1, facts=facts, facts_id="x", events=(event,)), report(2))
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    junk = data.draw(
        st.binary(max_size=8)
        | st.sampled_from(
            [b"1e999", b"9" * 400, b"null", b'"\\ud800"', b"[" * 5000, b"-1", b"NaN"]
        )
    )
    parts = services()
    (answer,) = deliver(parts, whole[:start] + junk + whole[end:])
    assert answer.status in {200, 400, 413}
    kept = {s.sequence for s in stored(parts)}
    if answer.status == 200:
        told = {
            o["sequence"] for o in answer.json()["outcomes"] if o["result"] == "stored"
        }
        assert kept == told
    else:
        assert not kept
