"""What the pages of the LAN read is whole, and read once."""

import asyncio

import msgspec
import pytest

from collector.web.lan.data import LanReader
from tests.support.sample_fleet import NOW
from tests.support.sample_lan import CHOSEN, SILENT, id_of, sample_lan


@pytest.fixture(scope="module")
def services():
    """Return the sample's services."""
    return sample_lan()


@pytest.fixture(scope="module")
def reader(services):
    """Return a reader of them."""
    return LanReader(services)


def test_devices_have_state_place_findings_and_levels(reader):
    """And machines their names."""
    lan = asyncio.run(reader.measured(reader.lan(NOW), NOW))
    assert lan.devices[id_of(SILENT)].state == "down"
    assert lan.devices[id_of(SILENT)].last == NOW - 5400
    assert lan.devices[id_of(CHOSEN)].site == "Sở"
    assert lan.devices[id_of(CHOSEN)].worst == "warning"
    assert lan.devices[id_of(CHOSEN)].levels.cpu_ratio is not None
    assert any(machine.name == "PC-VP-01" for machine in lan.machines.values())
    assert reader.lan(NOW).devices[id_of(CHOSEN)].levels.cpu_ratio is None


def test_ways_are_made_once_for_one_topology(reader):
    """They are asked for on most pages."""
    lan = reader.lan(NOW)
    assert len(reader.ways(lan)(id_of(CHOSEN))) == 3
    assert reader.ways(lan).__self__ is reader.ways(lan).__self__


def test_the_use_of_ports_is_read_once_an_hour(services):
    """A map asks for many devices."""
    reader, record = LanReader(services), services.devices.get(id_of(CHOSEN))
    first = reader.uses(record, NOW)
    assert any(use.load_p95 for use in first.values())
    assert reader.uses(record, NOW + 10) is first
    assert reader.uses(record, NOW + 3600) is not first


def test_links_are_as_loaded_as_their_busier_end(reader):
    """Only of the devices that are asked for."""
    lan = reader.lan(NOW)
    loads = reader.loads(lan, lan.devices, NOW)
    assert loads
    assert all(0 <= load <= 1 for load in loads.values())
    assert reader.loads(lan, [], NOW) == {}


def test_what_discovery_found_is_read_when_facts_change(services):
    """Of agents that found something."""
    reader = LanReader(services)
    ((host, facts),) = reader.facts()
    assert host == "SRV-GIAMSAT"
    assert set(facts) == {"device_proposal"}
    assert reader.facts() == [(host, facts)]


def test_events_and_sightings_are_read(reader):
    """Of one device, of one address."""
    assert reader.events(id_of(CHOSEN))
    assert reader.sightings("00:00:00:00:00:00") == []


def test_a_device_without_a_name_has_one(services, reader):
    """The beginning of its id."""
    record = services.devices.get(id_of(CHOSEN))
    nameless = replace_survey(record)
    assert reader.device(nameless, NOW).name


def replace_survey(record):
    """Return *record* of a device that nobody knows."""
    return msgspec.structs.replace(record, id="f" * 32)
