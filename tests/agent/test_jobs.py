"""From the table and the settings to jobs."""

import pytest

from agent.composer import Composer
from agent.jobs import ProbeTable, build_jobs, enabled_fact_probes, given_to
from agent.settings import ProbeSettings, Settings
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric
from agent.shared.toml import SettingsError
from tests.support.fake_clock import FakeClock

VALUE = Metric("hatang_fake_value", "gauge", "A value.")


class PlannedProbe:
    """Tells what it was given."""

    metrics = (VALUE,)

    def __init__(self, *, plan, clock):
        self.plan, self.clock = plan, clock

    def read(self):
        """Yield whether the plan came."""
        yield VALUE.sample(int(self.plan.resident) + self.clock.uptime())


TABLE = ProbeTable(
    {"planned": "tests.agent.test_jobs:PlannedProbe", "lost": "tests.none:Probe"},
    {"planned": 300},
    frozenset({"planned"}),
    {"planned": 99.0},
    planned=("planned",),
)


def built(settings):
    """Return jobs and intervals."""
    clock = FakeClock()
    given = given_to(TABLE, Plan(resident=True), clock, {})
    return build_jobs(TABLE, settings, Composer(clock, tables={}), given)


def test_a_probe_that_needs_the_settings_gets_the_plan_and_the_clock():
    """Nothing else is told to anybody."""
    jobs, intervals = built(Settings())
    gathered = jobs["planned"].read()
    assert gathered.measured.values == (1001.0,)
    assert (jobs["planned"].limit_s, intervals["planned"]) == (99.0, 300)


def test_a_probe_that_cannot_be_imported_is_a_job_that_fails():
    """Inside the runner, which contains it."""
    jobs, _ = built(Settings())
    with pytest.raises(ModuleNotFoundError):
        jobs["lost"].read()


def test_probes_that_are_switched_off_have_no_job():
    """And their facts are not waited for; one that is not there is named."""
    off = Settings(probes={"planned": ProbeSettings(enabled=False)})
    assert set(built(off)[0]) == {"lost"}
    assert enabled_fact_probes(TABLE, off) == []
    with pytest.raises(SettingsError):
        built(Settings(probes={"none": ProbeSettings()}))
