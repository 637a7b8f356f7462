"""One poll after the other of devices that count, restart, renumber and fall silent."""

import pytest

from agent.sources.snmp.asker import Asker
from agent.sources.snmp.device import NoAnswerError
from agent.switches.poll import DevicePoll
from tests.support.snmp_device import CountingDevice
from tests.support.snmp_exchange import FakeExchange, recorded
from tests.support.snmprec import FOLDER

GIGA = 1_000_000_000


class Rig:
    """A device, its asker, and the clock of both."""

    def __init__(self, device, *, has_bulk=True, **options):
        self.device = device
        self.exchange = FakeExchange(device.walk(), has_bulk=has_bulk)
        self.now = 1000.0
        asker = Asker(self.exchange, lambda: self.now)
        self.poller = DevicePoll(
            interval_s=options.pop("interval_s", 60.0),
            all_interfaces=options.pop("all_interfaces", False),
            uptime=lambda: self.now,
        )
        self.asker = asker

    def poll(self, seconds=60.0):
        """Let *seconds* pass and poll; return what it gave."""
        self.now += seconds
        self.device.pass_(seconds)
        self.exchange.replace(self.device.walk())
        return self.poller.poll(self.asker)


def values(polled, name):
    """Return the values of the metric *name* by port."""
    names = [metric.name for metric in polled.block.metrics]
    place = names.index(f"hatang_switch_port_{name}")
    count = len(polled.block.ports)
    row = polled.block.values[place * count : (place + 1) * count]
    return dict(zip(polled.block.ports, row, strict=True))


def test_ports_are_measured_from_the_first_poll():
    """What they counted before is not ours; then every octet counts."""
    rig = Rig(CountingDevice(ports=2, bps=GIGA))
    first = rig.poll()
    assert values(first, "up") == {"Gi1": 1, "Gi2": 1}
    assert values(first, "speed_bytes") == {"Gi1": GIGA / 8, "Gi2": GIGA / 8}
    assert values(first, "receive_bytes_total") == {"Gi1": 0, "Gi2": 0}
    rig.device.traffic(1, octets=6_000_000)
    second = rig.poll()
    assert values(second, "receive_bytes_total") == {"Gi1": 6_000_000, "Gi2": 0}
    assert second.booted_s == pytest.approx(first.booted_s)
    assert (second.lost, second.events, second.restarted) == (0, (), False)


def test_the_second_poll_asks_for_less():
    """Not for 32-bit counters where there are better ones, nor for what is not there."""
    rig = Rig(CountingDevice(ports=24, bps=GIGA))
    rig.poll()
    rig.exchange.asked.clear()
    rig.poll()
    first = len(rig.exchange.asked)
    assert 0 < first <= 12
    assert rig.exchange.asked[0] == ("get", 4)


def test_virtual_interfaces_are_measured_only_if_wanted():
    """They are many, and count what ports count already."""
    device = CountingDevice(ports=1, virtual=2)
    assert list(Rig(device).poll().block.ports) == ["Gi1"]
    every = Rig(CountingDevice(ports=1, virtual=2), all_interfaces=True)
    assert list(every.poll().block.ports) == ["Gi1", "Vl2", "Vl3"]


def test_a_restart_gives_no_rate():
    """Counting goes on from where it was, one interval later."""
    rig = Rig(CountingDevice(ports=1, bps=GIGA))
    rig.poll()
    rig.device.traffic(1, octets=1000)
    rig.poll()
    rig.device.restart()
    rig.device.traffic(1, octets=500)
    after = rig.poll()
    assert values(after, "receive_bytes_total") == {"Gi1": None}
    assert (after.restarted, after.lost) == (True, 1)
    rig.device.traffic(1, octets=70)
    assert values(rig.poll(), "receive_bytes_total") == {"Gi1": 1070}


def test_a_restart_that_renumbers_mixes_no_ports():
    """A port is its name, not its ifIndex."""
    rig = Rig(CountingDevice(ports=2, bps=GIGA))
    rig.poll()
    rig.device.traffic(1, octets=1000)
    rig.poll()
    rig.device.restart(renumber=True)
    rig.poll()
    rig.device.traffic(1, octets=70)
    assert values(rig.poll(), "receive_bytes_total") == {"Gi1": 1070, "Gi2": 0}


def test_a_discontinuity_of_one_port_costs_that_port():
    """It says so by ifCounterDiscontinuityTime; the counters even look fine."""
    rig = Rig(CountingDevice(ports=2, bps=GIGA))
    rig.poll()
    rig.device.traffic(1, octets=1000)
    rig.device.discontinuity(1)
    after = rig.poll()
    assert values(after, "receive_bytes_total") == {"Gi1": 0, "Gi2": 0}
    assert after.lost == 1


def test_a_fast_port_of_32_bits_is_polled_more_often():
    """A gigabit port goes round in 34 seconds; faster ones stay in doubt."""
    rig = Rig(CountingDevice(ports=1, bps=GIGA, wide=False))
    first = rig.poll()
    assert 20 < first.interval_s < 30
    second = rig.poll(first.interval_s)
    assert values(second, "counters_doubtful") == {"Gi1": 0}
    rig.device.traffic(1, octets=3_000_000_000)
    assert values(rig.poll(25), "receive_bytes_total") == {"Gi1": 3_000_000_000}
    fast = Rig(CountingDevice(ports=1, bps=10 * GIGA, wide=False))
    fast.poll()
    doubtful = fast.poll()
    assert doubtful.interval_s == 60
    assert values(doubtful, "counters_doubtful") == {"Gi1": 1}


def test_wide_counters_stuck_at_zero_are_noticed():
    """They are there and never move; the narrow ones do."""
    rig = Rig(CountingDevice(ports=1, bps=100_000_000, stuck=True))
    rig.poll()
    for _ in range(3):
        rig.device.traffic(1, octets=1000)
        last = rig.poll()
    assert values(last, "receive_bytes_total")["Gi1"] == 3000


def test_a_link_that_goes_is_an_event_of_the_port():
    """And is counted; the speed is absent without a link."""
    rig = Rig(CountingDevice(ports=1, bps=GIGA))
    rig.poll()
    rig.device.link(1, up=False)
    down = rig.poll()
    assert [(e.kind, e.attributes["port"]) for e in down.events] == [
        ("port_down", "Gi1")
    ]
    assert values(down, "speed_bytes") == {"Gi1": None}
    assert values(down, "link_changes_total") == {"Gi1": 1}


def test_a_new_port_is_noticed_and_one_that_went_begins_anew():
    """A module that is put in, and taken out."""
    rig = Rig(CountingDevice(ports=1, bps=GIGA))
    rig.poll()
    rig.device.add_port()
    more = rig.poll()
    assert list(more.block.ports) == ["Gi1", "Gi2"]
    rig.device.traffic(2, octets=10)
    assert values(rig.poll(), "receive_bytes_total")["Gi2"] == 10
    rig.device.remove_port(2)
    assert list(rig.poll().block.ports) == ["Gi1"]
    rig.device.add_port()
    assert values(rig.poll(), "receive_bytes_total")["Gi2"] == 0


def test_an_snmpv1_device_is_read_too():
    """No GETBULK, no 64 bits, and a question less for each scalar that it lacks."""
    rig = Rig(CountingDevice(ports=2, bps=100_000_000, wide=False), has_bulk=False)
    rig.poll()
    rig.device.traffic(2, octets=10)
    assert values(rig.poll(), "receive_bytes_total") == {"Gi1": 0, "Gi2": 10}


def test_silence_is_an_error():
    """The first question finds out."""
    rig = Rig(CountingDevice(ports=1))
    rig.exchange.dead = True
    with pytest.raises(NoAnswerError):
        rig.poll()
    assert len(rig.exchange.asked) == 1


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no recordings")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.snmprec")), ids=lambda p: p.stem)
def test_every_recorded_device_is_polled(path):
    """Twice, without a rate, a loss or an event: nothing moved in between."""
    if "@" in path.stem:
        return
    exchange = recorded(path.stem)
    now = [1000.0]
    poller = DevicePoll(interval_s=60, all_interfaces=False, uptime=lambda: now[0])
    asker = Asker(exchange, lambda: now[0])
    poller.poll(asker)
    now[0] += 60
    polled = poller.poll(asker)
    assert (polled.events, polled.restarted) == ((), False)
    ports = len(polled.block.ports)
    assert len(polled.block.values) == ports * len(polled.block.metrics)
    for place, metric in enumerate(polled.block.metrics):
        row = polled.block.values[place * ports : (place + 1) * ports]
        if metric.kind == "counter":
            assert set(row) <= {0, None}
