"""What hangs at the other end of a port."""

import msgspec

from agent.shared.survey import Neighbour, Port, Survey
from collector.ports.ends import Surroundings
from collector.topology.shapes import (
    Attachment,
    End,
    Host,
    Inferred,
    Inputs,
    Link,
    Seen,
    Topology,
)

GIGABIT, FAST = 10**9, 10**8


def port(index, **changes):
    """Return a port."""
    return Port(index=index, key=f"p{index}", physical=True, type=6, **changes)


def seen(device, *ports, **changes):
    """Return a switch with *ports*."""
    survey = Survey(device=device, name=device, bridge=True, ports=ports, **changes)
    return Seen(device, "", 0.0, survey)


PC = Attachment("m1", End("sw", 1), 0.9, (), agent="pc", name="PC-1")


def around(*devices, hosts=(), reporting=(), **topology):
    """Return the surroundings of *devices*."""
    inputs = Inputs(devices=devices, hosts=hosts)
    return Surroundings(inputs, Topology(**topology), frozenset(reporting), 0.6)


HOST = Host("pc", "PC-1", "", ("m1",), wired_bps=GIGABIT)


def test_a_machine_with_an_agent_tells_what_its_card_can_do_and_that_it_is_on():
    """Or off, where its agent is not heard of."""
    switch = seen("sw", port(1, partner_bps=FAST))
    on = around(switch, hosts=(HOST,), reporting=("pc",), attachments=(PC,))
    end = on.ends("sw")[1]
    assert (end.name, end.capable_bps, end.offers_bps) == ("PC-1", GIGABIT, FAST)
    assert end.on is True
    assert not end.device
    off = around(switch, hosts=(HOST,), attachments=(PC,))
    assert off.ends("sw")[1].on is False


def test_the_card_at_the_port_counts_and_not_the_fastest_of_the_machine():
    """A slow USB adapter is no slow link."""
    host = Host("pc", "PC-1", "", ("m1", "m2"), wired_bps=GIGABIT)
    host = msgspec.structs.replace(host, speeds=(("m1", FAST), ("m2", GIGABIT)))
    found = around(seen("sw", port(1)), hosts=(host,), attachments=(PC,))
    assert found.ends("sw")[1].capable_bps == FAST


def test_what_is_unsure_or_shared_is_nobody():
    """A doubtful place, a second machine, a small switch in between."""
    switch = seen("sw", port(1))
    doubtful = Attachment("m1", End("sw", 1), 0.4, (), agent="pc")
    second = Attachment("m2", End("sw", 1), 0.9, ())
    behind = Attachment("m1", End("sw", 1), 0.9, (), agent="pc", through="x")
    for attachments in ((doubtful,), (PC, second), (behind,)):
        found = around(switch, hosts=(HOST,), attachments=attachments)
        assert found.ends("sw")[1].capable_bps is None


def test_a_small_switch_that_was_inferred_carries_many():
    """A telephone does not."""
    switch = seen("sw", port(1))
    for kind, many in (("unmanaged_switch", True), ("phone", False)):
        inferred = (Inferred("x", kind, End("sw", 1), "", 0.8, ()),)
        found = around(switch, hosts=(HOST,), attachments=(PC,), inferred=inferred)
        assert found.ends("sw")[1].device is many
        assert found.ends("sw")[1].capable_bps is None


def test_the_port_of_another_switch_is_known_whole():
    """Its name, its speed and its duplex."""
    low, core = (
        seen("sw", port(24)),
        seen("core", port(3, capable_bps=GIGABIT, duplex="half")),
    )
    link = Link(End("core", 3), End("sw", 24), 0.95, ())
    found = around(low, core, links=(link,), uplinks={"sw": End("sw", 24)})
    end = found.ends("sw")[24]
    assert (end.name, end.capable_bps, end.duplex) == ("core p3", GIGABIT, "half")
    assert end.device
    assert end.on is True
    assert found.uplinks("sw") == {24}
    assert found.above("sw").name == "core"
    assert found.uplinks("core") == frozenset()
    assert found.above("core") is None


def test_all_members_of_a_lag_are_uplinks():
    """Whether the topology names the LAG or one of them."""
    ports = (port(1, aggregate=9), port(2, aggregate=9), port(3), port(9))
    for named in (1, 9):
        found = around(seen("sw", *ports), uplinks={"sw": End("sw", named)})
        assert found.uplinks("sw") == {1, 2}


def test_a_neighbour_that_announces_itself_is_believed():
    """A switch that we do not read, by its capabilities."""
    neighbour = Neighbour(
        "lldp", 1, name="other", capabilities=("bridge",), capable_bps=GIGABIT
    )
    switch = seen("sw", port(1), port(2), neighbours=(neighbour,))
    end = around(switch).ends("sw")[1]
    assert (end.name, end.capable_bps, end.device) == ("other", GIGABIT, True)
    assert not around(switch).ends("sw")[2].device


def test_a_printer_that_we_read_is_no_device_between_others():
    """But what its one port can do is known."""
    printer = Seen(
        "mfp",
        "",
        0.0,
        Survey(device="mfp", kind="printer", ports=(port(1, capable_bps=FAST),)),
    )
    link = Link(End("mfp", 1), End("sw", 5), 0.9, ())
    end = around(seen("sw", port(5)), printer, links=(link,)).ends("sw")[5]
    assert (end.capable_bps, end.device, end.on) == (FAST, False, None)
    hanging = Attachment("m", End("sw", 5), 0.9, (), device="mfp")
    end = around(seen("sw", port(5)), printer, attachments=(hanging,)).ends("sw")[5]
    assert end.capable_bps == FAST


def test_an_unknown_device_has_no_ends():
    """It was forgotten meanwhile."""
    found = around(uplinks={"gone": End("gone", 1)})
    assert found.ends("gone") == {}
    assert found.uplinks("gone") == frozenset()
    assert found.above("gone") is None
