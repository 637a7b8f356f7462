"""What sort a device is."""

from agent.readers.snmp.device_kind import device_kind
from agent.readers.snmp.rows import oid


def test_the_profile_of_a_system_tells_its_sort():
    """And nothing tells of a device that says nothing."""
    assert device_kind({oid("1.3.6.1.2.1.1.1.0"): b"pfSense 2.4"}) == "firewall"
    assert device_kind({}) == "other"
