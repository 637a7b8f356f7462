"""A sweep over a made-up network, on a clock that only waiting moves."""

from itertools import pairwise

from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community
from agent.sources.snmp.greeting import CommunityGreeting
from agent.sources.snmp.sweep import Pace, Sweeper
from tests.support.snmp_network import PORT, Box, FakeNetwork, system

GREETING = CommunityGreeting(Community("read", Secret("hush")))
TARGETS = [Address(f"192.0.2.{last}", PORT) for last in range(1, 101)]


def sweeper(network, per_s=20.0, tries=2):
    """Return a sweeper over *network*."""
    pace = Pace(per_s, network.monotonic)
    return Sweeper(network, pace, network.monotonic, timeout_s=2.0, tries=tries)


def boxes(*lasts):
    """Return devices at those addresses."""
    return {f"192.0.2.{last}": Box(system("a"), "hush") for last in lasts}


def test_who_answers_is_found_and_not_asked_again():
    """The silent are asked a second time, as packets get lost."""
    network = FakeNetwork(boxes(7, 99))
    found = sweeper(network).sweep(TARGETS, GREETING)
    assert found == {TARGETS[6], TARGETS[98]}
    assert len(network.sent) == 100 + 98
    assert [host for _, host in network.sent].count("192.0.2.7") == 1


def test_no_more_questions_are_sent_than_allowed():
    """In any second, over all sweeps of one pace."""
    network = FakeNetwork(boxes(7))
    one = sweeper(network, per_s=20.0)
    one.sweep(TARGETS, GREETING)
    one.sweep(TARGETS[:3], GREETING)
    times = [at for at, _ in network.sent]
    assert all(later - earlier > 0.0499 for earlier, later in pairwise(times))
    assert one.questions == len(times)


def test_a_lost_answer_costs_a_second_question():
    """With one try it is not found."""
    assert sweeper(FakeNetwork(boxes(7), lose=1)).sweep(TARGETS, GREETING)
    network = FakeNetwork(boxes(7), lose=1)
    assert not sweeper(network, tries=1).sweep(TARGETS, GREETING)


def test_an_answer_that_comes_late_still_counts():
    """As long as its round, or the next, goes on."""
    network = FakeNetwork(boxes(1), delay_s=3.0)
    assert sweeper(network).sweep(TARGETS[:1], GREETING) == {TARGETS[0]}


def test_only_who_was_asked_may_answer():
    """Not another address, not another number, not nonsense."""
    network = FakeNetwork({})
    real = network.send

    def send(packet, address):
        other = Address("192.0.2.66", PORT)
        reply = packet.replace(b"\xa0", b"\xa2", 1)
        for data, sender in ((reply, other), (b"?", address), (b"", address)):
            network._coming.append((network.now, data, sender))
        return real(packet, address)

    network.send = send
    assert sweeper(network).sweep(TARGETS[:5], GREETING) == set()


def test_progress_is_told():
    """How many of how many."""
    told = []
    network = FakeNetwork(boxes(*range(1, 101)))
    sweeper(network).sweep(TARGETS, GREETING, lambda done, of: told.append((done, of)))
    assert told[0] == (1, 100)
    assert told[-1] == (100, 100)


def test_who_all_answer_are_not_waited_for():
    """The last answer ends a sweep."""
    network = FakeNetwork(boxes(*range(1, 101)))
    sweeper(network).sweep(TARGETS, GREETING)
    assert network.now < 1000.0 + 100 / 20 + 0.1
