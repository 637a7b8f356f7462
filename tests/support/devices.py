"""A switch as its agent tells of it: survey, tables and readings."""

from agent.shared import wire
from agent.shared.survey import Port, Survey
from agent.switches import metrics
from collector.store.device import SurveyRecord

PORT_COUNTERS = tuple(metrics.PORT_COUNTERS.values())
PORT_METRICS = (
    metrics.PORT_UP,
    metrics.PORT_SPEED,
    *PORT_COUNTERS,
    metrics.PORT_CHANGES,
)


def declared(metric):
    """Return *metric* as a table declares it."""
    return wire.Declaration(metric.name, metric.kind, metric.help, metric.labels)


def poll_table(device, *, probe="poll", interval_s=60.0):
    """Return the table that says whether *device* answers, and how busy it is."""
    listed = (metrics.UP, metrics.POLLS, metrics.CPU_BUSY, metrics.TEMPERATURE)
    series = ((0, ()), (1, ()), (2, ("1",)), (2, ("2",)), (3, ("a",)), (3, ("b",)))
    return wire.Table(
        probe, interval_s, tuple(map(declared, listed)), series, device=device
    )


def ports_table(device, ports, *, probe="ports", interval_s=60.0):
    """Return the table of all that is counted at *ports* (their keys)."""
    series = tuple(
        (index, (port,)) for index in range(len(PORT_METRICS)) for port in ports
    )
    return wire.Table(
        probe, interval_s, tuple(map(declared, PORT_METRICS)), series, device=device
    )


def port_values(count, **values):
    """Return a value for each series of ``ports_table``: by name, else 0."""
    names = [
        metric.name.removeprefix("hatang_switch_port_").removesuffix("_total")
        for metric in PORT_METRICS
    ]
    assert set(values) <= set(names)
    return [values.get(name, 0.0) for name in names for _ in range(count)]


def surveyed(agent, device="sw1", *, time=1.0, ports=("Gi0/1", "Gi0/2"), **more):
    """Return the survey of a switch with *ports*."""
    made = tuple(Port(n, key, physical=True) for n, key in enumerate(ports, start=1))
    known = {"name": device, "kind": "switch", "bridge": True, "ports": made}
    return SurveyRecord(agent, time, Survey(device=device, **(known | more)))
