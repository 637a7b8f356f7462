"""What all devices share."""

from agent.shared.wire import Event
from tests.support.watched_devices import Office


def test_an_event_says_on_which_device_it_happened():
    """The report carries it for that device."""
    office = Office("sw1")
    office.shared.tell("sw1", "port_up", "info", {"port": "1"})
    assert office.events == [Event("port_up", 0.0, "info", {"port": "1"}, "sw1")]
