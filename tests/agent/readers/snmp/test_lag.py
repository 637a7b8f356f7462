"""Members of aggregates."""

from agent.readers.snmp.lag import (
    AGG_PORT_ENTRY,
    PAGP_ENTRY,
    STACK_ENTRY,
    columns,
    read_aggregates,
)
from agent.readers.snmp.rows import oid

TYPE = oid("1.3.6.1.2.1.2.2.1.3")
PORTS = {(*TYPE, 1): 6, (*TYPE, 2): 6, (*TYPE, 3): 6, (*TYPE, 50): 161, (*TYPE, 51): 53}


def test_the_aggregator_that_a_port_is_attached_to_counts():
    """Before the one that it has selected; 0 and itself are none."""
    walk = {
        **PORTS,
        (*AGG_PORT_ENTRY, 12, 1): 51,
        (*AGG_PORT_ENTRY, 13, 1): 50,
        (*AGG_PORT_ENTRY, 12, 2): 51,
        (*AGG_PORT_ENTRY, 13, 2): 0,
        (*AGG_PORT_ENTRY, 13, 3): 3,
    }
    assert read_aggregates(walk) == {1: 50, 2: 51}


def test_pagp_and_stacked_interfaces_tell_too():
    """Of the latter only those below an aggregate."""
    walk = {
        **PORTS,
        (*PAGP_ENTRY, 8, 1): 51,
        (*PAGP_ENTRY, 8, 2): 2,
        (*STACK_ENTRY, 3, 50, 3): 1,
        (*STACK_ENTRY, 3, 51, 2): 1,
        (*STACK_ENTRY, 3, 0, 50): 1,
        (*STACK_ENTRY, 3, 50, 2): 2,
    }
    assert read_aggregates(walk) == {1: 51, 3: 50}


def test_an_aggregate_that_is_no_interface_is_none():
    """Nor a port that is one of the members itself."""
    walk = {**PORTS, (*AGG_PORT_ENTRY, 13, 1): 99, (*AGG_PORT_ENTRY, 13, 2): 1}
    assert read_aggregates(walk) == {}
    assert len(columns()) == 4
