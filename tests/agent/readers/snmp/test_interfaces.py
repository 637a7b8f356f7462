"""Interfaces and their unique names."""

from agent.readers.snmp.interfaces import Interfaces
from agent.readers.snmp.rows import oid

IF, IFX = oid("1.3.6.1.2.1.2.2.1"), oid("1.3.6.1.2.1.31.1.1.1")


def test_interfaces_are_in_either_table():
    """Some devices number the two differently; unknown columns make no interface."""
    found = Interfaces({(*IF, 8, 1): 1, (*IFX, 1, 9): b"gi9", (*IF, 99, 5): 1})
    assert found.indexes == {1, 9}


def test_a_name_counts_if_one_interface_has_it():
    """Upper and lower case are one name."""
    found = Interfaces(
        {
            (*IF, 2, 1): b"Port",
            (*IF, 2, 2): b"port",
            (*IF, 2, 3): b"Uplink",
            (*IF, 2, 4): b"",
        }
    )
    assert found.named == {"uplink": 3}


def test_a_name_counts_before_a_description_and_that_before_an_alias():
    """A person may write the name of one port as the alias of another."""
    found = Interfaces(
        {
            (*IFX, 18, 1): b"gi2",
            (*IFX, 1, 2): b"gi2",
            (*IFX, 18, 3): b"port 4",
            (*IF, 2, 4): b"port 4",
        }
    )
    assert found.named == {"gi2": 2, "port 4": 4}
