"""Sensors of ENTITY-MIB."""

import pytest

from agent.readers.snmp.entity_sensors import (
    CISCO_SENSOR_ENTRY,
    SENSOR_ENTRY,
    columns,
    read_sensors,
    sensor_columns,
)
from agent.readers.snmp.rows import oid

ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")


def sensor(kind, scale, precision, value, *, status=1, entry=SENSOR_ENTRY):
    """Return the cells of sensor 5."""
    told = enumerate((kind, scale, precision, value, status), 1)
    return {(*entry, column, 5): cell for column, cell in told}


@pytest.mark.parametrize(
    ("cells", "kind", "value"),
    [
        (sensor(8, 9, 0, 41), "celsius", 41),
        (sensor(8, 9, 1, 346), "celsius", 34.6),
        (sensor(8, 8, 3, 27375), "celsius", 0.027375),
        (sensor(4, 8, 0, 3300), "volts", 3.3),
        (sensor(6, 10, 0, 2), "watts", 2000),
        (sensor(5, 8, 1, 61), "amperes", 0.0061),
        (sensor(10, 9, 0, 4136), "rpm", 4136),
        (sensor(14, 9, 1, -50), "dbm", -5),
        (sensor(8, 99, 0, 20), "celsius", 20),
        (sensor(8, 9, 0, 1_000_000_000), "celsius", None),
        (sensor(8, 9, 0, 20, status=2), "celsius", None),
        (sensor(8, 9, 0, b"20"), "celsius", None),
    ],
)
def test_a_value_has_a_scale_and_a_precision(cells, kind, value):
    """Powers of a thousand, and digits behind the point."""
    (found,) = read_sensors(cells)
    assert (found.kind, found.value) == (kind, value)


def test_a_sensor_says_whether_it_works():
    """One that cannot be read now is neither well nor broken."""
    states = {1: True, 2: None, 3: False, 9: None}
    for status, ok in states.items():
        assert read_sensors(sensor(8, 9, 0, 1, status=status))[0].ok is ok


def test_names_and_places_are_those_of_entity_mib():
    """A sensor in a port is a transceiver's."""
    walk = {
        **sensor(8, 9, 0, 30),
        (*ENTITY, 7, 5): b"Te1 Temperature",
        (*ENTITY, 4, 5): 4,
        (*ENTITY, 5, 4): 9,
        (*ENTITY, 4, 4): 3,
        (*ENTITY, 5, 3): 10,
    }
    (found,) = read_sensors(walk)
    assert (found.name, found.of_port) == ("Te1 Temperature", True)
    walk[(*ENTITY, 4, 4)] = 4
    assert read_sensors(walk)[0].of_port is False


def test_the_standard_counts_before_cisco_and_unknown_kinds_are_left_out():
    """Of the same sensor there is one."""
    cisco = sensor(8, 9, 0, 30, entry=CISCO_SENSOR_ENTRY)
    assert read_sensors(cisco)[0].value == 30
    assert read_sensors({**cisco, **sensor(8, 9, 0, 31)})[0].value == 31
    assert read_sensors(sensor(2, 9, 0, 31)) == ()
    assert set(sensor_columns()) < set(columns())
