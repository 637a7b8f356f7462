"""Looking at what a probe yielded."""


def values(samples):
    """Return the values by metric name and label values."""
    return {(s.metric.name, *s.labels): s.value for s in samples}
