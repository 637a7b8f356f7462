"""The readers of ports, parts and identity on walks of wrong types and huge numbers."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY, read_entity
from agent.readers.snmp.identity import read_identity
from agent.readers.snmp.poe import MAIN_PSE_ENTRY, PSE_PORT_ENTRY, read_poe
from agent.readers.snmp.ports import (
    DOT3_STATS_ENTRY,
    IF_ENTRY,
    IFX_ENTRY,
    read_ports,
)
from agent.readers.snmp.profiles import shipped
from agent.readers.snmp.rows import oid
from agent.readers.snmp.system import SYSTEM, read_system, read_uptime_s

READERS = (
    read_system,
    read_uptime_s,
    read_ports,
    read_entity,
    read_poe,
    read_identity,
)
NAMED = sorted(
    {
        oid(source.removesuffix(".*"))
        for profile in shipped().profile
        for rule in (
            *profile.hardware,
            *profile.version,
            *profile.serial,
            *profile.features,
        )
        for source in rule.take
        if source[0].isdigit()
    }
)
OBJECTS = sorted({oid(o) for profile in shipped().profile for o in profile.objects})
TABLES = [
    IF_ENTRY,
    IFX_ENTRY,
    DOT3_STATS_ENTRY,
    ENT_PHYSICAL_ENTRY,
    PSE_PORT_ENTRY,
    MAIN_PSE_ENTRY,
]
ARC = st.integers(0, (1 << 32) - 1)
ODD = st.one_of(
    st.integers(),
    st.sampled_from([0, -1, (1 << 32) - 1, 1 << 64, 10**5000]),
    st.binary(max_size=40),
    st.sampled_from([b"", b"\0", b"\xff" * 6, b" " * 2000, b"\nHP " * 500]),
    st.lists(ARC, max_size=6).map(tuple),
)
CELL = st.one_of(
    st.tuples(st.sampled_from(TABLES), st.integers(0, 24), st.integers(0, 3)).map(
        lambda c: (*c[0], c[1], c[2])
    ),
    st.tuples(
        st.sampled_from([SYSTEM, *TABLES, *NAMED]), st.lists(ARC, max_size=4)
    ).map(lambda c: (*c[0], *c[1])),
    st.integers(0, 9).map(lambda arc: (*SYSTEM, arc, 0)),
    st.sampled_from(NAMED),
)
DEVICE = st.sampled_from(OBJECTS).map(lambda found: {(*SYSTEM, 2, 0): found})


@pytest.mark.parametrize("read", READERS)
@given(walk=st.dictionaries(CELL, ODD, max_size=30), device=DEVICE)
def test_any_walk_gives_a_value_that_can_be_sent(read, walk, device):
    """Whatever a device says, a reader neither fails nor makes what JSON cannot hold."""
    msgspec.json.encode(read({**walk, **device}))
