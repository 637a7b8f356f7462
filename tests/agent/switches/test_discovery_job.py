"""Discovery in the running agent: facts, events, and devices to watch."""

import pytest

from agent.shared.address_ranges import RangeError
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.toml import SettingsError
from agent.sources.snmp.credential import Community
from agent.switches.discovery import Discovery
from agent.switches.discovery_job import DiscoveryJob
from agent.switches.proposals import FACT_KIND, Proposal

READ = Community("read", Secret("hush"))
NEW = Proposal("192.0.2.2", "sw", "switch", credential="read", addresses=("192.0.2.2",))
KNOWN = Proposal("192.0.2.1", "core", known="core", addresses=("192.0.2.1",))
CORE = DeviceSettings("core", "192.0.2.1")


class Told:
    """What a job told, and what it searched for."""

    def __init__(self, found=(KNOWN, NEW), before=None, **settings):
        self.facts, self.events, self.watched, self.plans = [], [], [], []
        self.found = found
        self.credentials = [READ]
        wanted = {"ranges": ("192.0.2.0/29",), "devices": (CORE,), **settings}
        self.job = DiscoveryJob(
            SwitchSettings(**wanted),
            credentials=self._credentials,
            search=self._search,
            tell_facts=self.facts.append,
            tell_event=self.events.append,
            watch=self.watched.append,
            before=before or {},
        )

    def _credentials(self):
        if isinstance(self.credentials, Exception):
            raise self.credentials
        return self.credentials

    def _search(self, plan, credentials):
        self.plans.append(plan)
        assert list(credentials) == [READ]
        if isinstance(self.found, Exception):
            raise self.found
        return Discovery(6, tuple(self.found), problems={"192.0.2.3": "no answer"})


def test_what_is_new_becomes_a_fact_and_one_event():
    """What stands in the settings is neither; a second run tells no event again."""
    told = Told()
    told.job.run()
    told.job.run()
    assert [list(facts[FACT_KIND]) for facts in told.facts] == [["192.0.2.2"]] * 2
    [event] = told.events
    assert event.kind == "device_found"
    assert event.attributes["address"] == "192.0.2.2"
    assert not told.watched
    assert told.plans[0].neighbours
    assert told.plans[0].known["192.0.2.1"] == "core"


def test_what_an_earlier_process_proposed_is_not_told_again():
    """Its facts were kept."""
    first = Told()
    first.job.run()
    told = Told(before=first.facts[0])
    told.job.run()
    assert not told.events
    assert told.facts


def test_a_device_that_is_gone_is_proposed_no_more():
    """The facts are those of the last run."""
    told = Told()
    told.job.run()
    told.found = [KNOWN]
    told.job.run()
    assert told.facts[-1] == {FACT_KIND: {}}


def test_found_devices_are_watched_where_the_settings_want_it():
    """Each by a name that it keeps, also where two call themselves alike."""
    twin = Proposal("192.0.2.4", "sw", credential="read", addresses=("192.0.2.4",))
    told = Told((NEW, KNOWN), watch_found=True)
    told.job.run()
    told.found = (twin, NEW)
    told.job.run()
    first, second = told.watched
    assert first == [DeviceSettings("sw", "192.0.2.2", "read")]
    assert second == [DeviceSettings("sw 192.0.2.4", "192.0.2.4", "read"), first[0]]


@pytest.mark.parametrize("failure", [RangeError("large"), ImportError("pysnmp")])
def test_what_cannot_be_done_now_is_left_for_the_next_time(failure, caplog):
    """With a word in the log; the facts stay."""
    told = Told(failure)
    told.job.run()
    assert not told.facts
    assert str(failure) in caplog.text
    told.found = [NEW]
    told.job.run()
    assert told.facts


def test_without_credentials_or_ranges_nothing_is_asked(caplog):
    """A secret file that cannot be read is a word in the log."""
    told = Told()
    told.credentials = []
    told.job.run()
    told.credentials = SettingsError("chmod 600")
    told.job.run()
    assert "chmod 600" in caplog.text
    other = Told(ranges=())
    other.job.run()
    assert not told.plans
    assert not other.plans
