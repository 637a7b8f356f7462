"""What the collector says of the quality of its LAN map, for Prometheus. Pure."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from agent.shared.metric import Metric, Sample
from collector.topology.shapes import InferredKind, Topology
from collector.topology.sureness import SURENESSES, sureness

LINKS = Metric(
    "hatang_topology_links",
    "gauge",
    "Links between devices: sure (confidence 0.9 and more, or pinned by a person), "
    "likely (0.6 and more), or a guess.",
    ("sureness",),
)
MACHINES = Metric(
    "hatang_topology_machines",
    "gauge",
    "Machines with an agent of which a port is known, by sureness as of links.",
    ("sureness",),
)
LOST = Metric(
    "hatang_topology_unplaced_machines",
    "gauge",
    "Machines with an agent of which no port is known.",
)
STATIONS = Metric(
    "hatang_topology_stations",
    "gauge",
    "Stations without an agent whose port is known: phones, printers, strangers.",
)
INFERRED = Metric(
    "hatang_topology_inferred_devices",
    "gauge",
    "Devices that do not answer SNMP but must be there.",
    ("kind",),
)
ALONE = Metric(
    "hatang_topology_unlinked_devices",
    "gauge",
    "Devices that no link reaches.",
)
DENIED = Metric(
    "hatang_topology_denied_links",
    "gauge",
    "Links that evidence shows and a person denies.",
)
METRICS = (LINKS, MACHINES, LOST, STATIONS, INFERRED, ALONE, DENIED)
_KINDS: tuple[InferredKind, ...] = get_args(InferredKind)


def samples(topology: Topology, machines: int) -> Iterator[Sample]:
    """Yield everything that is told of *topology* with *machines* machines in all."""
    links = Counter(sureness(one.confidence) for one in topology.links)
    best: dict[str, float] = {}
    for one in topology.attachments:
        if one.agent:
            best[one.agent] = max(one.confidence, best.get(one.agent, 0.0))
    placed = Counter(map(sureness, best.values()))
    for name in SURENESSES:
        yield LINKS.sample(links[name], sureness=name)
    for name in SURENESSES:
        yield MACHINES.sample(placed[name], sureness=name)
    yield LOST.sample(max(machines - len(best), 0))
    strangers = {one.mac for one in topology.attachments if not one.agent}
    yield STATIONS.sample(len(strangers))
    kinds = Counter(one.kind for one in topology.inferred)
    for kind in _KINDS:
        yield INFERRED.sample(kinds[kind], kind=kind)
    yield ALONE.sample(len(topology.alone))
    yield DENIED.sample(len(topology.forbidden))
