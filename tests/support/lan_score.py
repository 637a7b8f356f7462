"""How well a topology agrees with the truth of a simulated LAN."""

from typing import NamedTuple

from collector.topology.shapes import End, Topology
from tests.support.lan_model import Plan


class Score(NamedTuple):
    """Counts: what was said, what of it is right; what there is, what of it was found."""

    said: int
    right: int
    there: int
    found: int

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found."""
        return self.found / self.there if self.there else 1.0


def wrong_links(lan: Plan, topology: Topology, *, least: float = 0.0) -> list:
    """Return the links between devices with that confidence that are not there.

    Two ports that meet at something which does not answer count as linked, and so do
    those whose number is not told if any port of the two devices is.
    """
    truth, aggregate = lan.truth, _aggregates(lan)
    fine = set()
    for ends in [*truth.links, *truth.shared]:
        for a in ends:
            for b in ends:
                for one in (a, End(a.device), aggregate.get(a, a)):
                    fine |= {
                        frozenset((one, other))
                        for other in (b, End(b.device), aggregate.get(b, b))
                    }
    known = {node.id for node in lan.nodes}
    return [
        link
        for link in topology.links
        if link.confidence >= least
        and {link.a.device, link.b.device} <= known
        and frozenset((link.a, link.b)) not in fine
    ]


def links(lan: Plan, topology: Topology, *, least: float = 0.0) -> Score:
    """Compare links between devices; what there is counts by pairs of devices."""
    known = {node.id for node in lan.nodes}
    said = [
        link
        for link in topology.links
        if link.confidence >= least and {link.a.device, link.b.device} <= known
    ]
    wrong = wrong_links(lan, topology, least=least)
    right = [link for link in said if link not in wrong]
    found = {frozenset((link.a.device, link.b.device)) for link in right}
    there = {frozenset(e.device for e in ends) for ends in lan.truth.links}
    return Score(len(said), len(right), len(there), len(there & found))


def places(lan: Plan, topology: Topology, *, least: float = 0.0) -> Score:
    """Compare where stations hang; those that are off are not there."""
    truth = lan.truth
    said = [
        one
        for one in topology.attachments
        if one.mac in truth.places and one.confidence >= least
    ]
    right = sum(
        one.at in truth.places[one.mac]
        or any(one.at == End(e.device) for e in truth.places[one.mac])
        for one in said
    )
    return Score(len(said), right, len(truth.places) - len(truth.off), right)


def _aggregates(lan: Plan) -> dict[End, End]:
    return {
        End(node.id, node.index(port)): End(node.id, node.lag_index)
        for node in lan.nodes
        for port in node.lag
    }
