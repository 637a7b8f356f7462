"""PoE by port as samples."""

from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.rows import oid
from agent.switches import metrics
from agent.switches.port_power import port_power_samples

TYPE, NAME = oid("1.3.6.1.2.1.2.2.1.3"), oid("1.3.6.1.2.1.31.1.1.1.1")


def test_watts_are_told_by_the_key_of_the_port():
    """Those of ports whose watts nobody tells are left out."""
    walk = {(*TYPE, 7): 6, (*NAME, 7): b"Gi7", (*TYPE, 8): 6}
    walk |= {(*oid("1.3.6.1.2.1.105.1.1.1.3"), 1, 8): 1}
    walk |= {(*oid("1.3.6.1.2.1.17.1.4.1.2"), 1): 8}
    told = [
        Level("port_watts", "", 4.5, "other", (7,)),
        Level("cpu", "", 0.5, "other", (8,)),
    ]
    found = list(port_power_samples(walk, told))
    assert [(s.metric, s.labels, s.value) for s in found] == [
        (metrics.PORT_POE, ("Gi7",), 4.5)
    ]
    told.append(Level("bridge_port_watts", "", 2.0, "other", (1,)))
    assert [s.labels for s in port_power_samples(walk, told)] == [("8",), ("Gi7",)]
