"""The running agent's poller, put together."""

from agent.composer import Composer
from agent.settings import Settings
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Event
from agent.sources.snmp.credential import Community
from agent.switches.start import connecting, poller
from tests.support.fake_clock import FakeClock
from tests.support.snmpsim import free_udp_port


def built(folder, **switches):
    """Return the poller of such settings, its composer and how often it was urgent."""
    urgent = []
    clock = FakeClock()
    composer = Composer(clock, tables={}, urgent=lambda: urgent.append(1))
    settings = Settings(data_directory=folder, switches=SwitchSettings(**switches))
    return poller(settings, composer, clock), composer, urgent


def test_events_of_devices_wait_for_the_next_report(tmp_path):
    """A power cut is hundreds of them, and a minute is soon enough."""
    watching, composer, urgent = built(
        tmp_path, devices=(DeviceSettings("sw1", "192.0.2.1"),)
    )
    (watched,) = watching.watched
    watched._shared.event(Event("port_up", device="sw1"))
    assert urgent == []
    assert composer.draft().events[0].device == "sw1"


def test_a_community_is_asked_without_pysnmp(tmp_path):
    """Opening needs nobody on the other side."""
    device = DeviceSettings("sw1", f"127.0.0.1:{free_udp_port()}", timeout_s=0.1)
    connect = connecting(SwitchSettings())
    connect(device, Community("c", Secret("public")), 0).close()
