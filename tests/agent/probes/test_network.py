"""The probe of the network interfaces."""

import pytest

from agent.probe import NoData
from agent.probes.network import NetworkProbe
from agent.sources.shapes import Interface
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        NetworkProbe(
            read=lambda: [
                Interface("eth0", {"receive_bytes": 5}, 125e6, False, 1500, True)
            ]
        ).read()
    )
    assert found == {
        ("hatang_network_receive_bytes_total", "eth0"): 5,
        ("hatang_network_speed_bytes", "eth0"): 125000000.0,
        ("hatang_network_full_duplex", "eth0"): 0,
        ("hatang_network_mtu_bytes", "eth0"): 1500,
        ("hatang_network_up", "eth0"): 1,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(NetworkProbe(read=list).read())
