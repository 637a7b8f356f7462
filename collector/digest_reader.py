"""Reads out of the store what there is to do today; blocks."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from collector import office
from collector.devices import instance_names as device_names
from collector.devices import is_believed, place_of
from collector.digest import Digest, Memory, Shown, choose
from collector.digest_actions import of_findings, of_fleet, of_lines, of_plan
from collector.fleet import FleetState, judge
from collector.roster import instance_names
from collector.settings import CollectorSettings
from collector.store.interface import Agent, Store

NOTE = "digest"
FRESH_S = 15.0


class Owner(NamedTuple):
    """A machine or device as people know it."""

    name: str
    place: str
    path: str


class Sent(msgspec.Struct, frozen=True):
    """What a restart must not forget: what was shown, and the days of the last mail."""

    memory: dict[str, Shown] = {}
    shown: int = 0
    sent: int = 0


class Today(NamedTuple):
    """A day's digest, and who its owners are by id. ``day`` counts from year 1."""

    day: int
    digest: Digest
    owners: Mapping[str, Owner]


def read_sent(store: Store) -> Sent:
    """Return what was noted; what cannot be read begins anew."""
    body = store.note(NOTE)
    try:
        return msgspec.json.decode(body, type=Sent) if body else Sent()
    except msgspec.MsgspecError:
        return Sent()


def read_today(
    store: Store, settings: CollectorSettings, now: float, memory: Memory | None = None
) -> Today:
    """Return what is to do at *now*; *memory* is read if it is not given.

    Raises:
        StoreError: the store does not answer.
    """
    memory = read_sent(store).memory if memory is None else memory
    day = settings.office_hours.day(now)
    date = dt.date.fromordinal(day)
    agents = {a.id: a for a in store.agents() if a.state != "revoked"}
    states = _states(store, agents, settings, now)
    owners = _owners(store, agents)
    active = {id_ for id_ in owners if id_ not in states or states[id_][0] != "pending"}
    actions = [
        *of_findings(one for one in store.findings() if one.agent in active),
        *of_fleet(states),
        *of_plan(office.approved_plans(store), office.purchases(store), date),
        *of_lines(office.lines(store), date),
    ]
    return Today(day, choose(actions, memory, day), owners)


class TodayReader:
    """Reads today's digest for pages; for some seconds it is not read again."""

    def __init__(self, store: Store, settings: CollectorSettings) -> None:
        self._store, self._settings = store, settings
        self._read: tuple[float, Today] | None = None

    def read(self, now: float) -> Today:
        """Return what is to do at *now*; blocks.

        Raises:
            StoreError: the store does not answer.
        """
        known = self._read
        if known is None or not 0 <= now - known[0] < FRESH_S:
            known = (now, read_today(self._store, self._settings, now))
            self._read = known
        return known[1]


def _states(
    store: Store, agents: Mapping[str, Agent], settings: CollectorSettings, now: float
) -> dict[str, tuple[FleetState, float]]:
    statuses = {status.agent: status for status in store.statuses()}
    found = {}
    for id_, agent in agents.items():
        status = statuses.get(id_)
        state = judge(
            agent,
            status,
            now=now,
            hours=settings.office_hours,
            report_interval_s=settings.report_interval_s,
        )
        last = status.last_received if status else 0.0
        found[id_] = (state, last or agent.enrolled)
    return found


def _owners(store: Store, agents: Mapping[str, Agent]) -> dict[str, Owner]:
    names = instance_names(agents.values())
    found = {
        id_: Owner(names[id_], _where(a.department, a.room), f"/machines/{id_}")
        for id_, a in agents.items()
    }
    everybody = {a.id: a for a in store.agents()}
    devices = [d for d in store.devices() if is_believed(d, everybody)]
    called = device_names(devices)
    for device in devices:
        stands = place_of(device, everybody)
        where = _where(stands.department, stands.room)
        found[device.id] = Owner(called[device.id], where, f"/switches/{device.id}")
    return found


def _where(department: str, room: str) -> str:
    return ", ".join(filter(None, [department, room]))
