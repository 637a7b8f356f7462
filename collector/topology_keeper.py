"""Draws the topology anew when surveys, facts or rules have changed, and remembers."""

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from agent.shared.clock import Clock
from agent.shared.wire import Event
from collector.device_book import DeviceBook
from collector.registry import Registry
from collector.store.device import LinkRule
from collector.store.interface import Commit, EventRecord, Store, StoreError
from collector.topology.build import topology
from collector.topology.hosts import host_of
from collector.topology.inputs import seen_of
from collector.topology.macs import is_random
from collector.topology.shapes import Attachment, Host, Inputs, Topology
from collector.topology.stays import (
    FORGOTTEN_AFTER_S,
    SURE_AFTER_S,
    Move,
    Spot,
    Stays,
)
from collector.topology.ways import Ways

log = logging.getLogger(__name__)

REST = 10.0  # times as long as it took: the processor is for others, too
SURE = 0.5  # an attachment that is less sure makes no history
MOVES_EVERY_S = 3600.0  # of one machine are told
MOST_SIGHTINGS = 200_000  # read at the start
_Key = tuple[int, int, tuple[LinkRule, ...], frozenset[str]]


class TopologyKeeper:
    """What hangs where, now. ``run`` blocks and is for one thread at a time.

    Everything else answers at once, from any thread, with what the last run found.
    """

    def __init__(
        self, store: Store, clock: Clock, devices: DeviceBook, registry: Registry
    ) -> None:
        self._store = store
        self._clock = clock
        self._devices = devices
        self._registry = registry
        self._lock = threading.Lock()
        self._noted: set[str] = set()
        self._hosts: dict[str, Host | None] = {}
        self._hosts_version = 0
        self._key: _Key | None = None
        self._rest_until = 0.0
        self._inputs = Inputs()
        self._current = Topology()
        self._ways = Ways(Topology())
        self._switches: Mapping[str, str] = {}
        self._stays: Stays | None = None
        self._told: dict[str, float] = {}
        self.version = 0
        """Grows with every new topology."""

    def current(self) -> Topology:
        """Return what is known of the LAN; empty before the first run."""
        return self._current

    def inputs(self) -> Inputs:
        """Return what the current topology was concluded from."""
        return self._inputs

    def ways(self) -> Ways:
        """Return the ways to the way out in the current topology."""
        return self._ways

    def note(self, agents: Iterable[str]) -> None:
        """Let the next run read the facts of *agents*: they have changed."""
        with self._lock:
            self._noted.update(agents)

    def switch_of(self, name: str) -> str:
        """Return the name (in Prometheus) of the device that *name* hangs at.

        *name* is the id of an agent or a device. Empty: that is not known.
        """
        device = self._switches.get(name)
        return self._devices.instance(device) if device else ""

    def run(self) -> bool:
        """Draw the topology if anything has changed; return whether it was drawn.

        Raises:
            StoreError: it does not answer; what was known stays.
        """
        begin = self._clock.uptime()
        if begin < self._rest_until:
            return False
        self._read_hosts()
        rules = tuple(self._store.link_rules())
        agents = self._registry.agents()
        revoked = frozenset(a.id for a in agents.values() if a.state == "revoked")
        key = (self._devices.version, self._hosts_version, rules, revoked)
        if key == self._key:
            if self._stays is not None and self._stays.waits:
                self._remember()
            return False
        inputs = Inputs(
            seen_of(self._devices.all(), self._registry.agents(), self._clock.now()),
            tuple(host for host in self._hosts.values() if host is not None),
            rules,
        )
        drawn = topology(inputs)
        ways = Ways(drawn)
        self._switches = _switches(inputs, drawn, ways)
        self._inputs, self._current, self._ways = inputs, drawn, ways
        self.version += 1
        self._rest_until = self._clock.uptime() + (self._clock.uptime() - begin) * REST
        self._remember()
        self._key = key
        return True

    def _read_hosts(self) -> None:
        """Read the facts of those who are new or have new ones."""
        agents = {
            agent.id: agent
            for agent in self._registry.agents().values()
            if agent.state != "revoked"
        }
        with self._lock:
            noted, self._noted = self._noted & agents.keys(), set()
        waiting = noted | (agents.keys() - self._hosts.keys())
        try:
            for name in sorted(waiting):
                record = self._store.latest_facts(name)
                host = host_of(agents[name], record.facts) if record else None
                if host != self._hosts.get(name):
                    self._hosts_version += 1
                self._hosts[name] = host
        except Exception:
            self.note(waiting)
            raise
        for gone in self._hosts.keys() - agents.keys():
            self._hosts_version += self._hosts.pop(gone) is not None

    # --- what was where ------------------------------------------------------
    def _remember(self) -> None:
        """Write down where machines are, and tell which have moved."""
        now = self._clock.now()
        if self._stays is None:
            start = now - FORGOTTEN_AFTER_S
            self._stays = Stays(
                self._store.sightings(start=start, limit=MOST_SIGHTINGS)
            )
        newest = max((one.first_seen for one in self._devices.all()), default=0.0)
        early = newest <= now < newest + SURE_AFTER_S
        spots = _spots(self._inputs, self._current, early=early)
        followed = self._stays.follow(spots, now)
        try:
            if followed.changed:
                self._store.put_sightings(followed.changed)
            events = self._events(followed.moves)
            if events:
                self._store.commit(Commit(events=events))
        except StoreError:
            self._stays = None  # what is written down is read again
            raise

    def _events(self, moves: Sequence[Move]) -> list[EventRecord]:
        """Return what is told of *moves*: of machines with an agent, by cable."""
        places = {one.mac: one for one in self._current.attachments}
        radios = {
            thing.id for thing in self._current.inferred if thing.kind == "access_point"
        }
        for seen in self._inputs.devices:
            if seen.survey.kind == "access_point":
                radios.add(seen.id)
        return [
            self._event(move, places[move.mac].agent)
            for move in moves
            if places[move.mac].through not in radios
            and radios.isdisjoint({move.before.device, move.after.device})
            and self._tell(places[move.mac].agent, move.after.first)
        ]

    def _tell(self, agent: str, time: float) -> bool:
        """Return whether a move of *agent* is told: not more than one an hour."""
        before = self._told.get(agent)
        # A time from the future is from before our clock was set back.
        if not agent or (before is not None and 0 <= time - before < MOVES_EVERY_S):
            return False
        self._told[agent] = time
        return True

    def _event(self, move: Move, agent: str) -> EventRecord:
        old, new = (
            f"{self._devices.instance(stay.device)} {stay.port}"
            for stay in (move.before, move.after)
        )
        told = {"old": old, "new": new, "mac": move.mac}
        return EventRecord(
            agent, move.after.first, Event("machine_moved", attributes={**told})
        )


def _spots(inputs: Inputs, drawn: Topology, *, early: bool) -> Sequence[Spot]:
    """Return where the tables have each machine that makes history.

    *early*: a device has just come in, and others may follow.

    Addresses that telephones make up for each network belong to nobody, and would fill
    the history; they are only in the picture of now.
    """
    seen = {one.id: one for one in inputs.devices}
    keys = {s.id: {p.index: p.key for p in s.survey.ports} for s in inputs.devices}
    many = Counter(one.at for one in drawn.attachments)
    return [
        Spot(
            *(one.mac, one.at.device, keys[one.at.device][one.at.port]),
            seen[one.at.device].time,
            one.vlan,
            early and many[one.at] > 1,
        )
        for one in drawn.attachments
        if one.at.port in keys.get(one.at.device, {})
        and one.confidence >= SURE
        and (one.agent or not is_random(one.mac))
    ]


def _switches(inputs: Inputs, drawn: Topology, ways: Ways) -> Mapping[str, str]:
    """Return of each agent and device the device that it hangs at."""
    devices = {seen.id for seen in inputs.devices}
    found: dict[str, str] = {}
    best: dict[str, Attachment] = {}
    for one in drawn.attachments:
        known = best.get(one.agent)
        if one.agent and (known is None or known.confidence < one.confidence):
            best[one.agent] = one
            found[one.agent] = one.at.device
    for device in devices:
        start = drawn.same.get(device, device)
        above = [hop.device for hop in ways.of(start) if hop.device in devices]
        above = [hop for hop in above if hop != start]
        if above:
            found[device] = above[0]
    return found
