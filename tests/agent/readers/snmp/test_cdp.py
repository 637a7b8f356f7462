"""CDP neighbours."""

import msgspec

from agent.readers.snmp.cdp import read_cdp
from agent.readers.snmp.rows import oid

ENTRY = oid("1.3.6.1.4.1.9.9.23.1.2.1.1")


def test_neighbours_are_read_in_the_order_of_interfaces():
    """An address that is not IPv4 is not shown."""
    found = read_cdp(
        {
            (*ENTRY, 6, 10102, 1): b"sw-2",
            (*ENTRY, 4, 10101, 7): bytes([192, 0, 2, 1]),
            (*ENTRY, 6, 10101, 7): b"sw-1",
            (*ENTRY, 7, 10101, 7): b"Gi0/1",
            (*ENTRY, 8, 10101, 7): b"cisco WS",
            (*ENTRY, 4, 10102, 1): b"0123456789abcdef",
        }
    )
    assert msgspec.json.decode(msgspec.json.encode(found)) == {
        "neighbourCount": 2,
        "neighbours": [
            {
                "ifIndex": 10101,
                "deviceId": "sw-1",
                "devicePort": "Gi0/1",
                "platform": "cisco WS",
                "address": "192.0.2.1",
            },
            {
                "ifIndex": 10102,
                "deviceId": "sw-2",
                "devicePort": None,
                "platform": None,
                "address": None,
            },
        ],
    }


def test_a_device_without_the_table_has_none():
    """Other columns alone, or another index, are no neighbour."""
    assert read_cdp({(*ENTRY, 5, 1, 1): b"IOS", (*ENTRY, 6, 1): b"x"}) is None
