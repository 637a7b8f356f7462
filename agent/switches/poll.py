"""One poll of one device: the clocks, then the counters of all ports side by side."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.device_tables import Block
from agent.readers.snmp.rows import Oid, oid
from agent.readers.snmp.values import number
from agent.shared.survey import Port
from agent.shared.wire import Event
from agent.sources.snmp.device import SnmpDevice, Stop
from agent.switches.links import Between
from agent.switches.port_columns import CATALOGUE, OPER, cells, enough, everything
from agent.switches.ports import DevicePorts, Seen, measured
from agent.switches.survey_ports import survey_ports
from agent.switches.uptimes import CLOCKS, SYS_UP_TIME, Uptimes

IF_TABLE_LAST_CHANGE = oid("1.3.6.1.2.1.31.1.5.0")
_CUT = {Stop.SILENCE, Stop.TIME, Stop.ROWS}


class Polled(NamedTuple):
    """What one poll gave. *booted_s* is on the asker's uptime clock.

    *lost*: how often counting began anew. *interval_s*: how soon to poll again.
    """

    block: Block
    events: tuple[Event, ...]
    lost: int
    booted_s: float | None
    restarted: bool
    interval_s: float
    at_s: float


class DevicePoll:
    """What is known of one device from poll to poll.

    *interval_s* is how often it shall be polled at least, *uptime* the asker's clock.
    """

    def __init__(
        self,
        *,
        interval_s: float,
        all_interfaces: bool,
        uptime: Callable[[], float],
    ) -> None:
        self.ports = DevicePorts()
        self._regular_s = interval_s
        self._interval_s = interval_s
        self._everything = all_interfaces
        self._uptime = uptime
        self._clocks = Uptimes()
        self._scalars: Sequence[Oid] = (*CLOCKS, IF_TABLE_LAST_CHANGE)
        self._columns: Sequence[Oid] | None = None
        self._known: tuple[int, ...] | None = None  # ifIndexes of the catalogue
        self._ticks: int | None = None
        self._table_changed: int | None = None

    def poll(self, device: SnmpDevice) -> Polled:
        """Ask *device* once.

        Raises:
            SnmpError: it does not answer, or not usably.
        """
        asked_s = self._uptime()
        scalars = device.get(self._scalars)
        if self._known is None:  # what it lacks costs SNMPv1 a question each time
            self._scalars = [n for n in self._scalars if n in scalars] or [SYS_UP_TIME]
        heard = self._clocks.hear(scalars, asked_s)
        changed = number(scalars.get(IF_TABLE_LAST_CHANGE))
        if self._known is None or heard.broken or changed != self._table_changed:
            self._read_catalogue(device)
        self._table_changed = changed
        ticks = number(scalars.get(SYS_UP_TIME))
        between = Between(None if heard.broken else self._ticks, ticks)
        self._ticks = ticks
        columns = everything() if self._columns is None else self._columns
        at_s = self._uptime()
        rows = device.columns(columns) if columns else None
        told = cells(rows.values) if rows else {}
        whole = rows is None or rows.stopped not in _CUT
        if whole and told.get(OPER, {}).keys() - (self._known or ()):
            self._read_catalogue(device)
        taken = self.ports.take(
            told, Seen(at_s, between, whole, heard.broken), self._interval_s
        )
        if whole and rows is not None:
            self._columns = enough(told, self.ports.indexes, self.ports.narrow)
        self._interval_s = self.ports.interval_s(self._regular_s)
        return Polled(
            block=taken.block,
            events=taken.events,
            lost=taken.lost + heard.broken,
            booted_s=heard.booted_s,
            restarted=heard.restarted,
            interval_s=self._interval_s,
            at_s=at_s,
        )

    def _read_catalogue(self, device: SnmpDevice) -> None:
        rows = device.columns(CATALOGUE)
        if rows.stopped in _CUT and self._known is not None:
            return  # half a catalogue would take ports away
        self.catalogue(survey_ports(rows.values))

    def catalogue(self, ports: Sequence[Port]) -> None:
        """Take which *ports* there are, from a survey as well; ask for all once more."""
        self._known = tuple(port.index for port in ports)
        self.ports.catalogue(measured(ports, everything=self._everything))
        self._columns = None

    def rest(self) -> None:
        """Take little memory until the next poll."""
        self.ports.rest()
