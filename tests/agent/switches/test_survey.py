"""One device as a survey."""

import msgspec
import pytest

from agent.readers.snmp.rows import oid
from agent.shared.survey import MOST_BYTES, Survey
from agent.shared.switch_settings import DeviceSettings
from agent.switches.reading import Collected, collect
from agent.switches.survey import survey_of
from tests.support.snmp_agreement import devices, from_recording

SETTINGS = DeviceSettings(name="sw1", address="10.1.1.1", site="Hà Nội", room="204")


def survey(walk, **more):
    """Return what a device with this *walk* is said to be."""
    collected = Collected(walk, **more)
    return survey_of(collected, SETTINGS, address="10.1.1.1", credential="ro")


def test_a_silent_device_is_its_settings():
    """Everything else is not said."""
    assert survey({}) == Survey(
        device="sw1", site="Hà Nội", room="204", address="10.1.1.1", credential="ro"
    )


def test_the_addresses_of_a_device_are_all_it_may_be_known_by():
    """Its chassis, its bridge, its ports, each once; not those of nobody."""
    walk = {
        oid("1.0.8802.1.1.2.1.3.1.0"): 4,
        oid("1.0.8802.1.1.2.1.3.2.0"): bytes([2, 0, 0, 0, 0, 1]),
        oid("1.3.6.1.2.1.17.1.1.0"): bytes([2, 0, 0, 0, 0, 2]),
        oid("1.3.6.1.2.1.2.2.1.6.1"): bytes([2, 0, 0, 0, 0, 1]),
        oid("1.3.6.1.2.1.2.2.1.6.2"): bytes([2, 0, 0, 0, 0, 3]),
        oid("1.3.6.1.2.1.2.2.1.6.3"): bytes(6),
    }
    found = survey(walk)
    assert found.chassis == "02:00:00:00:00:01"
    assert found.macs == (
        "02:00:00:00:00:01",
        "02:00:00:00:00:02",
        "02:00:00:00:00:03",
    )
    assert found.bridge


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", devices())
def test_a_recorded_device_makes_a_survey_that_its_collector_takes(name):
    """It decodes to the same and is not too large."""
    with from_recording(name) as device:
        collected = collect(device)
    found = survey_of(collected, SETTINGS, address="10.1.1.1", credential="ro")
    document = msgspec.json.encode(found)
    assert len(document) <= MOST_BYTES
    assert msgspec.json.decode(document, type=Survey) == found
    assert found.ports
