"""Looking at what a probe yielded."""

from agent.shared.metric import Sample


def values(parts):
    """Return the values by metric name and label values."""
    samples = [part for part in parts if isinstance(part, Sample)]
    return {(s.metric.name, *s.labels): s.value for s in samples}


def facts(parts):
    """Return the facts that a probe yielded, put together."""
    found = {}
    for part in parts:
        if not isinstance(part, Sample):
            found.update(part)
    return found
