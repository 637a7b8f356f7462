import msgspec
import pytest
from starlette.applications import Starlette

from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.wire import CredentialRequest, EnrolmentRequest
from collector.enrolment import new_token
from collector.settings import CollectorSettings, Limits
from collector.store.interface import Agent, AuditRecord
from collector.web.api import routes
from tests.support.asgi import ask
from tests.support.deliveries import AGENT, BEARER, CREDENTIAL, NOW, run, services

NEW = "b" * 32


def parts_with(parts=None, **changes):
    """Return services with one token changed so, and its request."""
    parts = parts or services()
    token, secret, record = new_token(now=NOW, actor="cli")
    parts.store.put_token(msgspec.structs.replace(token, **changes), record)
    return parts, EnrolmentRequest(token.id, secret.reveal(), NEW, "c" * 64, "pc-2")


def post(parts, *bodies, path="/api/v1/enrolment", headers=None):
    """Return the answers to *bodies* in turn."""

    async def conversation(_parts):
        app = Starlette(routes=routes(parts))
        return [
            await ask(
                app,
                "POST",
                path,
                each if isinstance(each, bytes) else wire.encode(each),
                headers,
            )
            for each in bodies
        ]

    return run(parts, conversation)


@pytest.mark.parametrize(
    ("token", "request_", "status", "reason", "sentence"),
    [
        ({}, {"token_secret": "no"}, 403, "unknown_token", "token create"),
        ({}, {"token_id": "no"}, 403, "unknown_token", "copy it again"),
        ({"revoked": True}, {}, 403, "token_revoked", "was revoked"),
        ({"expires": NOW}, {}, 403, "token_expired", "has expired"),
        ({"uses": 1}, {}, 403, "token_used_up", "1 uses, all used"),
        ({"subnets": ("10.9.0.0/16",)}, {}, 403, "address_not_allowed", "10.0.0.9"),
        ({}, {"agent": AGENT}, 409, "identity_exists", "another credential"),
        ({}, {"agent": "d" * 32}, 403, "identity_revoked", "identity.json"),
        (
            {},
            {"fingerprint": {"system_uuid": "e" * 64}},
            409,
            "machine_already_enrolled",
            "agents revoke",
        ),
    ],
)
def test_each_refusal_has_its_status_reason_and_sentence(
    token, request_, status, reason, sentence
):
    """It is counted and written down, and nobody becomes an agent."""
    revoked = Agent("d" * 32, "revoked", "c" * 64, "pc-0")
    twin = Agent(
        "e" * 32, "active", "0" * 64, "pc-9", fingerprint={"system_uuid": "e" * 64}
    )
    parts, wanted = parts_with(services(agents=[None, revoked, twin]), **token)
    before = parts.store.agents()
    (answer,) = post(parts, msgspec.structs.replace(wanted, **request_))
    assert (answer.status, answer.json()["reason"]) == (status, reason)
    assert sentence in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert parts.store.agents() == before
    last = parts.store.audit()[0]
    assert (last.action, last.detail["reason"]) == ("enrolment_refused", reason)
    told = parts.metrics.render(openmetrics=False).decode()
    assert f'enrolment_rejections_total{{reason="{reason}"}} 1.0' in told


def test_a_token_that_queues_makes_a_pending_agent():
    """It is told so, and may not deliver yet."""
    parts, wanted = parts_with(auto_approve=False, site="so-a", department="Phòng A")
    (answer,) = post(parts, wanted)
    assert answer.json()["state"] == "pending"
    assert answer.json()["department"] == "Phòng A"
    assert parts.store.agent(NEW).state == "pending"


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 400, "malformed"),
        (b"[]", 400, "malformed"),
        (b"{}", 400, "malformed"),
        (bytes(70_000), 413, "too_large"),
    ],
)
def test_what_is_no_request_is_refused(body, status, reason):
    """Before a token is looked for."""
    parts, _ = parts_with()
    (answer,) = post(parts, body)
    assert (answer.status, answer.json()["reason"]) == (status, reason)


def test_who_tries_too_often_waits():
    """The limit is for each address."""
    limits = Limits(enrolments_per_minute_per_address=2)
    parts = services(settings=CollectorSettings(limits=limits))
    answers = post(parts, b"{}", b"{}", b"{}")
    assert [a.status for a in answers] == [400, 400, 429]
    assert answers[2].headers["retry-after"] == "30"


def test_a_credential_is_announced_once():
    """The same again, or the one in use, changes and writes nothing."""
    parts = services()
    following = Secret("next" * 10).digest()
    head = {"authorization": BEARER}
    bodies = [CredentialRequest(d) for d in (following, following, CREDENTIAL.digest())]
    answers = post(parts, *bodies, path="/api/v1/agent/credential", headers=head)
    assert [a.status for a in answers] == [204] * 3
    assert all(a.body == b"" for a in answers)
    assert parts.store.agent(AGENT).next_credential_digest == following
    actions = [r.action for r in parts.store.audit() if isinstance(r, AuditRecord)]
    assert actions.count("credential_announced") == 1


def test_only_the_agent_itself_replaces_its_credential():
    """Without the old one there is no new one."""
    parts = services()
    body = CredentialRequest("e" * 64)
    (answer,) = post(parts, body, path="/api/v1/agent/credential")
    assert (answer.status, answer.json()["reason"]) == (401, "unknown_credential")
    assert parts.store.agent(AGENT).next_credential_digest == ""
