"""Writes a simulated fleet into a store: enrolment, a history day by day, judgement."""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from collector.rollup import run_due
from collector.settings import CollectorSettings
from collector.simulator.door import Post, enrol, refuse_filled
from collector.simulator.fleet import make_fleet
from collector.simulator.judging import Judges, SteppedClock
from collector.simulator.line_rows import line_rows
from collector.simulator.living import remember
from collector.simulator.office_book import OfficeBook, book_of, write
from collector.simulator.rhythm import Calendar
from collector.simulator.shapes import Size
from collector.simulator.telling import Machine, Watcher
from collector.simulator.truth import Truth, truth_of
from collector.store.interface import Store

_ROLLUPS_AT_ONCE = 5000
_GRACE_S = 300.0
_MORNINGS = 3  # of which a machine with a slow link is on at one at least

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


class Written(NamedTuple):
    """What was written, and what is true of it.

    ``book`` is what people would enter in the register; it stands there.
    """

    pcs: int
    devices: int
    lines: int
    departments: int
    reports: int
    hours: int
    truth: Truth
    book: OfficeBook


def simulate(  # noqa: PLR0913 - all by name
    store: Store,
    size: Size,
    *,
    now: float,
    settings: CollectorSettings,
    add: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> Written:
    """Write a fleet of *size* whose history ends *now*; the same of the same seed.

    Only tokens and credentials differ from run to run: they are secrets.

    Raises:
        SimulatorError: it is not possible; of a store that is filled nothing changes.
        StoreError: the store cannot be written; what was written stays.
    """
    size.check()
    refuse_filled(store, add=add)
    calendar = Calendar(now, size.days, settings.office_hours.timezone, size.period_s)
    fleet = make_fleet(size, calendar.today)
    began = calendar.midnight(calendar.today) - (size.days - 1) * 86400.0
    watchers = [site.watcher for site in fleet.sites if site.watcher is not None]
    enrol(store, [*fleet.pcs, *watchers], size.seed, min(began, now - 60.0))
    clock, post = SteppedClock(began), Post(store, size.seed)
    judges = Judges(store, clock, settings)
    speeds = {
        port.pc.number: port.speed_bps
        for device in fleet.devices
        for port in device.ports
        if port.pc is not None
    }
    machines = [
        Machine(pc, calendar, size.seed, speeds.get(pc.number, 10**9))
        for pc in fleet.pcs
    ]
    readers = [
        Watcher(site, fleet.lines, calendar, size.seed)
        for site in fleet.sites
        if site.watcher is not None
    ]
    tellers: list[Machine | Watcher] = [*machines, *readers]
    hours, looked = 0, calendar.last_mornings(_MORNINGS)
    for day, ago, midnight in calendar.each():
        progress("history", size.days - ago - 1, size.days)
        noon, end = calendar.noon(day), min(now, midnight + 86400.0)
        for span in ((0.0, noon), (noon, inf)):
            for teller in tellers:
                teller.tell(post, day, ago, span)
            post.flush()
            clock.put(min(end, span[1]))
            if post.told_facts:
                judges.machines(post.told_facts)
                post.told_facts = set()
            if day in looked and span[1] == noon:  # PCs are on: links can be judged
                hours += _roll_up(store, noon)
                judges.devices(post)
        hours += _roll_up(store, end + (_GRACE_S if ago else 0.0))
    progress("history", size.days, size.days)
    for place, line in enumerate(fleet.lines):
        progress("lines", place, len(fleet.lines))
        store.put_rollups(list(line_rows(line, calendar, size.seed)))
    book = book_of(fleet, calendar.today)
    write(store, book, now)
    remember(store, size, now)
    progress("judgement", 0, 1)
    clock.put(now)
    devices = judges.devices(post)
    progress("judgement", 1, 1)
    return Written(
        len(fleet.pcs),
        devices,
        len(fleet.lines),
        len({department for department, _site in fleet.heads}),
        post.reports,
        hours,
        truth_of(fleet, now),
        book,
    )


def _roll_up(store: Store, now: float) -> int:
    done = 0
    while count := run_due(store, now=now, limit=_ROLLUPS_AT_ONCE):
        done += count
        if count < _ROLLUPS_AT_ONCE:
            break
    return done
