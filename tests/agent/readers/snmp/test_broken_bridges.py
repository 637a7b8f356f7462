"""What a broken or hostile device may say of its neighbours and addresses."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.snmp.cdp import read_cdp
from agent.readers.snmp.fdb import read_fdb
from agent.readers.snmp.learned import learned
from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.rows import oid
from agent.readers.snmp.vlans import read_vlans

TABLES = [
    oid(entry)
    for entry in (
        "1.0.8802.1.1.2.1.3.7.1",
        "1.0.8802.1.1.2.1.4.1.1",
        "1.3.6.1.2.1.2.2.1",
        "1.3.6.1.2.1.17.1.4.1",
        "1.3.6.1.2.1.17.4.3.1",
        "1.3.6.1.2.1.17.7.1.2.2.1",
        "1.3.6.1.2.1.17.7.1.4.2.1",
        "1.3.6.1.2.1.17.7.1.4.3.1",
        "1.3.6.1.2.1.31.1.1.1",
        "1.3.6.1.4.1.9.9.23.1.2.1.1",
        "1.3.6.1.4.1.9.9.46.1.3.1.1",
        "1.3.6.1.4.1.2011.5.25.42.2.1.3.1",
    )
]
NUMBERS = st.integers(0, 7) | st.integers() | st.sampled_from([49153, 1 << 32, 1 << 70])
PARTS = st.lists(st.integers(0, 9) | NUMBERS, max_size=9).map(tuple)
NAMES = st.builds(
    lambda entry, column, index: (*entry, column, *index),
    st.sampled_from(TABLES),
    st.integers(0, 19),
    PARTS
    | st.sampled_from([1, 2, 3, 7, 8, 9]).flatmap(
        lambda size: st.tuples(*[st.integers(0, 6)] * size)
    ),
)
VALUES = NUMBERS | st.binary(max_size=20) | PARTS | st.text(max_size=8).map(str.encode)
WALKS = st.dictionaries(st.sampled_from(TABLES) | NAMES | PARTS, VALUES, max_size=40)


@given(WALKS, st.dictionaries(st.integers(1, 4094), WALKS, max_size=2))
def test_any_walk_reads_as_a_value_that_can_be_sent(walk, contexts):
    """Wrong types, lengths and numbers cost no more than their row."""
    for read in (
        read_lldp,
        read_cdp,
        read_vlans,
        lambda walk: read_fdb(walk, contexts),
        lambda walk: learned(walk, contexts),
    ):
        try:
            found = read(walk)
        except ReadError:
            continue
        msgspec.json.encode(found)
