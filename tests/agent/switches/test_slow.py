"""What changes slowly is read every five minutes."""

from agent.readers.snmp.rows import oid
from agent.shared.survey import Station, Survey
from agent.sources.snmp.asker import Asker
from agent.switches import metrics
from agent.switches.poll import DevicePoll
from agent.switches.slow import NO_LEVELS, Levels, Slow
from tests.support.snmp_device import CountingDevice
from tests.support.snmp_exchange import FakeExchange

ETHER = oid("1.3.6.1.2.1.10.7.2.1")
LOAD = oid("1.3.6.1.2.1.25.3.3.1.2")


class Rig:
    """A device with EtherLike counters, polled once."""

    def __init__(self, levels=NO_LEVELS):
        self.device = CountingDevice(ports=2)
        self.errors = {3: 5, 8: 0, 19: 3}
        self.now = 1000.0
        self.exchange = FakeExchange(self.walk())
        self.asker = Asker(self.exchange, lambda: self.now)
        self.poller = DevicePoll(
            interval_s=60, all_interfaces=False, uptime=lambda: self.now
        )
        self.poller.poll(self.asker)
        self.slow = Slow(self.poller.ports, levels)

    def walk(self):
        """Return all that the device says."""
        walk = self.device.walk()
        walk |= {(*ETHER, arc, 1): value for arc, value in self.errors.items()}
        walk[*LOAD, 1] = 50
        return dict(sorted(walk.items()))

    def read(self, seconds=300.0):
        """Return the values by metric and label after *seconds*."""
        self.now += seconds
        self.exchange.replace(self.walk())
        found = self.slow.read(self.asker, self.now)
        return {
            (s.metric.name.removeprefix("hatang_"), *s.labels): s.value for s in found
        }


def test_errors_on_the_wire_are_counted_from_the_first_reading():
    """And the duplex of a link that is there."""
    rig = Rig()
    first = rig.read()
    assert first["switch_port_fcs_errors_total", "Gi1"] == 0
    assert first["switch_port_full_duplex", "Gi1"] == 1
    rig.errors[3] = 9
    assert rig.read()["switch_port_fcs_errors_total", "Gi1"] == 4
    assert ("switch_port_symbol_errors_total", "Gi1") not in first
    assert ("switch_port_fcs_errors_total", "Gi2") not in first


def test_a_restart_gives_no_errors():
    """The counters of the device began anew."""
    rig = Rig()
    rig.read()
    rig.errors[3] = 7
    rig.read()
    rig.device.restart()
    rig.errors[3] = 8
    rig.exchange.replace(rig.walk())
    rig.now += 60
    rig.poller.poll(rig.asker)
    assert ("switch_port_fcs_errors_total", "Gi1") not in rig.read()
    rig.errors[3] = 9
    assert rig.read()["switch_port_fcs_errors_total", "Gi1"] == 3


def test_what_the_device_has_not_is_not_asked_again():
    """One question for both columns and no more."""
    rig = Rig()
    rig.read()
    rig.exchange.asked.clear()
    rig.read()
    assert len(rig.exchange.asked) <= 2


def test_ports_are_named():
    """With what people wrote to them."""
    assert Rig().read()["switch_port_info", "Gi2", "2", "", "Gi2"] == 1


def test_levels_are_read_once_a_survey_said_which():
    """A series that comes twice is taken once: no reading shall fail of it."""
    level = metrics.CPU_BUSY

    def told(fresh):
        return [level.sample(fresh[*LOAD, 1] / 100, cpu="1")] * 2

    rig = Rig(Levels(lambda _: (LOAD,), told))
    assert ("device_cpu_busy_ratio", "1") not in rig.read()
    stations = (Station("aa:00:00:00:00:01", 1), Station("aa:00:00:00:00:02", own=True))
    rig.slow.surveyed(
        {},
        Survey("sw", model="M", address="192.0.2.1", bridge=True, stations=stations),
    )
    found = rig.read()
    assert found["device_cpu_busy_ratio", "1"] == 0.5
    assert found["device_info", "", "M", "", "", "192.0.2.1", ""] == 1
    assert found["device_stations",] == 1
