"""A survey holds up no poll, and asks for parts seldom."""

from agent.readers.snmp.rows import oid
from agent.sources.snmp.device import Rows, Stop
from agent.switches.between import ENTITY, MOST_KEPT, Between, KeptRows

OTHER = oid("1.3.6.1.2.1.2.2.1")
ROWS = Rows({(*ENTITY, 2, 1): b"part", (*ENTITY, 3, 1): (1, 3), (*ENTITY, 5, 1): 7})


class Device:
    """Counts what it is asked."""

    def __init__(self, rows=ROWS):
        self.asked, self.rows, self.closed = [], rows, False

    def get(self, names):
        """Answer."""
        self.asked.append(tuple(names))
        return {}

    def walk(self, base):
        """Answer."""
        self.asked.append(base)
        return self.rows

    def columns(self, columns):
        """Answer."""
        self.asked.append(tuple(columns))
        return self.rows

    def for_vlan(self, vlan):
        """Answer for a VLAN."""
        return self

    def close(self):
        """Be closed."""
        self.closed = True


def test_parts_are_asked_for_when_they_are_old():
    """And told from memory, all types of values alike, in the meantime."""
    now, device = [0.0], Device()
    kept = KeptRows(ENTITY, 100.0)
    between = Between(device, lambda: None, kept, lambda: now[0])
    assert [between.walk(ENTITY).values for _ in range(3)] == [ROWS.values] * 3
    assert device.asked == [ENTITY]
    now[0] = 101.0
    between.walk(ENTITY)
    kept.forget()
    between.walk(ENTITY)
    between.walk(OTHER)
    between.walk(OTHER)
    assert device.asked == [ENTITY] * 3 + [OTHER] * 2


def test_half_a_table_is_not_kept():
    """Nor an endless one."""
    kept = KeptRows(ENTITY, 100.0)
    kept.put(Rows(ROWS.values, Stop.SILENCE), 0.0)
    assert kept.get(0.0) is None
    odd = {(*ENTITY, n): n.to_bytes(8) * 3 + bytes([n % 251]) for n in range(99_999)}
    kept.put(Rows(odd), 0.0)
    assert MOST_KEPT < 10**6
    assert kept.get(0.0) is None


def test_something_is_done_before_each_table():
    """Inside a VLAN as well; and the device stays open."""
    done, device = [], Device()
    between = Between(
        device, lambda: done.append(1), KeptRows(ENTITY, 1.0), lambda: 0.0
    )
    between.get([OTHER])
    between.walk(OTHER)
    between.columns([OTHER])
    between.for_vlan(7).walk(OTHER)
    between.close()
    assert len(done) == 3
    assert not device.closed
