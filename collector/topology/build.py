"""Draws all conclusions: from surveys, agents and rules to the topology."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from agent.shared.survey import Neighbour
from collector.topology.announced import Announced, announced
from collector.topology.identities import Identities
from collector.topology.inferred import behind, by_station, node_id, on_line
from collector.topology.learned import tree
from collector.topology.learned_links import learned_links
from collector.topology.leaves import leaf_links
from collector.topology.links import Settled, settle
from collector.topology.names import Names, announced_mac
from collector.topology.orientation import Picture, Reference, gateways, orient
from collector.topology.places import Place, Places
from collector.topology.rules import Rules
from collector.topology.shapes import (
    Attachment,
    End,
    Evidence,
    Inferred,
    Inputs,
    Link,
    Topology,
)
from collector.topology.tables import Tables
from collector.topology.uplinks import uplinks

BOTH = 2  # sides that announce a link
SEVERAL = 0.85  # at most, where it hangs with others at something that is guessed


def topology(inputs: Inputs) -> Topology:
    """Return what hangs where; the order of *inputs* does not matter."""
    identities = Identities(inputs.devices)
    tables = Tables(identities)
    told = announced(identities)
    for candidate in told.candidates:
        if candidate.told == BOTH:
            tables.learn_bundle(candidate.a, candidate.b.device)
            tables.learn_bundle(candidate.b, candidate.a.device)
    ways_out = gateways(identities, inputs.hosts)
    turned = orient(identities, tables, told.candidates, ways_out)
    picture = Picture(identities, tables, turned)
    branches = tree(picture)
    found = learned_links(picture, branches)
    rules = Rules(inputs.rules, identities)
    settled = settle(told, found, rules, picture, branches)
    return _Conclusion(inputs, picture, told, settled, rules).all(ways_out)


class _Conclusion:
    """Puts stations, and what must be there, around the links."""

    def __init__(
        self,
        inputs: Inputs,
        picture: Picture,
        told: Announced,
        settled: Settled,
        rules: Rules,
    ) -> None:
        self._identities, self._tables, self._turned = picture
        self._settled = settled
        strangers: dict[End, list[Neighbour]] = defaultdict(list)
        places = Places(picture, settled.links, settled.groups, rules)
        for end, neighbours in sorted(told.strangers.items()):
            logical = self._tables.logical(end)
            if not places.is_inner(logical):
                strangers[logical] += neighbours
        stations = {
            mac: end
            for end, neighbours in strangers.items()
            for mac in map(announced_mac, neighbours)
            if mac is not None and mac not in self._identities.owner
        }
        self._names = Names(self._identities, inputs.hosts, strangers)
        self._places = places.all(stations)
        at: dict[End, list[str]] = defaultdict(list)
        for place in self._places:
            if place.line is None:
                at[place.at].append(place.mac)
        things = behind(self._identities, at, strangers)
        self._through = by_station(things)
        self._inferred = {one.thing.id: one.thing for one in things}
        self._links = [candidate.link() for candidate in settled.links]

    def all(self, ways_out: Sequence[Reference]) -> Topology:
        """Return the topology."""
        self._draw_lines()
        attachments = tuple(self._attachment(place) for place in self._places)
        self._links += leaf_links(self._identities, attachments, self._links)
        self._links += list(self._links_to_things())
        ways = self._gateways(ways_out, attachments)
        links = tuple(sorted(self._links, key=lambda link: (link.a, link.b)))
        reached = {end.device for link in links for end in (link.a, link.b)}
        return Topology(
            links=links,
            attachments=attachments,
            inferred=tuple(self._inferred[name] for name in sorted(self._inferred)),
            uplinks=uplinks(links, ways, self._shown()),
            gateways=ways,
            alone=tuple(d for d in self._identities.devices if d not in reached),
            forbidden=tuple(c.link() for c in self._settled.forbidden),
            same=self._identities.same,
        )

    def _draw_lines(self) -> None:
        for group in self._settled.groups:
            thing = on_line(self._identities, group)
            self._inferred[thing.id] = thing
            for end in sorted(group.ends):
                self._join(end, thing, group.evidence)

    def _join(self, end: End, thing: Inferred, evidence: Evidence) -> None:
        a, b = sorted((end, End(thing.id)))
        self._links.append(Link(a, b, thing.confidence, (evidence,)))

    def _links_to_things(self) -> Iterable[Link]:
        """Join what is inferred behind a port with this port."""
        drawn = {frozenset((link.a, link.b)) for link in self._links}
        for thing in self._inferred.values():
            a, b = sorted((thing.at, End(thing.id)))
            if frozenset((a, b)) not in drawn:
                yield Link(a, b, thing.confidence, thing.evidence)

    def _attachment(self, place: Place) -> Attachment:
        owner = self._names.of(place.mac)
        through = self._through.get(place.mac, "")
        if place.line is not None:
            through = node_id(self._identities, place.line.at)
        table = self._tables.of.get(place.at.device)
        thing = self._inferred.get(through)
        guessed = thing is not None and thing.evidence[0].kind == "many"
        # Several at one port may hang at a switch that nobody has seen below it.
        sure = SEVERAL if guessed else 1.0
        return Attachment(
            mac=place.mac,
            at=place.at,
            confidence=round(min(place.confidence, sure), 3),
            evidence=(place.evidence, *owner.evidence),
            vlan=table.vlan.get(place.mac) if table else None,
            through=through,
            agent=owner.agent,
            device=owner.device,
            address=owner.address,
            name=owner.name,
        )

    def _gateways(
        self, ways_out: Sequence[Reference], attachments: Sequence[Attachment]
    ) -> tuple[str, ...]:
        """Return where ways out begin; what was not read becomes a thing of its own."""
        used = {id(r): r for r in self._turned.domain.values()}
        found: set[str] = set()
        for reference in [*used.values(), *(r for r in ways_out if r.rank)]:
            if not reference.gateway:
                continue
            if reference.holder is not None:
                found.add(reference.holder)
                continue
            for attachment in attachments:
                if attachment.mac in reference.macs:
                    found.add(self._thing_of(attachment, reference))
        return tuple(sorted(found | self._middles(found)))

    def _thing_of(self, attachment: Attachment, reference: Reference) -> str:
        name = attachment.through or node_id(self._identities, attachment.at)
        if name not in self._inferred:
            thing = Inferred(
                name,
                "device",
                attachment.at,
                attachment.name or reference.address,
                attachment.confidence,
                (Evidence("hosts", {"gateway": True}),),
            )
            self._inferred[name] = thing
            self._join(thing.at, thing, thing.evidence[0])
        return name

    def _middles(self, found: set[str]) -> set[str]:
        """Return the middle of each LAN whose way out nobody knows."""
        members: dict[int, list[str]] = defaultdict(list)
        for device, reference in self._turned.domain.items():
            if not reference.gateway:
                members[id(reference)].append(device)
        degree: dict[str, int] = defaultdict(int)
        for link in self._links:
            degree[link.a.device] += 1
            degree[link.b.device] += 1
        roots = {
            self._identities.owner.get(seen.survey.spanning_tree.root)
            for seen in self._identities.devices.values()
            if seen.survey.spanning_tree is not None
        }
        return {
            min(devices, key=lambda d: (d not in roots, -degree[d], d))
            for devices in members.values()
            if len(devices) > 1 and found.isdisjoint(devices)
        }

    def _shown(self) -> dict[str, frozenset[int]]:
        """Return the ports that lead to a way out by the devices' own tables."""
        found: dict[str, frozenset[int]] = {}
        for device in self._turned.certain:
            if self._turned.domain[device].gateway:
                port = self._turned.up[device]
                members = self._tables.bundles[device]
                ports = {m for m, aggregate in members.items() if aggregate == port}
                found[device] = frozenset({port, *ports})
        return found
