"""Gives a restarted collector the latest values back, from its journal."""

import logging

from agent.shared.wire import Report, WireError, decode
from collector.services import Services

log = logging.getLogger(__name__)

_LOOK_BACK_S = 900.0
_WITHIN_S = 10.0


def restore_live(services: Services) -> int:
    """Apply the recent reports of every agent, newest agents first; return how many.

    It ends after ten seconds even if there is more: reports that come say the rest.
    """
    clock, store, live = services.clock, services.store, services.live
    registry = services.registry
    end, now = clock.uptime() + _WITHIN_S, clock.now()
    statuses = sorted(store.statuses(), key=lambda s: -s.last_time)
    applied = 0
    for status in statuses:
        if status.last_time < now - _LOOK_BACK_S:
            break
        if clock.uptime() > end:
            log.warning("more agents than can be restored in %s s", _WITHIN_S)
            break
        for stored in store.reports(
            status.agent, start=now - _LOOK_BACK_S, end=now + 60.0
        ):
            try:
                report = decode(stored.body, Report)
            except WireError:
                continue
            tables = registry.read_tables(r.table for r in report.readings)
            live.apply(status.agent, report, tables, stored.time, stored.received)
            applied += 1
    log.info("restored the latest values", extra={"reports": applied})
    return applied
