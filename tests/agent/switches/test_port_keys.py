"""The keys of ports."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import oid
from agent.switches.port_keys import port_keys

DESCR = (*oid("1.3.6.1.2.1.2.2.1"), 2)
NAME = (*oid("1.3.6.1.2.1.31.1.1.1"), 1)


def keys(names, descriptions=()):
    """Return the keys of ports 1, 2, … with these names and descriptions."""
    walk = {(*NAME, i): text.encode() for i, text in enumerate(names, 1)}
    walk |= {(*DESCR, i): text.encode() for i, text in enumerate(descriptions, 1)}
    return list(port_keys(read_ports(walk)).values())


def test_a_port_is_called_by_its_name():
    """IfDescr is longer and not needed then."""
    assert keys(["Gi1", "Gi2"], ["GigabitEthernet1", "GigabitEthernet2"]) == [
        "Gi1",
        "Gi2",
    ]


def test_where_names_are_missing_or_the_same_the_description_counts():
    """And where that tells nothing, either, the ifIndex."""
    assert keys(["", "p", "p"], ["one", "two", "two"]) == ["one", "2", "3"]
    assert keys(["p", "p"], ["one", "two"]) == ["one", "two"]


def test_a_key_that_another_port_has_is_not_given_twice():
    """Neither a description that is another's name nor a number that is one."""
    assert keys(["a", "", ""], ["x", "a", "y"]) == ["a", "2", "y"]
    assert keys(["2", "", ""], ["", "", ""]) == ["2", "#2", "3"]


@given(st.lists(st.tuples(st.text("12#a", max_size=2), st.text("12#a", max_size=2))))
def test_no_two_ports_have_the_same_key(pairs):
    """Whatever the device calls them, and no key is empty."""
    found = keys([name for name, _ in pairs], [descr for _, descr in pairs])
    assert len(set(found)) == len(found) == len(pairs)
    assert all(found)
