"""A device in the midst of a survey: polls go on, and what is known is not asked."""

from collections.abc import Callable, Sequence

from agent.readers.snmp.rows import Oid, Walk, oid
from agent.sources.snmp.device import Rows, SnmpDevice
from agent.switches.packed_rows import pack, unpack

ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")  # entPhysicalEntry
ENTITY_S = 6 * 3600.0
"""Parts of a device are asked for so seldom: many switches answer that slowly."""
MOST_KEPT = 200_000


class KeptRows:
    """The rows of one table, kept small; *lifetime_s* is how long they are good."""

    def __init__(self, base: Oid, lifetime_s: float) -> None:
        self.base = base
        self._lifetime_s = lifetime_s
        self._packed: bytes | None = None
        self._read_s = 0.0

    def get(self, now_s: float) -> Walk | None:
        """Return the rows if they are still good."""
        if self._packed is None or now_s - self._read_s > self._lifetime_s:
            return None
        return unpack(self._packed)

    def put(self, rows: Rows, now_s: float) -> None:
        """Keep *rows*, if they are whole and not too many."""
        self._packed = None
        if rows.stopped is None:
            packed = pack(rows.values)
            self._packed = packed if len(packed) <= MOST_KEPT else None
            self._read_s = now_s

    def forget(self) -> None:
        """Ask again: it may be another device."""
        self._packed = None


class Between:
    """An ``SnmpDevice`` that does *meanwhile* before each table is walked.

    The table of *kept* is asked for only when what is kept is too old.
    """

    def __init__(
        self,
        device: SnmpDevice,
        meanwhile: Callable[[], None],
        kept: KeptRows,
        uptime: Callable[[], float],
    ) -> None:
        self._device = device
        self._meanwhile = meanwhile
        self._kept = kept
        self._uptime = uptime

    def get(self, names: Sequence[Oid]) -> Walk:
        """Ask the device."""
        return self._device.get(names)

    def walk(self, base: Oid) -> Rows:
        """Ask the device, unless it is known what it would say."""
        self._meanwhile()
        if base != self._kept.base:
            return self._device.walk(base)
        known = self._kept.get(self._uptime())
        if known is not None:
            return Rows(known)
        rows = self._device.walk(base)
        self._kept.put(rows, self._uptime())
        return rows

    def columns(self, columns: Sequence[Oid]) -> Rows:
        """Ask the device."""
        self._meanwhile()
        return self._device.columns(columns)

    def for_vlan(self, vlan: int) -> "Between":
        """Return the device inside one VLAN, with the same manners."""
        inside = self._device.for_vlan(vlan)
        return Between(inside, self._meanwhile, self._kept, self._uptime)

    def close(self) -> None:
        """Leave the device open: its polls go on."""
