"""The counters of one port."""

import time

import msgspec
import pytest

from agent.shared.switch_settings import (
    CredentialSettings,
    DeviceSettings,
    SwitchSettings,
)
from agent.sources.snmp.asker import Asker
from agent.switches.port_traffic import PortTraffic
from tests.support.snmp_device import CountingDevice
from tests.support.snmp_exchange import FakeExchange


@pytest.fixture
def settings(tmp_path):
    """Return the settings of one device."""
    secret = tmp_path / "community"
    secret.write_text("public")
    secret.chmod(0o600)
    return SwitchSettings(
        credentials=(CredentialSettings("read", community_file=secret),),
        devices=(DeviceSettings("gateway", "192.0.2.1"),),
    )


def traffic(settings, device):
    """Return what reads ports of *device*."""
    return PortTraffic(
        settings, lambda *_: Asker(FakeExchange(device.walk()), time.monotonic)
    )


@pytest.mark.parametrize(("wide", "more"), [(True, 5000), (False, 5000)])
def test_a_port_is_read_by_its_name(settings, wide, more):
    """Its 64-bit counters, where there are."""
    device = CountingDevice(ports=4, wide=wide)
    read = traffic(settings, device).reader("gateway", "Gi2")
    before = read()
    device.traffic(2, octets=more)
    device.traffic(3, octets=9 * more)
    after = read()
    assert after.down_bytes - before.down_bytes == more


def test_rows_that_change_their_numbers_are_found_again(settings):
    """A device may number them anew when it restarts."""
    device = CountingDevice(ports=4)
    read = traffic(settings, device).reader("gateway", "Gi1")
    read()
    device.restart(renumber=True)
    device.traffic(1, octets=900)
    assert read().down_bytes == 907


def test_what_is_not_there_is_unknown(settings):
    """A port, a device, a credential."""
    device = CountingDevice(ports=4)
    assert traffic(settings, device).reader("gateway", "Gi9")() is None
    assert traffic(settings, device).reader("other", "Gi1")() is None
    none = msgspec.structs.replace(settings, credentials=())
    assert traffic(none, device).reader("gateway", "Gi1")() is None
