"""What the collector says of incidents, for Prometheus. Pure."""

from collections.abc import Callable, Iterable, Iterator

from agent.shared.metric import Metric, Sample
from collector.attribution.shapes import CAUSES, Incident

MOST = 200

_LABELS = ("incident", "cause", "kind", "site", "place")
CONFIDENCE = Metric(
    "hatang_incident_confidence_ratio",
    "gauge",
    "How sure it is that an open incident has this cause at this place, 0 to 1.",
    _LABELS,
)
MACHINES = Metric(
    "hatang_incident_machines",
    "gauge",
    "Machines that suffer from an open incident, as far as they told.",
    _LABELS,
)
OPEN = Metric("hatang_incidents_open", "gauge", "Incidents that go on now.", ("cause",))
METRICS = (CONFIDENCE, MACHINES, OPEN)


def samples(
    incidents: Iterable[Incident], name: Callable[[str], str]
) -> Iterator[Sample]:
    """Yield everything that is told of open *incidents*; *name* gives places names."""
    known = list(incidents)
    for cause in CAUSES:
        yield OPEN.sample(sum(one.cause == cause for one in known), cause=cause)
    for one in known[:MOST]:
        labels = {
            "incident": one.id,
            "cause": one.cause,
            "kind": one.kind,
            "site": one.site,
            "place": str(one.evidence.get("machine") or name(one.place)),
        }
        yield CONFIDENCE.sample(one.confidence, **labels)
        yield MACHINES.sample(len(one.victims), **labels)
