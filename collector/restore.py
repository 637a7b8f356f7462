"""Gives a restarted collector the latest values back, from its journal."""

import logging
import re

from agent.shared.wire import Report, WireError, decode
from collector.services import Services
from collector.store.interface import StoredReport

log = logging.getLogger(__name__)

_LOOK_BACK_S = 900.0
_SLOW_LOOK_BACK_S = 15 * 3600.0  # probes of six hours hold for 2.5 times as long
_AT_ONCE_S = 3600.0  # an agent that reads hundreds of devices fills 30 MB an hour
_WITHIN_S = 10.0
_TABLE = re.compile(rb'\["([A-Za-z0-9_-]{16})",')  # how a reading begins


def restore_live(services: Services) -> int:
    """Apply the recent reports of every agent, newest agents first; return how many.

    Then go further back for what is read seldom, hardware for example. It ends after
    ten seconds even if there is more: reports that come say the rest.
    """
    clock, store = services.clock, services.store
    end, now = clock.uptime() + _WITHIN_S, clock.now()
    statuses = sorted(store.statuses(), key=lambda s: -s.last_time)
    agents = [s.agent for s in statuses if s.last_time >= now - _LOOK_BACK_S]
    seen: dict[str, set[bytes]] = {}
    applied = 0
    for agent in agents:
        if clock.uptime() > end:
            break
        recent = list(store.reports(agent, start=now - _LOOK_BACK_S, end=now + 60.0))
        applied += sum(_apply(services, stored) for stored in recent)
        seen[agent] = {t for stored in recent for t in _TABLE.findall(stored.body)}
    for agent in agents:
        if clock.uptime() > end:
            log.warning("more agents than can be restored in %s s", _WITHIN_S)
            break
        applied += _restore_slow(services, agent, seen[agent], now, end)
    log.info("restored the latest values", extra={"reports": applied})
    return applied


def _restore_slow(
    services: Services, agent: str, seen: set[bytes], now: float, end: float
) -> int:
    """Apply, newest first, older reports that have readings of tables not *seen*.

    *end* is when to give up, by the clock's uptime.
    """
    applied, last = 0, now - _LOOK_BACK_S
    while last > now - _SLOW_LOOK_BACK_S and services.clock.uptime() <= end:
        first = max(last - _AT_ONCE_S, now - _SLOW_LOOK_BACK_S)
        older = services.store.reports(agent, start=first, end=last)
        for stored in reversed(list(older)):
            tables = set(_TABLE.findall(stored.body))
            if not tables <= seen:
                seen |= tables
                applied += _apply(services, stored)
        last = first
    return applied


def _apply(services: Services, stored: StoredReport) -> bool:
    """Apply one report of the journal; a damaged one counts for nothing."""
    try:
        report = decode(stored.body, Report)
    except WireError:
        return False
    tables = services.registry.read_tables(r.table for r in report.readings)
    services.live.apply(stored.agent, report, tables, stored.time, stored.received)
    return True
