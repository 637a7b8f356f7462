"""Who may enrol, and how an agent's state changes; functions of values only."""

import hashlib
import ipaddress
import secrets
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from agent.shared.secret import Secret
from agent.shared.wire import EnrolmentRequest
from collector.store.interface import Agent, AgentState, AuditRecord, Token

DAYS = 7.0  # that a token holds unless told otherwise
_PARTS = frozenset({"system_uuid", "board_serial", "disk_serial", "mac"})

# What makers leave where a number should stand, as agents hash it (lower case).
_GENERIC_TEXTS = """
0|00000000|none|n/a|na|null|unknown|default|default string|oem|empty|invalid
to be filled by o.e.m.|to be filled by oem|system serial number|serial number
base board serial number|not specified|not applicable|not available
123456789|0123456789|1234567890|00:00:00:00:00:00|ff:ff:ff:ff:ff:ff
00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff
03000200-0400-0500-0006-000700080009|
"""
_GENERIC = frozenset(
    hashlib.sha256(text.encode()).hexdigest()
    for line in _GENERIC_TEXTS.strip().splitlines()
    for text in line.split("|")
)


class Accepted(NamedTuple):
    """The request is granted; ``repeated`` if the agent is known already."""

    agent: Agent
    audit: AuditRecord
    repeated: bool = False


class Refused(NamedTuple):
    """The request is not granted; ``detail`` says what to do."""

    status: int
    reason: str
    detail: str


def new_token(  # noqa: PLR0913 - all by name
    *,
    now: float,
    actor: str,
    days: float = DAYS,
    max_uses: int = 1,
    place: Mapping[str, str] | None = None,
    subnets: tuple[str, ...] = (),
    auto_approve: bool = True,
) -> tuple[Token, Secret, AuditRecord]:
    """Return a new token, its secret (kept nowhere) and its audit record.

    *place* may give site, department, room, role and kind to whoever enrols by it.

    Raises:
        ValueError: a number or a subnet makes no sense.
    """
    if days <= 0 or max_uses < 1:
        raise ValueError("a token holds longer than 0 days and for 1 use or more")
    nets = tuple(str(ipaddress.ip_network(net, strict=False)) for net in subnets)
    secret = Secret(secrets.token_urlsafe(32))
    token = Token(
        id=secrets.token_hex(8),
        secret_digest=secret.digest(),
        created=now,
        expires=now + days * 86400,
        max_uses=max_uses,
        subnets=nets,
        auto_approve=auto_approve,
        **dict(place or {}),  # type: ignore[arg-type]
    )
    detail = {"uses": max_uses, "expires": token.expires}
    return token, secret, AuditRecord(now, actor, "token_created", token.id, {**detail})


def judge_enrolment(
    request: EnrolmentRequest,
    token: Token | None,
    agents: Mapping[str, Agent],
    *,
    address: str,
    now: float,
) -> Accepted | Refused:
    """Return whether *request*, which came from *address*, makes an agent.

    The secret comes first: without it nothing else is told. An agent that repeats
    its request gets the same answer, even if its token is used up meanwhile.
    """
    secret = Secret(request.token_secret)
    if not secret.matches(token.secret_digest if token else "0" * 64) or not token:
        return Refused(
            403,
            "unknown_token",
            "The collector does not know this token: copy it again as a whole, or "
            "make a new one with hatang-collector token create.",
        )
    known = agents.get(request.agent)
    if known is not None:
        return _known(request, known, address=address, now=now)
    refused = _usable(token, address=address, now=now)
    if refused is not None:
        return refused
    twin = same_machine(request.fingerprint, agents)
    if twin is not None:
        return Refused(
            409,
            "machine_already_enrolled",
            f"This machine is enrolled as {twin.hostname} ({twin.id}). If it was set "
            f"up anew: hatang-collector agents revoke {twin.id}, then enrol again.",
        )
    return Accepted(_agent(request, token, now), _audit(request, address, now))


def _known(
    request: EnrolmentRequest, known: Agent, *, address: str, now: float
) -> Accepted | Refused:
    if known.state == "revoked":
        return Refused(
            403,
            "identity_revoked",
            "This identity was revoked: remove identity.json on the machine and "
            "enrol it again.",
        )
    if known.credential_digest != request.credential_digest:
        return Refused(
            409,
            "identity_exists",
            f"Agent {known.id} is enrolled with another credential: revoke it first "
            f"(hatang-collector agents revoke {known.id}), then remove identity.json "
            "on this machine and enrol it again.",
        )
    return Accepted(known, _audit(request, address, now), repeated=True)


def _usable(token: Token, *, address: str, now: float) -> Refused | None:
    if token.revoked:
        reason, why = "token_revoked", "This token was revoked"
    elif token.expires <= now:
        reason, why = "token_expired", "This token has expired"
    elif token.uses >= token.max_uses:
        reason, why = "token_used_up", f"This token had {token.max_uses} uses, all used"
    elif not _within(address, token.subnets):
        reason = "address_not_allowed"
        why = f"This token is not for {address}, only for {', '.join(token.subnets)}"
    else:
        return None
    make = "make a new one with hatang-collector token create."
    return Refused(403, reason, f"{why}: {make}")


def _within(address: str, subnets: tuple[str, ...]) -> bool:
    if not subnets:
        return True
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    nets = [ipaddress.ip_network(net, strict=False) for net in subnets]
    return any(ip.version == net.version and ip in net for net in nets)


def same_machine(
    fingerprint: Mapping[str, str], agents: Mapping[str, Agent]
) -> Agent | None:
    """Return the live agent that reports from the machine of *fingerprint*, if any.

    More parts must be equal than differ (a disk or a card may have moved). A number
    that several live agents share, or that makers leave blank, names no machine.
    """
    live = [agent for agent in agents.values() if agent.state != "revoked"]
    own = {
        part: digest
        for part, digest in fingerprint.items()
        if part in _PARTS
        and digest not in _GENERIC
        and sum(agent.fingerprint.get(part) == digest for agent in live) <= 1
    }
    for agent in live:
        both = own.keys() & agent.fingerprint.keys()
        equal = sum(own[part] == agent.fingerprint[part] for part in both)
        if equal > len(both) - equal:
            return agent
    return None


def _agent(request: EnrolmentRequest, token: Token, now: float) -> Agent:
    return Agent(
        id=request.agent,
        state="active" if token.auto_approve else "pending",
        credential_digest=request.credential_digest,
        hostname=request.hostname,
        site=token.site,
        department=token.department,
        room=request.room or token.room,
        role=token.role,
        kind=token.kind,
        fingerprint={k: v for k, v in request.fingerprint.items() if k in _PARTS},
        operating_system=request.operating_system,
        token_id=token.id,
        enrolled=now,
    )


def _audit(request: EnrolmentRequest, address: str, now: float) -> AuditRecord:
    return AuditRecord(
        now,
        f"token:{request.token_id}",
        "agent_enrolled",
        request.agent,
        {"address": address, "hostname": request.hostname},
    )


def refusal_record(
    request: EnrolmentRequest, refused: Refused, *, address: str, now: float
) -> AuditRecord:
    """Return the audit record of an enrolment that was refused."""
    return AuditRecord(
        now,
        f"token:{request.token_id}",
        "enrolment_refused",
        request.agent,
        {
            "address": address,
            "hostname": request.hostname[:200],
            "reason": refused.reason,
        },
    )


def approve(
    agent: Agent, reason: str = "", *, now: float, actor: str
) -> tuple[Agent, AuditRecord]:
    """Return *agent* as it may report.

    Raises:
        ValueError: it is revoked, which is for good.
    """
    if agent.state == "revoked":
        raise ValueError(f"{agent.hostname} is revoked: enrol the machine again")
    return _moved(agent, "active", reason, now=now, actor=actor)


def revoke(
    agent: Agent, reason: str, *, now: float, actor: str
) -> tuple[Agent, AuditRecord]:
    """Return *agent* as it is refused for good."""
    return _moved(agent, "revoked", reason, now=now, actor=actor)


def quarantine(
    agent: Agent, reason: str, *, now: float
) -> tuple[Agent, AuditRecord] | None:
    """Return *agent* as it waits for an administrator; None unless it is active."""
    if agent.state != "active":
        return None
    return _moved(agent, "quarantined", reason, now=now, actor="collector")


def _moved(
    agent: Agent, state: AgentState, reason: str, *, now: float, actor: str
) -> tuple[Agent, AuditRecord]:
    action = "agent_approved" if state == "active" else f"agent_{state}"
    detail = {"was": agent.state, "reason": reason}
    record = AuditRecord(now, actor, action, agent.id, {**detail})
    return msgspec.structs.replace(agent, state=state, note=reason), record
