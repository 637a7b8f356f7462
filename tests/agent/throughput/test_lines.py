"""From the settings of lines to what tests them."""

from agent.shared.path_settings import LineSettings
from agent.shared.throughput_settings import ThroughputSettings
from agent.throughput.lines import lines_of, ways_by
from agent.throughput.usage import Traffic
from tests.support.throughput import SERVER, line


def test_only_lines_with_servers_are_tested():
    """With the address that they leave from, and whether they are metered."""
    plain = LineSettings("a", domestic=("192.0.2.1",))
    tested = LineSettings(
        "b",
        domestic=("192.0.2.1",),
        source="192.0.2.9",
        metered=True,
        throughput=ThroughputSettings(servers=(SERVER,)),
    )
    found = lines_of([plain, tested])
    assert [(one.id, one.metered, one.source) for one in found] == [
        ("b", True, "192.0.2.9")
    ]


def test_an_edge_port_takes_the_place_of_this_machine():
    """Where the settings name one."""
    ways = ways_by(lambda device, port: lambda: Traffic(len(device), len(port)))
    at_edge = ways(line(SERVER, edge_device="gateway", edge_port="wan"))
    assert at_edge.traffic() == (7, 3)
    assert ways(line(SERVER)).traffic is None
