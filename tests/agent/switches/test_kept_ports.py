"""What is kept of a port, packed and as it was."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Port
from agent.switches.counters import OCTETS, RARE, Count, PortCounters, span
from agent.switches.kept_ports import LAG, new_port, pack, unpack
from agent.switches.links import Between, LinkState

ANY = st.none() | st.integers(-(1 << 63), (1 << 64) - 1)
"""What a number of a device can be: ``values.number`` lets nothing else through."""


def counted(counters, wide, narrow):
    """Read *counters* once."""
    counts = [Count(wide, narrow)] * len(counters.kinds)
    counters.read(counts, 60.0, span(60, 1e9, 1e9))


@given(ANY, ANY, ANY, st.text(), st.booleans())
def test_a_port_is_unpacked_as_it_was(wide, narrow, changed, text, ether):
    """Whatever a device said of it."""
    port = new_port(
        Port(7, text, type=LAG, alias=text, description="d"), (OCTETS, RARE)
    )
    counted(port.counters, wide, narrow)
    port.link.see(LinkState(True, narrow, changed), Between(None, 1), 60.0)
    port.bps, port.discontinuity = narrow, changed
    if ether:
        port.ether = PortCounters((RARE,))
        counted(port.ether, wide, narrow)
    assert port.lag
    assert unpack(pack([port, port])) == [port, port]


def test_what_is_packed_is_small():
    """A switch of 52 ports: not a tenth of what they take as objects."""
    ports = [new_port(Port(n, f"Gi1/0/{n}"), (OCTETS,) * 12) for n in range(52)]
    for port in ports:
        counted(port.counters, 123_456_789 * port.index, None)
    assert len(pack(ports)) < 52 * 100
