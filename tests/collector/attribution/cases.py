"""Small sites by hand: who saw what, in one or some slices."""

from collector.attribution.shapes import Observer, Site, Span, Target

GATEWAY = Target("10.0.0.1", "gateway")
DNS = Target("10.0.0.53", "dns")


def service(name):
    """Return a service as a target."""
    return Target(name, "service")


def line(role, number=0, name="main"):
    """Return a target of a line."""
    return Target(f"{name}-{role}-{number}", role, name)


def observers(**ways):
    """Return observers by name, each with its way: ``a="sw1 core"``."""
    return tuple(
        Observer(name, name.upper(), "s", tuple(way.split()))
        for name, way in ways.items()
    )


def site(people, seen, *, begin=0.0, end=300.0, **more):
    """Return a site in which each (observer, target) had one state all the time."""
    spans = {
        (who, target): (Span(begin, end, state),)
        for (who, target), state in seen.items()
    }
    return Site("s", people, spans, **more)
