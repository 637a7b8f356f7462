"""Power over Ethernet."""

import msgspec

from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.rows import oid

PORT = oid("1.3.6.1.2.1.105.1.1.1")
SUPPLY = oid("1.3.6.1.2.1.105.1.3.1.1")


def sent(value):
    """Return *value* as it comes out of JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))


def test_ports_supplies_and_vendor_tables_are_read():
    """Ports by group and number; of a vendor's table only its size."""
    walk = {
        (*PORT, 3, 1, 2): 1,
        (*PORT, 6, 1, 2): 3,
        (*PORT, 3, 1, 1): 2,
        (*PORT, 9, 1, 3): b"a column of no use",
        (*SUPPLY, 2, 1): 370,
        (*SUPPLY, 3, 1): 1,
        (*SUPPLY, 4, 1): 115,
        oid("1.3.6.1.4.1.2011.5.25.195.3.1.10.1"): 0,
    }
    assert sent(read_poe(walk)) == {
        "ports": [
            {
                "group": 1,
                "port": 1,
                "adminEnable": 2,
                "detectionStatus": None,
                "powerClassification": None,
            },
            {
                "group": 1,
                "port": 2,
                "adminEnable": 1,
                "detectionStatus": 3,
                "powerClassification": None,
            },
        ],
        "mainPse": [{"group": 1, "powerW": 370, "operStatus": 1, "consumptionW": 115}],
        "vendorTables": [
            {
                "prefix": "1.3.6.1.4.1.2011.5.25.195.3",
                "mib": "HUAWEI-POE-MIB hwPoePortTable",
                "rows": 1,
            }
        ],
    }


def test_a_switch_without_power_over_ethernet_says_nothing():
    """Not an empty table."""
    assert read_poe({}) is None
    assert read_poe({oid("1.3.6.1.4.1.2011.5.25.195.3"): 1}) is None
