"""A bad line between us and a switch of 52 ports: loss, delay, doubles, forgeries."""

import re

import pytest

from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community, User
from agent.sources.snmp.device import NoAnswerError, Stop
from agent.sources.snmp.opening import connector, open_device
from tests.support.snmpsim import AUTH_KEY, PRIV_KEY, USER, snmpsim
from tests.support.udp_relay import UdpRelay

pytestmark = pytest.mark.system

NAME = "switch"
PORTS = range(1, 53)
SHORT = {7: 2, 8: 2, 13: 65, 14: 65, 19: 65, 20: 65}
LONG = {6: 70, 7: 70, 8: 70, 9: 70, 10: 70, 11: 70, 12: 70, 13: 70, 15: 66, 19: 67}
COLUMNS = {
    **{(*oid("1.3.6.1.2.1.2.2.1"), column): tag for column, tag in SHORT.items()},
    **{(*oid("1.3.6.1.2.1.31.1.1.1"), column): tag for column, tag in LONG.items()},
}
"""What is read each minute: if(HC) counters, states, speed, and their types."""
UPTIME = oid("1.3.6.1.2.1.1.3.0")
CELLS = {
    (*column, port): (1 << 40 if tag == 70 else 1) * (column[-1] * 100 + port)
    for column, tag in COLUMNS.items()
    for port in PORTS
}


@pytest.fixture(scope="module")
def switch(tmp_path_factory):
    """Return the address of an agent that is the switch."""
    data = tmp_path_factory.mktemp("data")
    rows = {(*UPTIME,): (67, 5)}
    rows |= {cell: (COLUMNS[cell[:-1]], value) for cell, value in CELLS.items()}
    lines = [
        f"{'.'.join(map(str, name))}|{tag}|{value}\n"
        for name, (tag, value) in sorted(rows.items())
    ]
    (data / f"{NAME}.snmprec").write_text("".join(lines), encoding="ascii")
    with snmpsim(tmp_path_factory.mktemp("cache"), data=data) as address:
        yield address


COMMUNITY = Community("c", Secret(NAME))
V3 = User("u", USER, "sha", Secret(AUTH_KEY), "aes", Secret(PRIV_KEY), NAME)


def read(address, credential=COMMUNITY, *, timeout_s=1.0, retries=4, times=1):
    """Return what reading the columns gives, again and again."""
    door = connector(address, timeout_s=timeout_s, retries=retries)
    device = open_device([credential], door).device
    try:
        return [device.columns(list(COLUMNS)) for _ in range(times)]
    finally:
        device.close()


def check(found):
    """Nothing is missing, nothing is false."""
    for rows in found:
        assert (rows.stopped, len(rows.values)) == (None, len(CELLS))
        assert rows.values == CELLS


def test_a_tenth_lost_and_half_a_second_of_delay(switch):
    """All 832 values come, each as it is."""
    with UdpRelay(switch, loss=0.1, delay_s=0.5, seed=4) as line:
        check(read(line.address))
        assert line.lost >= 1
        assert len(line.asked) > 15


def test_a_delay_beyond_the_time_out_costs_no_reply(switch):
    """What comes late is the reply to the repeated question."""
    with UdpRelay(switch, delay_s=0.5) as line:
        check(read(line.address, timeout_s=0.3, retries=2))


def test_much_loss_is_survived(switch):
    """Every fourth packet, several times."""
    with UdpRelay(switch, loss=0.25, seed=2) as line:
        check(read(line.address, timeout_s=0.1, retries=6, times=3))


def test_doubled_and_reordered_replies_change_nothing(switch):
    """Each comes three times, and may overtake the others."""
    with UdpRelay(switch, copies=3, jitter_s=0.05) as line:
        check(read(line.address, times=3))


def number(packet):
    """Return where the number of a reply stands and how long it is."""
    place = packet.index(NAME.encode()) + len(NAME)
    found = re.compile(rb"\xa2(?:[\0-\x7f]|\x81.|\x82..)\x02", re.DOTALL)
    match = found.match(packet, place)
    return match.end() + 1, packet[match.end()]


def other_number(packet):
    """Return the reply to another question, with values of its own."""
    start, size = number(packet)
    octet = bytes([packet[start + size - 1] ^ 1])
    return packet[: start + size - 1] + octet + packet[start + size :]


def test_forged_and_foreign_replies_are_passed_over(switch):
    """Rubbish, replies to earlier questions, guesses from elsewhere."""
    kept = []

    def forge(packet):
        kept.append(packet)
        return [b"", b"rubbish", packet[:40], other_number(packet), kept[0][:-1]]

    def foreign(packet):
        guess = packet.replace(NAME.encode(), b"public")
        return [guess, other_number(packet), *kept[-3:-1], packet[:-5]]

    with UdpRelay(switch, forge=forge, foreign=foreign) as line:
        check(read(line.address, times=3))


def test_snmpv3_survives_loss_too(switch):
    """By pysnmp, which asks again with the same message."""
    with UdpRelay(switch, loss=0.1, seed=3) as line:
        check(read(line.address, V3, timeout_s=0.3, retries=5))


@pytest.mark.parametrize("retries", [0, 2])
def test_a_dead_device_costs_its_tries_once(switch, retries):
    """One question, whatever was to be read."""
    with UdpRelay(switch) as line:
        line.dead = True
        with pytest.raises(NoAnswerError):
            read(line.address, timeout_s=0.1, retries=retries)
        assert len(line.asked) == 1 + retries


def test_a_device_that_dies_meanwhile_keeps_what_came(switch):
    """And costs one more question, by which it is found dead."""
    with UdpRelay(switch) as line:
        door = connector(line.address, timeout_s=0.2, retries=1)
        device = open_device([COMMUNITY], door).device
        check([device.columns(list(COLUMNS))])
        line.dead = True
        line.asked.clear()
        with pytest.raises(NoAnswerError):
            device.columns(list(COLUMNS))
        assert len(line.asked) == 4
        line.dead = False
        check([device.columns(list(COLUMNS))])
        device.close()


def test_a_line_that_breaks_half_way_keeps_what_came(switch):
    """And says that it is not whole."""
    with UdpRelay(switch, delay_s=0.02) as line:
        door = connector(line.address, timeout_s=0.2, retries=0)
        device = open_device([COMMUNITY], door).device
        line._forge = lambda _: setattr(line, "dead", len(line.asked) > 6) or ()
        rows = device.columns(list(COLUMNS))
        device.close()
    assert rows.stopped is Stop.SILENCE
    assert 0 < len(rows.values) < len(CELLS)
    assert rows.values.items() <= CELLS.items()


def test_nobody_at_the_address_is_silence():
    """A closed port, which the kernel tells at once, is asked as often."""
    from tests.support.snmpsim import free_udp_port

    with pytest.raises(NoAnswerError):
        read(Address("127.0.0.1", free_udp_port()), timeout_s=0.5, retries=2)
