"""Which hosts are asked."""

from agent.paths.targets import MOST_TARGETS, Around, Target, targets
from agent.shared.path_settings import LineSettings, PathSettings

AROUND = Around("10.0.0.1", ("10.0.0.53",))
URLS = ("https://collector.example:9847", "https://10.0.0.9")
LINE = LineSettings(
    "main",
    operator=("198.51.100.1",),
    domestic=("one.example",),
    international=("two.example",),
    dns=("198.51.100.53",),
    dns_name="portal.example",
    source="10.0.0.7",
)


def test_every_machine_asks_gateway_collector_and_resolvers():
    """The collector at the port that its address names, if ICMP does not work."""
    found = targets(PathSettings(interval_s=7), (), URLS, AROUND)
    assert [(one.host, one.role, one.port, one.interval_s) for one in found] == [
        ("10.0.0.1", "gateway", 443, 7),
        ("collector.example", "collector", 9847, 7),
        ("10.0.0.9", "collector", 443, 7),
        ("10.0.0.53", "dns", 443, 7),
    ]
    assert all(one.line == "" for one in found)


def test_a_collector_on_this_machine_is_no_way():
    """Nor is there a gateway everywhere."""
    here = ("https://127.0.0.1:9847", "https://localhost", "https://[::1]:9847")
    assert targets(PathSettings(), (), here, Around(None)) == []


def test_a_line_is_asked_from_near_to_far():
    """Its gateway is the default one, unless it has its own."""
    found = targets(PathSettings(enabled=False), (LINE,), URLS, AROUND)
    assert [one.role for one in found] == [
        *("gateway", "operator", "domestic", "international", "dns"),
    ]
    assert {(one.line, one.source, one.interval_s) for one in found} == {
        ("main", "10.0.0.7", 1.0)
    }
    assert found[0].host == "10.0.0.1"
    assert found[-1]._replace(source=None) == Target(
        "198.51.100.53", "dns", "main", "dns", 443, "portal.example", None, 1.0
    )
    own = LineSettings("b", gateway="10.1.0.1", operator=("198.51.100.1",))
    assert targets(PathSettings(), (own,), (), AROUND)[0].host == "10.1.0.1"


def test_there_is_an_end_to_it():
    """Twice named is asked once, and there are at most forty."""
    lines = [
        LineSettings(f"l{n}", domestic=tuple(f"h{n}{m}" for m in range(8)))
        for n in range(8)
    ]
    assert len(targets(PathSettings(), lines, URLS, AROUND)) == MOST_TARGETS
    twice = PathSettings(peers=("a", "a"))
    assert len(targets(twice, (), (), Around(None))) == 1
