"""Physical parts."""

from agent.readers.snmp.entity import Part, read_entity
from agent.readers.snmp.rows import oid

ENTRY = oid("1.3.6.1.2.1.47.1.1.1.1")


def test_chassis_are_told_from_other_parts():
    """All parts with a class count; texts that are empty are none."""
    walk = {
        (*ENTRY, 5, 2001): 3,
        (*ENTRY, 5, 1001): 3,
        (*ENTRY, 5, 1002): 9,
        (*ENTRY, 2, 1003): b"a part without a class",
        (*ENTRY, 2, 1001): b"24 ports",
        (*ENTRY, 11, 1001): b"FOC0001",
        (*ENTRY, 13, 1001): b"",
    }
    found = read_entity(walk)
    assert found is not None
    assert found.rows == 3
    assert found.chassis == (
        Part(1001, "24 ports", None, None, None, "FOC0001", None),
        Part(2001, None, None, None, None, None, None),
    )


def test_parts_without_any_class_are_not_told():
    """Nor is a device without the table."""
    assert read_entity({(*ENTRY, 2, 1): b"box"}) is None
    assert read_entity({}) is None
