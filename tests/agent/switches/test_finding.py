"""Which credential which device takes."""

from functools import partial

from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community, User
from agent.sources.snmp.sweep import Pace, Sweeper
from agent.switches.finding import Means, find, side_by_side
from tests.support.snmp_network import PORT, Box, FakeNetwork, system

ONE, TWO = Community("one", Secret("first")), Community("two", Secret("second"))
USER, OTHER = User("v3", "monitor"), User("v3 too", "reader")
TARGETS = [Address(f"192.0.2.{last}", PORT) for last in range(1, 5)]


def means(network):
    """Return what finds in *network*."""
    pace = Pace(20.0, network.monotonic)
    sweeper = Sweeper(network, pace, network.monotonic, timeout_s=1.0)
    return Means(sweeper.sweep, network.connect, at_once=2)


def found(boxes, credentials):
    """Return what is found of *boxes*: credentials by host, strangers, the network."""
    network = FakeNetwork({f"192.0.2.{last}": box for last, box in boxes.items()})
    result = find(TARGETS, credentials, means(network))
    names = {address.host: c.name for address, c in result.devices.items()}
    return names, result.strangers, network


def test_the_first_credential_that_is_taken_counts():
    """Whoever was found is not asked by the next one."""
    names, strangers, network = found(
        {1: Box(system("a"), "second"), 3: Box(system("b"), "first")}, [ONE, TWO]
    )
    assert names == {"192.0.2.1": "two", "192.0.2.3": "one"}
    assert not strangers
    assert [host for _, host in network.sent].count("192.0.2.3") == 1


def test_users_are_tried_where_snmpv3_is_spoken():
    """One small question finds out where; then each user in turn."""
    names, strangers, network = found(
        {1: Box(system("a"), user="reader"), 2: Box(system("b"), "first")},
        [USER, OTHER, ONE],
    )
    assert names == {"192.0.2.1": "v3 too", "192.0.2.2": "one"}
    assert not strangers
    assert len(network.opened) == 2
    assert all(exchange.closed for exchange in network.opened)


def test_who_speaks_snmpv3_and_takes_nobody_is_named():
    """With the reason: a wrong key is worth more than silence."""
    names, strangers, _ = found({4: Box(system("a"), user="somebody")}, [USER, ONE])
    assert not names
    assert strangers == {Address("192.0.2.4", PORT): "unknown user"}


def test_progress_names_the_credential():
    """So that a person sees what is going on."""
    told = set()
    network = FakeNetwork({})
    find(
        TARGETS,
        [ONE, USER],
        means(network),
        progress=lambda what, _done, of: told.add((what, of)),
    )
    assert told == {("one", 4), ("v3", 4)}


def test_side_by_side_keeps_the_order():
    """And does nothing for nobody."""
    assert list(side_by_side(partial(pow, 2), [1, 2, 3], 2)) == [2, 4, 8]
    assert list(side_by_side(str, [], 4)) == []
