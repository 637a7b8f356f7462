"""A search over the real way of packets, and what the settings know already."""

from itertools import pairwise

from agent.shared.address_ranges import parse_ranges
from agent.shared.secret import Secret
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.sources.snmp.credential import Community
from agent.switches.discovery import Plan
from agent.switches.searching import Manners, known_devices, search
from tests.support.snmp_network import PORT, Box, FakeNetwork, system

READ = Community("read", Secret("hush"))
QUICK = Manners(per_s=500.0, timeout_s=0.3)


def test_who_answered_the_sweep_is_read_over_the_network():
    """Here it is gone meanwhile: nobody listens at that port of loopback."""
    network = FakeNetwork({"127.0.0.9": Box(system("a"), "hush")})
    plan = Plan(parse_ranges(["127.0.0.9-11"]), port=PORT)
    found = search(plan, [READ], QUICK, network, network.monotonic)
    assert list(found.problems) == ["127.0.0.9"]
    assert found.asked == 3
    times = [at for at, _ in network.sent]
    assert all(later - earlier > 0.00199 for earlier, later in pairwise(times))
    assert len(times) == 1 + 2 * 2  # the silent are asked once more


def test_known_devices_stand_under_all_their_addresses():
    """Names are resolved; what cannot be is passed over."""
    settings = SwitchSettings(
        devices=(
            DeviceSettings("one", "192.0.2.1:1161"),
            DeviceSettings("six", "[2001:db8::1]:1161"),
            DeviceSettings("own", "localhost"),
            DeviceSettings("bad", "a b"),
        )
    )
    known = known_devices(settings)
    assert known["192.0.2.1"] == "one"
    assert known["2001:db8::1"] == "six"
    assert "own" in {known.get("127.0.0.1"), known.get("::1")}
    assert "bad" not in known.values()
