"""A survey within its bounds."""

import msgspec

from agent.shared.survey import (
    MOST_BYTES,
    MOST_STATIONS,
    Address,
    Module,
    Port,
    Station,
    Survey,
)
from agent.switches.survey_size import fitted

MANY = MOST_STATIONS + 10


def mac(number):
    """Return a MAC."""
    return f"02:00:00:{number >> 16:02x}:{number >> 8 & 255:02x}:{number & 255:02x}"


def size(survey):
    """Return what it is as JSON."""
    return len(msgspec.json.encode(survey))


def test_what_fits_is_left_alone():
    """Nothing is incomplete then."""
    survey = Survey(device="x", ports=(Port(index=1, key="1", tagged=(1, 2)),))
    assert fitted(survey) is survey


def test_too_many_stations_lose_those_of_the_busiest_port():
    """An uplink shows what other switches know better."""
    uplink = [Station(mac(n), 1) for n in range(MANY)]
    desk = [Station(mac(MANY + n), 2 + n) for n in range(50)]
    found = fitted(Survey(device="x", stations=(*uplink, *desk)))
    assert found.incomplete == ("stations",)
    assert set(desk) <= set(found.stations)
    assert size(found) <= MOST_BYTES


def test_long_lists_of_vlans_go_first():
    """A trunk of all VLANs says little."""
    ports = tuple(
        Port(index=n, key=str(n), tagged=tuple(range(1, 4000))) for n in range(40)
    )
    found = fitted(Survey(device="x", ports=ports))
    assert found.incomplete == ("tagged",)
    assert len(found.ports) == 40


def test_parts_without_a_serial_number_go_next():
    """Then rows of whatever list is the longest."""
    parts = tuple(Module(index=n, description="d" * 900) for n in range(900))
    named = (Module(index=1000, serial="S"),)
    found = fitted(Survey(device="x", modules=(*parts, *named)))
    assert found.modules == named
    hosts = tuple(Address(f"10.0.{n // 250}.{n % 250}", mac(n)) for n in range(7000))
    found = fitted(Survey(device="x", hosts=hosts), 100_000)
    assert found.incomplete == ("hosts",)
    assert 1000 < len(found.hosts) < 7000
    assert size(found) <= 100_000


def test_what_cannot_be_cut_is_left():
    """A bound below the device's own name is no reason to go on for ever."""
    assert fitted(Survey(device="x" * 200), 10).device
