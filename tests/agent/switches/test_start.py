"""The running agent's poller and discovery, put together."""

from agent.composer import Composer
from agent.settings import Settings
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Event, Item
from agent.sources.snmp.credential import Community
from agent.switches.discovery import Plan
from agent.switches.start import connecting, discovery, poller
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


def test_what_discovery_finds_is_told_and_watched(tmp_path):
    """Facts under its own name; devices at once where the settings want that."""
    watching, composer, _ = built(tmp_path, watch_found=True, ranges=("192.0.2.1",))
    settings = SwitchSettings(watch_found=True, ranges=("192.0.2.1",))
    job = discovery(settings, composer, watching, FakeClock())
    job._watch([DeviceSettings("new", "192.0.2.9")])
    assert [watched.name for watched in watching.watched] == ["new"]
    job._tell_facts({"device_proposal": {"192.0.2.9": Item({"name": "new"})}})
    assert composer.facts["device_proposal"]
    assert "discovery" in composer.facts_by_probe
    assert job._search(Plan((), neighbours=False, known={}), []).proposals == ()
    job.run()  # without a credential nothing is asked
