"""What every ``SnmpDevice`` keeps to: one made of a walk, and both ways to snmpsim.

The device is made by hand: no maker's, and odd where real ones are.
"""

import pytest

from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import NoAnswerError, SnmpError, Stop
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.line import Line
from agent.sources.snmp.pysnmp_exchange import PysnmpExchange, Session
from agent.sources.snmp.udp_exchange import UdpExchange
from tests.support.snmp_exchange import recorded
from tests.support.snmpsim import snmpsim

RECORDING = (
    "1.3.6.1.2.1.1.1.0|4x|a1a2ff00\n"
    "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.424242.1\n"
    "1.3.6.1.2.1.1.3.0|67|4294967295\n"
    "1.3.6.1.2.1.1.5.0|4|\n"
    "1.3.6.1.2.1.2.2.1.8.1|2|-1\n"
    "1.3.6.1.2.1.4.20.1.1.1|64|192.0.2.1\n"
    "1.3.6.1.2.1.17.4.3.1.2.9|2|9\n"  # steps back, as some forwarding tables do
    "1.3.6.1.2.1.17.4.3.1.2.2|2|2\n"
    "1.3.6.1.2.1.17.4.3.1.2.5|2|5\n"
    "1.3.6.1.2.1.31.1.1.1.6.1|70|18446744073709551615\n"
    + "".join(f"1.3.6.1.4.1.424242.2.{n}|66|{n}\n" for n in range(1, 200))
    + "".join(
        f"1.3.6.1.4.1.424242.3.1.{column}.{n}|65|{column}\n"
        for column in range(1, 21)
        for n in range(1, 31)
        if n % column != column // 2  # holes, and columns of different lengths
    )
)
MADE = oid("1.3.6.1.4.1.424242.2")
HOLES = oid("1.3.6.1.4.1.424242.3.1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the recording, and one of its VLAN 7."""
    folder = tmp_path_factory.mktemp("recordings")
    (folder / "odd.snmprec").write_text(RECORDING, encoding="ascii")
    inside = RECORDING.replace(".31.1.1.1.6.1|70|18446744073709551615", ".31.2|2|7")
    (folder / "odd@7.snmprec").write_text(inside, encoding="ascii")
    return folder


@pytest.fixture(scope="module")
def agent(folder, tmp_path_factory):
    """Return the address of an agent that is the device."""
    with snmpsim(tmp_path_factory.mktemp("cache"), data=folder) as address:
        yield address


def by_pysnmp(address, credential):
    """Return an exchange as for SNMPv3 users."""
    session = Session(address, timeout_s=0.5, retries=2)
    return PysnmpExchange(session, credential)


def by_our_own(address, credential):
    """Return an exchange as for communities."""
    return UdpExchange(Line(address), credential, timeout_s=0.5, retries=2)


WAYS = {"pysnmp": by_pysnmp, "our own packets": by_our_own}
SYSTEM = pytest.mark.system


@pytest.fixture(
    scope="module",
    params=["a walk", *(pytest.param(way, marks=SYSTEM) for way in WAYS)],
)
def opener(request, folder):
    """Return what opens the device with these limits."""
    if request.param == "a walk":
        return lambda limits=None: Asker(recorded("odd", folder), lambda: 0.0, limits)
    address = request.getfixturevalue("agent")

    def open_(limits=None):
        exchange = WAYS[request.param](address, Community("odd", Secret("odd")))
        return Asker(exchange, lambda: 0.0, limits)

    return open_


@pytest.fixture
def device(opener):
    """Return the open device."""
    device = opener()
    yield device
    device.close()


def test_values_come_as_they_are_on_the_wire(device):
    """Octets stay octets, the largest numbers are whole, a name is a tuple."""
    names = [oid(line.partition("|")[0]) for line in RECORDING.splitlines()[:10]]
    assert list(device.get(names).values()) == [
        b"\xa1\xa2\xff\x00",
        oid("1.3.6.1.4.1.424242.1"),
        2**32 - 1,
        b"",
        -1,
        b"\xc0\x00\x02\x01",
        9,
        2,
        5,
        2**64 - 1,
    ]


def test_what_a_device_lacks_is_left_out(device):
    """Of a get; and a table that is not there is empty."""
    there, gone = oid("1.3.6.1.2.1.1.3.0"), oid("1.3.6.1.2.1.1.3.1")
    assert set(device.get([gone, there])) == {there}
    found = device.walk(oid("1.3.6.1.2.1.3"))
    assert (dict(found.values), found.stopped) == ({}, None)


def test_a_walk_is_the_table_and_nothing_else(device):
    """From its first to its last row, also at the end of the device."""
    found = device.walk(MADE)
    assert found.stopped is None
    assert list(found.values) == [(*MADE, n) for n in range(1, 200)]
    assert list(device.walk(oid("1.3.6.1.2.1.2")).values.values()) == [-1]


def test_rows_that_step_back_are_read(device):
    """In the order of the device."""
    found = device.walk(oid("1.3.6.1.2.1.17.4.3.1.2"))
    assert found.stopped is None
    assert list(found.values.values()) == [9, 2, 5]


def test_columns_are_read_side_by_side(device):
    """Each to its own end, and nothing but the columns that were asked for."""
    wanted = [*range(20, 1, -1), 22]
    found = device.columns([(*HOLES, column) for column in wanted])
    cells = {(*HOLES, c, n) for c in wanted for n in range(1, 31) if n % c != c // 2}
    cells = {cell for cell in cells if cell[-2] < 21}
    assert found.stopped is None
    assert {
        name for name, column in found.values.items() if column == name[-2]
    } == cells
    assert set(found.values) == cells


def test_a_cap_of_rows_is_kept(opener):
    """And said."""
    device = opener(Limits(most_rows=10))
    found = device.walk(MADE)
    device.close()
    assert (len(found.values), found.stopped) == (10, Stop.ROWS)


def test_a_view_by_vlan_is_another_device(device):
    """And one that is not there is silent."""
    name = oid("1.3.6.1.2.1.31.2")
    assert device.get([name]) == {}
    assert device.for_vlan(7).get([name]) == {name: 7}
    with pytest.raises(NoAnswerError):
        device.for_vlan(8).get([name])


@pytest.fixture(params=["1", "2c"])
def both(request, agent):
    """Return the two exchanges that ask over the network, in one version."""
    credential = Community("odd", Secret("odd"), request.param)
    opened = [way(agent, credential) for way in WAYS.values()]
    yield opened
    for exchange in opened:
        exchange.close()


def told(ask):
    """Return the rows of a reply, or its error in words."""
    try:
        return list(ask())
    except SnmpError as err:
        return type(err), str(err), getattr(err, "position", None)


QUESTIONS = [
    [MADE],
    [oid("1.3.6.1.2.1.1.1.0"), oid("1.3.6.1.2.1.1.9.0"), oid("1.3.6.1.2.1.1.3.0")],
    [(*HOLES, column) for column in range(20, 2, -1)],
    [(*HOLES, 20, 29), oid("1.3.6.1.2.1.17.4.3.1.2.9")],
    [oid("1.3.6.1.2.1.31.1.1.1.6"), oid("1.3.6.1.2.1.31.1.1.1.6.1")],
    [oid("1.3.9")],
    [oid("0.0"), oid("2.999.4294967295"), oid("1.3")],
]


@pytest.mark.system
@pytest.mark.parametrize("names", QUESTIONS)
def test_both_ways_say_the_same(both, names):
    """Of every question, in each version, errors included."""
    pysnmp, ours = both
    assert pysnmp.has_bulk is ours.has_bulk
    assert told(lambda: ours.get(names)) == told(lambda: pysnmp.get(names))
    assert told(lambda: ours.next(names)) == told(lambda: pysnmp.next(names))
    if ours.has_bulk:
        for repetitions in (1, 7, 40):
            theirs = told(lambda n=repetitions: pysnmp.bulk(names, n))
            assert told(lambda n=repetitions: ours.bulk(names, n)) == theirs
