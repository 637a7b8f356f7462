"""Small devices and LANs as the pages are given them."""

from agent.shared.survey import Port, Survey
from collector.store.device import DeviceRecord
from collector.store.finding import FindingRecord
from collector.topology.shapes import Attachment, End, Evidence, Link, Topology
from collector.web.lan.model import Device, Lan, Machine

NOW = 1795487100.0


def port(index, key="", **more):
    """Return a physical port with a link at 1 Gb/s."""
    given = {
        "name": key or f"Gi0/{index}",
        "physical": True,
        "admin": "up",
        "link": "up",
        "speed_bps": 10**9,
        "duplex": "full",
        **more,
    }
    return Port(index, key or f"Gi0/{index}", **given)


def device(name, *, ports=(), state="up", findings=(), site="", levels=None, **more):
    """Return a device whose id is its name."""
    survey = Survey(
        device=name, **{"name": name, "kind": "switch", "ports": tuple(ports), **more}
    )
    record = DeviceRecord(name, "a" * 32, name, 0.0, NOW - 60.0, survey)
    given = {} if levels is None else {"levels": levels}
    return Device(record, name, state, site, findings=tuple(findings), **given)


def finding(owner, kind="port_errors", subject="", severity="warning", **evidence):
    """Return a finding of a device."""
    return FindingRecord(owner, kind, subject, severity, NOW - 86400, NOW, evidence)


def link(a, a_port, b, b_port, confidence=0.95):
    """Return a link that both ends announce."""
    evidence = (Evidence("lldp", {"sides": 2}),)
    return Link(End(a, a_port), End(b, b_port), confidence, evidence)


def attached(mac, at, index, **more):
    """Return what hangs at a port, alone."""
    return Attachment(mac, End(at, index), 0.8, (Evidence("single"),), **more)


def office():
    """Return a router, a core and two switches with three machines; one link is across."""
    ports = [port(n) for n in range(1, 9)]
    devices = [
        device("gw", ports=ports[:2], kind="router"),
        device("core", ports=ports),
        device("sw-1", ports=ports),
        device("sw-2", ports=ports),
    ]
    links = (
        link("gw", 1, "core", 1),
        link("core", 2, "sw-1", 8),
        link("core", 3, "sw-2", 8, 0.7),
        link("sw-1", 7, "sw-2", 7, 0.4),
    )
    attachments = (
        attached("00:00:00:00:00:01", "sw-1", 1, agent="pc-1", address="10.0.0.11"),
        attached("00:00:00:00:00:02", "sw-1", 2, address="10.0.0.12", name="may-2"),
        attached("00:00:00:00:00:03", "sw-2", 1),
    )
    uplinks = {"core": End("core", 1), "sw-1": End("sw-1", 8), "sw-2": End("sw-2", 8)}
    return Lan(
        {one.id: one for one in devices},
        {"pc-1": Machine("pc-1", "PC-1")},
        Topology(links, attachments, (), uplinks, ("gw",)),
    )
