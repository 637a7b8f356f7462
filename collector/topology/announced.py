"""Links that devices announce to each other by LLDP and CDP."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from agent.shared.survey import Neighbour
from collector.topology.candidates import Candidate, between, either
from collector.topology.identities import Identities, forwards
from collector.topology.port_names import find_port
from collector.topology.shapes import End, Evidence
from collector.topology.tables import bundles

BOTH_SIDES = 0.97
ONE_SIDE = 0.85  # the other one tells of no neighbours at all
CONTRADICTED = 0.5  # it tells of neighbours, and not of this one
NO_PORT = 0.9  # for a link whose other port is not known
PASSED_ON = 0.5  # for CDP on a port where LLDP names another device


class Claim(NamedTuple):
    """The device of ``at`` says that ``device`` is at that port; ``port`` 0: unknown."""

    at: End
    device: str
    port: int
    protocol: Literal["lldp", "cdp"]
    strength: float


class Announced(NamedTuple):
    """What is announced.

    ``groups`` are ports that meet at something which passes announcements on;
    ``strangers`` are neighbours that are none of the devices, by the port they are at.
    """

    candidates: list[Candidate]
    groups: list[frozenset[End]]
    strangers: dict[End, list[Neighbour]]


def announced(identities: Identities) -> Announced:
    """Return which links the devices announce, and who else is announced to them."""
    claims: list[Claim] = []
    strangers: dict[End, list[Neighbour]] = defaultdict(list)
    for device, seen in identities.devices.items():
        for neighbour in seen.survey.neighbours:
            at = End(device, neighbour.port or 0)
            match = identities.find(neighbour)
            if match is None:
                strangers[at].append(neighbour)
            elif match.device != device:
                port = find_port(identities.survey(match.device), neighbour)
                claims.append(
                    Claim(
                        *(at, match.device, port or 0, neighbour.protocol),
                        match.strength,
                    )
                )
    claims = sorted(set(claims))
    groups = _groups(claims, identities)
    grouped = frozenset().union(*groups) if groups else frozenset()
    open_claims = [c for c in claims if not (c.at in grouped and c.protocol == "lldp")]
    return Announced(_paired(open_claims, identities), groups, dict(strangers))


def _paired(claims: list[Claim], identities: Identities) -> list[Candidate]:
    """Join the claims of both sides, of both protocols."""
    found: dict[frozenset[End], list[Candidate]] = defaultdict(list)
    nearest = _nearest(claims)
    for protocol in ("lldp", "cdp"):
        mine = [claim for claim in claims if claim.protocol == protocol]
        speaking = {claim.at.device for claim in mine}
        sides: dict[tuple[str, str], dict[Claim, None]] = defaultdict(dict)
        for claim in mine:
            sides[claim.at.device, claim.device][claim] = None
        for claim in mine:
            own = sides[claim.at.device, claim.device]
            if claim not in own:
                continue  # it is the answer to an earlier one
            del own[claim]
            other_side = sides[claim.device, claim.at.device]
            answer = _answer(claim, other_side)
            if answer is not None:
                del other_side[answer]
            candidate = _candidate(claim, answer, speaking, identities)
            passed_on = protocol == "cdp" and any(
                end in nearest and end.device != other and nearest[end] != other
                for end, other in _views(claim, answer)
            )
            if passed_on:
                candidate.confidence *= PASSED_ON
            found[candidate.ends].append(candidate)
    return [_joined(group) for group in found.values()]


def _views(claim: Claim, answer: Claim | None) -> list[tuple[End, str]]:
    views = [(claim.at, claim.device)]
    return views if answer is None else [*views, (answer.at, answer.device)]


def _nearest(claims: list[Claim]) -> dict[End, str]:
    """Return who is at each port by LLDP, which bridges do not pass on."""
    found: dict[End, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.protocol == "lldp":
            found[claim.at].add(claim.device)
    return {end: next(iter(ds)) for end, ds in found.items() if len(ds) == 1}


def _answer(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """Return which of what the *others* say is of the same link: the best that fits.

    *others* are the claims of that device about this one.
    """
    fitting = [
        other
        for other in others
        if claim.port in {0, other.at.port} and other.port in {0, claim.at.port}
    ]
    return min(
        fitting, key=lambda o: ((claim.port == 0) + (o.port == 0), o.at), default=None
    )


def _candidate(
    claim: Claim, answer: Claim | None, speaking: set[str], identities: Identities
) -> Candidate:
    there = answer.at if answer else End(claim.device, claim.port)
    confidence = claim.strength
    if answer is not None:
        confidence = BOTH_SIDES * max(claim.strength, answer.strength)
    elif "neighbours" in identities.survey(claim.device).incomplete:
        confidence *= ONE_SIDE
    else:
        confidence *= CONTRADICTED if claim.device in speaking else ONE_SIDE
    if there.port == 0 or claim.at.port == 0:
        confidence *= NO_PORT
    sides = 2 if answer else 1
    evidence = Evidence(claim.protocol, {"sides": sides})
    return between(claim.at, there, confidence, evidence, told=sides)


def _joined(group: list[Candidate]) -> Candidate:
    """Return one candidate for what several protocols say of the same ports."""
    first = group[0]
    first.confidence = either(c.confidence for c in group)
    first.told = max(c.told for c in group)
    first.evidence = [evidence for c in group for evidence in c.evidence]
    return first


def _groups(claims: list[Claim], identities: Identities) -> list[frozenset[End]]:
    """Return the ports that hear several bridges by LLDP, with those they hear.

    A bridge keeps LLDP to itself, so something simpler passes it on between them.
    """
    heard: dict[End, set[End]] = defaultdict(set)
    for claim in claims:
        if claim.protocol == "lldp" and forwards(identities.survey(claim.device)):
            heard[claim.at].add(End(claim.device, claim.port))
    ports_of = {d: bundles(identities.survey(d)) for d in identities.devices}
    groups: list[set[End]] = []
    for at, others in sorted(heard.items()):
        if len({o.device for o in others}) < 2 or at.port == 0:
            continue
        group = {at, *(o for o in others if o.port)}
        if any(ports_of[end.device].get(end.port) for end in group):
            continue  # the links of an aggregation may hear each other
        for known in [g for g in groups if not g.isdisjoint(group)]:
            groups.remove(known)
            group |= known
        groups.append(group)
    return [frozenset(group) for group in groups if len(group) > 2]
