"""Parts that are ports, and what is plugged into them."""

from agent.readers.snmp.rows import oid
from agent.readers.snmp.transceivers import (
    ALIAS_ENTRY,
    IF_INDEX,
    columns,
    port_descriptions,
    port_parts,
    read_transceivers,
)

ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")
NAME = oid("1.3.6.1.2.1.31.1.1.1.1")


def part(index, *, descr, kind, inside=0, name="", model=""):
    """Return the cells of one part."""
    return {
        (*ENTITY, 2, index): descr.encode(),
        (*ENTITY, 4, index): inside,
        (*ENTITY, 5, index): kind,
        (*ENTITY, 7, index): name.encode(),
        (*ENTITY, 13, index): model.encode(),
    }


def test_a_part_is_a_port_by_its_alias_or_its_name():
    """The alias counts first."""
    walk = {
        (*NAME, 101): b"Gi1",
        **part(1, descr="a port", kind=10, name="gi1"),
        **part(2, descr="100/1000BASE-T Port", kind=10, name="Port 2"),
        (*ALIAS_ENTRY, 2, 2, 0): (*IF_INDEX, 102),
        (*ALIAS_ENTRY, 2, 3, 0): (*IF_INDEX, 1, 2),
    }
    assert port_parts(walk) == {1: 101, 2: 102}
    assert port_descriptions(walk) == {101: "a port", 102: "100/1000BASE-T Port"}


def test_a_transceiver_is_the_port_or_lies_in_it():
    """Its model, then what it is; slots and unnamed ones say nothing."""
    walk = {
        **part(1, descr="SFP Slot", kind=5),
        **part(2, descr="1000BaseSX SFP", kind=10, model="GLC-SX-MMD", inside=1),
        **part(3, descr="Gigabit port", kind=10),
        **part(4, descr="SFP-10G-SR", kind=9, model="Unspecified", inside=3),
        **part(5, descr="SFP container", kind=5, inside=3),
        **part(6, descr="10GBASE-LR", kind=9),
        **part(7, descr="the port in it", kind=10, inside=6),
        **part(8, descr="1000BaseLX SFP", kind=10),
    }
    walk |= {(*ALIAS_ENTRY, 2, n, 0): (*IF_INDEX, 100 + n) for n in (2, 3, 7)}
    assert read_transceivers(walk) == {
        102: "GLC-SX-MMD 1000BaseSX SFP",
        103: "SFP-10G-SR",
        107: "10GBASE-LR",
    }
    assert len(columns()) == 1
