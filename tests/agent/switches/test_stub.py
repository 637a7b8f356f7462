"""A device that has never answered is told of all the same."""

import msgspec

from agent.shared.survey import MOST_TRIED, Survey
from agent.shared.switch_settings import DeviceSettings
from agent.switches.stub import stub_of


def test_a_stub_says_where_the_device_was_asked_and_how():
    """And what a person said of its place."""
    device = DeviceSettings(name="sw-kho", address="10.0.0.9:1161", room="Kho")
    stub = stub_of(device, ["read", "old"], "no answer")
    assert (stub.device, stub.address, stub.room) == ("sw-kho", "10.0.0.9:1161", "Kho")
    assert (stub.answered, stub.tried) == (False, ("read", "old"))
    assert stub.problems == {"device": "no answer"}
    assert stub.ports == ()


def test_any_settings_make_a_stub_that_can_be_sent():
    """However long its words, and however many credentials there are."""
    device = DeviceSettings(name="x", address="ế" * 5000)
    body = msgspec.json.encode(stub_of(device, ["n" * 300] * 99, "?" * 9999))
    assert len(msgspec.json.decode(body, type=Survey).tried) == MOST_TRIED
