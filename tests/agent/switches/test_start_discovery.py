"""The running agent's discovery, put together."""

from agent.composer import Composer
from agent.settings import Settings
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Item
from agent.switches.discovery import Plan
from agent.switches.start import poller
from agent.switches.start_discovery import discovery
from tests.support.fake_clock import FakeClock


def test_what_discovery_finds_is_told_and_watched(tmp_path):
    """Facts under its own name; devices at once where the settings want that."""
    clock = FakeClock()
    composer = Composer(clock, tables={})
    switches = SwitchSettings(watch_found=True, ranges=("192.0.2.1",))
    settings = Settings(data_directory=tmp_path, switches=switches)
    watching = poller(settings, composer, clock)
    job = discovery(switches, composer, watching, clock)
    job._watch([DeviceSettings("new", "192.0.2.9")])
    assert [watched.name for watched in watching.watched] == ["new"]
    job._tell_facts({"device_proposal": {"192.0.2.9": Item({"name": "new"})}})
    assert composer.facts["device_proposal"]
    assert "discovery" in composer.facts_by_probe
    assert job._search(Plan((), neighbours=False, known={}), []).proposals == ()
    job.run()  # without a credential nothing is asked
