"""Which port of each switch leads towards the way out: what makes a LAN a tree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from collector.topology.candidates import Candidate
from collector.topology.domains import domains
from collector.topology.identities import Identities, routes
from collector.topology.shapes import Host
from collector.topology.tables import Tables
from collector.topology.turning import Turning


@dataclass(frozen=True)
class Reference:
    """One thing that all switches of a LAN are turned towards.

    ``holder`` is the device that has these addresses, None if it was not read.
    ``gateway``: it is a way out, not only well known. ``address``: its IP address.
    """

    macs: frozenset[str]
    holder: str | None = None
    address: str = ""
    rank: int = 0
    gateway: bool = False


@dataclass
class Orientation:
    """``up``: the port towards the reference; ``roots`` are devices that have it.

    ``certain`` are those whose ``up`` comes from their own table. ``domain`` is the
    reference of each device.
    """

    up: dict[str, int] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    certain: set[str] = field(default_factory=set)
    domain: dict[str, Reference] = field(default_factory=dict)


class Picture(NamedTuple):
    """What all conclusions are drawn from, made ready."""

    identities: Identities
    tables: Tables
    turned: Orientation


def gateways(identities: Identities, hosts: Sequence[Host]) -> list[Reference]:
    """Return the ways out that are known, the surest first.

    Those that machines name as their gateway come before routers that are only there.
    """
    named = Counter(address for host in hosts for address in host.gateways)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for seen in identities.devices.values():
        for host in seen.survey.hosts:
            if host.address in named:
                met[host.address][host.mac] += 1
    found: list[Reference] = []
    for address, count in named.items():
        holder = identities.addresses.get(address)
        macs = met.get(address, Counter())
        if holder is None:
            owners = {identities.owner.get(mac) for mac in macs} - {None}
            holder = owners.pop() if len(owners) == 1 else None
        group = frozenset(macs) | _macs(identities, holder)
        if group:
            found.append(Reference(group, holder, address, count, gateway=True))
    held = {reference.holder for reference in found}
    for device, seen in identities.devices.items():
        if routes(seen.survey) and device not in held:
            found.append(
                Reference(
                    *(_macs(identities, device), device, seen.survey.address),
                    gateway=True,
                )
            )
    return sorted(found, key=lambda r: (-r.rank, sorted(r.macs)))


def _macs(identities: Identities, device: str | None) -> frozenset[str]:
    if device is None:
        return frozenset()
    return frozenset(m for m, owner in identities.owner.items() if owner == device)


def orient(
    identities: Identities,
    tables: Tables,
    links: Iterable[Candidate],
    ways_out: Sequence[Reference],
) -> Orientation:
    """Return which way is up, for every device of every LAN."""
    found = Orientation()
    links = list(links)
    for domain in domains(identities, tables, links):
        reference = _reference(domain, tables, ways_out)
        if reference is None:
            continue
        for device in domain:
            found.domain[device] = reference
            if device == reference.holder:
                found.roots.add(device)
                continue
            port = _towards(tables, device, reference.macs)
            if port is not None:
                found.up[device] = port
                found.certain.add(device)
        Turning(identities, tables, links, found.up, found.roots).turn(domain)
    return found


def _reference(
    domain: list[str], tables: Tables, ways_out: Sequence[Reference]
) -> Reference | None:
    """Return what most of *domain* see: a way out where one is well enough known."""
    looking = [device for device in domain if device in tables.of]
    members = set(domain)

    def seen_by(reference: Reference) -> int:
        return sum(
            device == reference.holder
            or not reference.macs.isdisjoint(tables.of[device].where)
            for device in looking
        )

    counted = [(seen_by(r) + (r.holder in members), r) for r in ways_out]
    counted = [(n, r) for n, r in counted if n]
    for count, reference in counted:
        if count * 2 >= len(looking):
            return reference
    if counted:
        return max(counted, key=lambda pair: (pair[0], pair[1].rank))[1]
    known = Counter(mac for device in looking for mac in tables.of[device].where)
    if not known:
        return None
    best = min(known, key=lambda mac: (-known[mac], mac))
    return Reference(frozenset({best}))


def _towards(tables: Tables, device: str, macs: frozenset[str]) -> int | None:
    table = tables.of.get(device)
    if table is None:
        return None
    ports = Counter(table.where[mac] for mac in macs & table.where.keys())
    return min(ports, key=lambda port: (-ports[port], port), default=None)
