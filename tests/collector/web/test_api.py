import json

from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from agent.shared import wire
from agent.shared.wire import CredentialRequest, EnrolmentRequest, Item
from collector.enrolment import new_token
from collector.store.interface import AuditRecord
from collector.web.api import OPERATIONS, routes
from tests.support.asgi import ask
from tests.support.deliveries import (
    AGENT,
    BEARER,
    CREDENTIAL,
    NOW,
    batch,
    report,
    run,
    services,
)


def talk(parts, *requests):
    """Ask in turn; return the answers."""

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        return [await ask(app, *one) for one in requests]

    return run(parts, conversation)


def test_every_route_is_documented_and_every_document_has_its_route():
    """The OpenAPI document and the routes are one table."""
    parts = services()
    (answer,) = talk(parts, ("GET", "/api/v1/openapi.json"))
    document = answer.json()
    told = {(p, m.upper()) for p, ms in document["paths"].items() for m in ms}
    served = {(r.path, m) for r in routes(parts) for m in r.methods if m != "HEAD"}
    assert told == served == {(o.path, o.method) for o in OPERATIONS}


def test_every_reference_of_the_document_leads_somewhere():
    """No $ref is broken, and credentials are in no answer's shape."""
    (answer,) = talk(services(), ("GET", "/api/v1/openapi.json"))
    text, schemas = answer.body.decode(), answer.json()["components"]["schemas"]
    for piece in text.split('"#/components/schemas/')[1:]:
        assert piece.partition('"')[0] in schemas
    assert "credential_digest" not in json.dumps(schemas["AgentDetail"])


def test_agents_and_machines_are_shown_with_state_and_facts():
    """After a delivery the inventory has it."""
    facts = {"memory": {"": Item({"size_bytes": 1})}}
    more = {"memory": {"": Item({"size_bytes": 2})}}
    head = {"authorization": BEARER}
    bodies = [
        wire.encode(
            batch(report(n, facts=f, facts_id=wire.facts_id(f), time=NOW - 3 + n))
        )
        for n, f in ((1, facts), (3, more))
    ]
    answers = talk(
        services(),
        *[("POST", "/api/v1/reports", body, head) for body in bodies],
        ("GET", "/api/v1/agents?site=hn"),
        ("GET", f"/api/v1/agents/{AGENT}"),
        ("GET", f"/api/v1/agents/{AGENT}/facts"),
        ("GET", f"/api/v1/agents/{AGENT}/history"),
        ("GET", "/api/v1/machines?limit=1"),
        ("GET", "/api/v1/machines?limit=x"),
        ("GET", "/api/v1/agents/none"),
    )
    assert [a.status for a in answers] == [200] * 7 + [400, 404]
    listed, one, latest, history, machines = [a.json() for a in answers[2:7]]
    assert listed["agents"][0]["state"] == "fresh"
    assert one["missing"] == 1
    assert latest["facts"]["memory"][""]["attributes"]["size_bytes"] == 2
    assert history["changes"][0]["new"] == {"size_bytes": 2}
    assert machines["total"] == 1
    assert CREDENTIAL.digest() not in "".join(a.body.decode() for a in answers)


def test_a_token_made_by_another_process_enrols_at_once():
    """The door looks again at the store before it refuses."""
    parts = services()
    token, secret, record = new_token(now=NOW, actor="cli")
    asked = EnrolmentRequest(token.id, secret.reveal(), "b" * 32, "c" * 64, "pc-2")

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        parts.store.put_token(token, record)
        wrong = EnrolmentRequest(token.id, "no", "d" * 32, "c" * 64, "x")
        return [
            await ask(app, "POST", "/api/v1/enrolment", wire.encode(wanted))
            for wanted in (asked, asked, wrong)
        ]

    first, again, wrong = run(parts, conversation)
    assert first.json() == again.json()
    assert first.json()["state"] == "active"
    assert (wrong.status, wrong.json()["reason"]) == (403, "unknown_token")
    actions = [r.action for r in parts.store.audit()]
    assert actions.count("agent_enrolled") == 1
    assert "enrolment_refused" in actions
    assert isinstance(parts.store.audit()[0], AuditRecord)


def test_strangers_do_not_fill_the_audit_log():
    """Who has no token is counted each time, and written down ten times a minute."""
    parts = services()
    guess = wire.encode(EnrolmentRequest("t", "no", "d" * 32, "c" * 64, "x"))
    answers = talk(parts, *[("POST", "/api/v1/enrolment", guess)] * 25)
    assert {a.status for a in answers} == {403}
    assert len([r for r in parts.store.audit() if r.action != "made"]) == 10
    refused = parts.metrics.render(openmetrics=False).decode()
    assert 'enrolment_rejections_total{reason="unknown_token"} 25.0' in refused


def test_a_credential_is_announced():
    """The digest is kept beside the old one until it is used."""
    parts = services()
    body = wire.encode(CredentialRequest("e" * 64))
    (answer,) = talk(
        parts, ("POST", "/api/v1/agent/credential", body, {"authorization": BEARER})
    )
    assert answer.status == 204
    assert parts.store.agent(AGENT).next_credential_digest == "e" * 64


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_enrolment_refuses_junk_cleanly(body):
    """Anything but a request is a 400 with a reason."""
    (answer,) = talk(services(), ("POST", "/api/v1/enrolment", body))
    assert (answer.status, answer.json()["reason"]) == (400, "malformed")
