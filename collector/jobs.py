"""The table of what the collector does by the clock."""

from collections.abc import Callable, Sequence

from collector import incident_series, messages, office, plan_series, topology_series
from collector.day_rollup import merge_days
from collector.office_days import OfficeDays
from collector.rollup import run_due
from collector.schedule import Job
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.interface import Store

_MINUTE = 60.0
_HOUR = 3600.0
_DAY = 86400.0


def prune(store: Store, settings: CollectorSettings, *, now: float) -> dict[str, int]:
    """Delete what is older than the settings say; return how many rows went."""
    kept = settings.retention
    return store.prune(
        reports_before=now - kept.report_days * _DAY,
        rollups_before=int((now - kept.rollup_days * _DAY) // _HOUR),
        events_before=now - kept.event_days * _DAY,
        max_bytes=int(kept.max_gigabytes * 1e9),
    )


def jobs_of(services: Services, *, renew: Callable[[], object]) -> Sequence[Job]:
    """Return the jobs of a collector; *renew* looks after its certificate."""
    store, clock, settings = services.store, services.clock, services.settings
    days = OfficeDays(settings.office_hours)

    def refresh() -> None:
        services.registry.refresh()
        services.devices.refresh()

    def judge() -> int:
        agents = services.registry.agents().values()
        return services.findings.run(a.id for a in agents if a.state != "revoked")

    def tell_plan() -> None:
        approved = office.approved_plans(store)
        plan = approved[-1].plan if approved else services.plans.newest
        told = plan_series.samples(plan, approved=bool(approved)) if plan else ()
        services.metrics.tell("plan", told)

    def draw() -> None:
        services.topology.run()
        machines = sum(
            a.state != "revoked" for a in services.registry.agents().values()
        )
        drawn = topology_series.samples(services.topology.current(), machines)
        services.metrics.tell("topology", drawn)

    def attribute() -> int:
        count = services.incidents.run()
        name = services.devices.instance
        told = incident_series.samples(services.incidents.open(), name)
        services.metrics.tell("incidents", told)
        return count

    return (
        Job("refresh", 3.0, run=refresh, delay_s=3.0),
        Job("judge", 5.0, run=judge, delay_s=5.0),
        Job("topology", 30.0, run=draw, delay_s=7.0),
        Job("tell_plan", 30.0, run=tell_plan, delay_s=10.0),
        Job("attribute", 30.0, run=attribute, delay_s=20.0),
        Job("judge_ports", 2 * _MINUTE, run=services.ports.run, delay_s=15.0),
        Job(
            "roll_up",
            5 * _MINUTE,
            run=lambda: run_due(store, now=clock.now()),
            delay_s=30.0,
        ),
        Job(
            "merge_days",
            5 * _MINUTE,
            run=lambda: merge_days(store, days, now=clock.now()),
            delay_s=90.0,
        ),
        Job(
            "prune",
            _DAY,
            run=lambda: prune(store, settings, now=clock.now()),
            delay_s=10 * _MINUTE,
        ),
        Job("renew_certificate", _HOUR, run=renew, delay_s=_HOUR),
        *messages.jobs_of(services),
    )
