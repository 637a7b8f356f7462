"""Things that do not answer, but must be there: seen by what hangs behind them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agent.shared.survey import Neighbour
from collector.topology.identities import Identities
from collector.topology.learned_links import Group
from collector.topology.macs import is_phone, is_random, is_virtual
from collector.topology.names import announced_mac
from collector.topology.shapes import End, Evidence, Inferred, InferredKind

_RADIO = 71  # ieee80211
_SURE_FROM = 4  # stations
MOST_UNMANAGED = 64  # more stations hang behind a part of the LAN that is not read


class Behind(NamedTuple):
    """What stands behind a port, and which stations reach the port through it."""

    thing: Inferred
    stations: frozenset[str]


def node_id(identities: Identities, at: End) -> str:
    """Return the id of what is inferred at *at*; it stays when ifIndexes change."""
    for port in identities.survey(at.device).ports:
        if port.index == at.port:
            return f"behind:{at.device}:{port.key}"
    return f"behind:{at.device}:{at.port}"


def on_line(identities: Identities, group: Group) -> Inferred:
    """Return the unmanaged switch at which several switches meet."""
    return Inferred(
        id=node_id(identities, group.at),
        kind="unmanaged_switch",
        at=group.at,
        name="",
        confidence=round(group.confidence, 3),
        evidence=(group.evidence,),
    )


def behind(
    identities: Identities,
    stations: Mapping[End, Sequence[str]],
    strangers: Mapping[End, Sequence[Neighbour]],
) -> list[Behind]:
    """Return what must stand at ports with several *stations*, or announces itself."""
    found = []
    for at in sorted({*stations, *strangers}):
        if at.device not in identities.devices or _is_radio(identities, at):
            continue
        macs = frozenset(stations.get(at, ()))
        thing = _announced(strangers.get(at, ()), macs) or _guessed(macs)
        if thing is None:
            continue
        kind, name, own, confidence, evidence = thing
        inferred = Inferred(
            node_id(identities, at), kind, at, name, confidence, (evidence,)
        )
        found.append(Behind(inferred, macs - own))
    return found


def _is_radio(identities: Identities, at: End) -> bool:
    """Return whether stations are meant to be many there: a radio, or inside it."""
    survey = identities.survey(at.device)
    types = {port.index: port.type for port in survey.ports}
    return at.port == 0 or survey.kind == "access_point" or types.get(at.port) == _RADIO


_Thing = tuple[InferredKind, str, frozenset[str], float, Evidence]


def _announced(neighbours: Sequence[Neighbour], macs: frozenset[str]) -> _Thing | None:
    """Return what announces itself there, unless it is a mere station."""
    ranked: list[tuple[int, str, InferredKind, Neighbour]] = []
    for neighbour in neighbours:
        kind = _kind(neighbour, macs)
        if kind is not None:
            ranked.append((_RANK[kind], neighbour.name, kind, neighbour))
    if not ranked:
        return None
    _rank, name, kind, neighbour = min(ranked, key=lambda r: r[:2])
    own = announced_mac(neighbour)
    evidence = Evidence(neighbour.protocol, {"name": name})
    return kind, name, frozenset({own} if own else ()), 0.95, evidence


_RANK: dict[InferredKind, int] = {"device": 0, "access_point": 1, "phone": 2}


def _kind(neighbour: Neighbour, macs: frozenset[str]) -> InferredKind | None:
    words = neighbour.capabilities
    if "telephone" in words:
        return "phone"
    if "wlan_access_point" in words:
        return "access_point"
    if "bridge" in words or "router" in words:
        # A server with virtual machines announces itself as a bridge.
        return "device" if len(macs) != 1 or announced_mac(neighbour) else None
    return None


def _guessed(macs: frozenset[str]) -> _Thing | None:
    """Return what several stations at one port tell of what they hang at."""
    if len(macs) < 2:
        return None
    virtual = frozenset(mac for mac in macs if is_virtual(mac))
    made_up = frozenset(mac for mac in macs if is_random(mac))
    phones = frozenset(mac for mac in macs if is_phone(mac))
    count = len(macs)
    confidence = 0.5 if count == 2 else 0.7 if count < _SURE_FROM else 0.85
    evidence = Evidence("many", {"count": count, "random": len(made_up)})
    if virtual and count - len(virtual) <= 1:
        return "hypervisor", "", macs - virtual, confidence, evidence
    if len(made_up) >= 2 and len(made_up) * 3 >= count:
        return "access_point", "", frozenset(), confidence, evidence
    if count == 2 and len(phones) == 1:
        return "phone", "", phones, 0.7, evidence
    if count > MOST_UNMANAGED:
        return "device", "", frozenset(), confidence, evidence
    return "unmanaged_switch", "", frozenset(), confidence, evidence


def by_station(things: Iterable[Behind]) -> dict[str, str]:
    """Return through which inferred thing each station reaches its port."""
    return {mac: one.thing.id for one in things for mac in one.stations}
