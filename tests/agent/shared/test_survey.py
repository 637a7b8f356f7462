"""Tests for ``agent.shared.survey``: small on the wire, and read again as it was."""

import msgspec
import pytest

from agent.shared.survey import Address, Neighbour, Poe, Port, Station, Survey

SURVEY = Survey(
    device="sw1",
    kind="switch",
    ports=(
        Port(1, "Gi0/1", link="up", poe=Poe(enabled=True, class_=3), tagged=(10, 20)),
    ),
    neighbours=(Neighbour("lldp", 1, chassis="00:11:22:33:44:55"),),
    stations=(Station("00:11:22:33:44:66", 1, 10),),
    hosts=(Address("192.0.2.7", "00:11:22:33:44:66"),),
    vlans=((10, "office"),),
)


def test_what_is_written_is_read_again():
    """Nothing is lost on the way, and the class of a PoE port is called class."""
    body = msgspec.json.encode(SURVEY)
    assert msgspec.json.decode(body, type=Survey) == SURVEY
    assert b'"class":3' in body


def test_what_a_device_does_not_say_does_not_travel():
    """A station is three values in a row; absent attributes cost nothing."""
    assert msgspec.json.encode(SURVEY.stations[0]) == (
        b'["00:11:22:33:44:66",1,10,false]'
    )
    assert msgspec.json.encode(Port(7, "7")) == b'{"index":7,"key":"7"}'


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"device":"a","kind":"toaster"}',
        b'{"device":"a","ports":[{"index":-1,"key":"x"}]}',
        b'{"device":"a","stations":[["m",1,5000,false]]}',
    ],
)
def test_other_shapes_are_refused(body):
    """A survey without a device, or with impossible numbers, is none."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=Survey)
