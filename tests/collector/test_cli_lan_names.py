"""Devices and ports are named as people name them."""

import pytest

from collector.cli_lan_names import LanNames
from collector.cli_options import CommandError
from collector.store.device import DeviceRecord
from tests.support.topology_values import mac, switch


def record(number, name, key, address=""):
    """Return a device as the store keeps it."""
    survey = switch(key, number, name=name, address=address).survey
    return DeviceRecord(f"{number:032x}", "a" * 32, key, float(number), 1.0, survey)


NAMES = LanNames(
    [
        record(1, "sw-loi", "10.0.0.2", "10.0.0.2"),
        record(2, "sw-tang", "tang"),
        record(3, "sw-tang", "tang-2"),
    ]
)


@pytest.mark.parametrize("text", ["sw-loi", "SW-LOI", "10.0.0.2", f"{1:032x}"])
def test_a_device_is_known_by_name_address_and_id(text):
    """In any case of letters."""
    assert NAMES.device(text).survey.name == "sw-loi"


def test_names_that_are_not_unique_are_refused():
    """The one that a person gave, and Prometheus uses, is unique."""
    assert NAMES.device("tang").key == "tang"
    assert NAMES.device(NAMES.name(f"{3:032x}")).key == "tang-2"
    for text in ("sw-tang", "0000"):
        with pytest.raises(CommandError, match="several devices"):
            NAMES.device(text)
    with pytest.raises(CommandError, match="no device is called nobody"):
        NAMES.device("nobody")


def test_a_port_is_known_by_its_names_and_number():
    """Another one is refused with some that are there."""
    device = NAMES.device("sw-loi")
    for text in ("Gi0/2", "GigabitEthernet0/2", "2"):
        assert NAMES.port(device, text).key == "Gi0/2"
    with pytest.raises(CommandError, match=r"no port called Gi0/9.*Gi0/1, Gi0/2"):
        NAMES.port(device, "Gi0/9")
    assert NAMES.key(device.id, 2) == "Gi0/2"
    assert NAMES.key(device.id, 0) == "?"
    assert NAMES.key("nobody", 2) == "?"


def test_the_other_end_is_a_device_or_an_address():
    """A machine has no ports."""
    assert NAMES.other("sw-loi", "2") == (f"{1:032x}", "Gi0/2")
    assert NAMES.other("sw-loi", "") == (f"{1:032x}", "")
    assert NAMES.other(mac(9).upper(), "") == (mac(9), "")
    with pytest.raises(CommandError, match="has no port"):
        NAMES.other(mac(9), "2")
