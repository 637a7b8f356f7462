"""Looking at what a probe yielded."""

from agent.shared.metric import Sample
from agent.shared.wire import Event


def values(parts):
    """Return the values by metric name and label values."""
    samples = [part for part in parts if isinstance(part, Sample)]
    return {(s.metric.name, *s.labels): s.value for s in samples}


def facts(parts):
    """Return the facts that a probe yielded, put together."""
    found = {}
    for part in parts:
        if not isinstance(part, (Sample, Event)):
            found.update(part)
    return found


def events(parts):
    """Return the events that a probe yielded."""
    return [part for part in parts if isinstance(part, Event)]
