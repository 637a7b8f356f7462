"""From the table of probes and the settings to the jobs that the runner runs."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from agent import runner
from agent.composer import Composer
from agent.runner import Job
from agent.settings import Settings, intervals
from agent.shared.clock import Clock
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric


class ProbeTable(NamedTuple):
    """Which probes there are: as ``agent.probes`` says, or a test.

    *planned* ones are told what the settings say of data safety, and the clock.
    """

    probes: Mapping[str, str]
    intervals: Mapping[str, float]
    facts: Collection[str]
    limits: Mapping[str, float] = MappingProxyType({})
    arguments: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    planned: Collection[str] = ()


def all_probes() -> ProbeTable:
    """Return the table of ``agent.probes``."""
    from agent import probes

    return ProbeTable(
        probes.PROBES,
        probes.INTERVALS,
        probes.FACT_PROBES,
        probes.LIMITS,
        planned=probes.PLANNED,
    )


def build_jobs(
    table: ProbeTable,
    settings: Settings,
    composer: Composer,
    given: Mapping[str, Any],
) -> tuple[dict[str, Job], dict[str, float]]:
    """Return the jobs of all enabled probes by name, and their intervals.

    *given*: sources of some probes by name, as ``given_to`` makes them; those of the
    table win. A probe whose module cannot be imported becomes a job that fails and says
    so.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    wanted = intervals(settings, table.intervals, table.probes)
    arguments = {
        name: {**given.get(name, {}), **table.arguments.get(name, {})}
        for name in table.probes
    }
    built: dict[str, Any] = {}

    def make(name: str) -> Any:
        if name not in built:
            built[name] = runner.load(table.probes[name], arguments[name])
        return built[name]

    def limit_s(name: str) -> float:
        return max(settings.probe_time_limit_s, table.limits.get(name, 0.0))

    jobs = {
        name: composer.job(name, _Lazy(make, name), interval_s, limit_s(name))
        for name, interval_s in wanted.items()
    }
    return jobs, wanted


def given_to(
    table: ProbeTable, plan: Plan, clock: Clock, own: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what the probes are given that need more than the machine; *own* by name."""
    return dict(own) | {name: {"plan": plan, "clock": clock} for name in table.planned}


def enabled_fact_probes(table: ProbeTable, settings: Settings) -> list[str]:
    """Return the probes of facts that shall run.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    wanted = intervals(settings, table.intervals, table.probes)
    return [name for name in table.facts if name in wanted]


class _Lazy:
    """A probe that is imported and made when it is first read, inside the runner."""

    metrics: ClassVar[tuple[Metric, ...]] = ()

    def __init__(self, make: Callable[[str], Any], name: str) -> None:
        self._make = make
        self._name = name

    def read(self) -> Iterable[Any]:
        return self._make(self._name).read()  # type: ignore[no-any-return]
