"""What neighbours say they are."""

from agent.readers.snmp.capabilities import of_cdp, of_lldp


def test_lldp_counts_bits_from_the_highest():
    """Bridge is the third, router the fifth."""
    assert of_lldp(b"\x28\x00") == ("bridge", "router")
    assert of_lldp(b"\x11") == ("wlan_access_point", "station")
    assert of_lldp(b"28 2 4") == ("bridge", "router")
    assert of_lldp(b"") == of_lldp(None) == of_lldp(40) == ()


def test_cdp_has_a_number_of_flags():
    """Several of them are bridges."""
    assert of_cdp(b"\x00\x00\x00\x29") == ("router", "bridge")
    assert of_cdp(b"\x00\x00\x04\x90") == ("station", "telephone")
    assert of_cdp(0x08) == ("bridge",)
    assert of_cdp(-1) == of_cdp(b"x" * 9) == of_cdp(None) == ()
