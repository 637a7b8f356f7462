"""Measures everything once: for ``once``, and for recordings of other machines."""

from agent.composer import Composer
from agent.jobs import ProbeTable, build_jobs, given_to
from agent.residents import looks
from agent.runner import Runner
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.shared.data_safety import Plan


def measure_once(
    settings: Settings, clock: Clock, table: ProbeTable, *, live: bool = True
) -> tuple[Composer, Runner]:
    """Run every probe and read all facts once; the composer has what they gave.

    Not *live*: what is read is for others, or of another machine; the folders, files
    and repositories that the settings name are left alone.

    Raises:
        SettingsError: the settings name a probe that is not there.
    """
    composer = Composer(clock, tables={})
    found = Runner(clock, on_done=composer.done, on_change=composer.change)
    own = {"own": {"states": lambda: found.states}, **looks(settings, clock)}
    plan = settings.plan(resident=False) if live else Plan()
    given = given_to(table, plan, clock, own)
    jobs, _ = build_jobs(table, settings, composer, given)
    found.round([*(job for name, job in jobs.items() if name != "own")])
    found.settle()
    if "own" in jobs:
        found.round([jobs["own"]])
        found.settle()
    return composer, found
