"""The table of probes, executed: every entry loads, and names by the rules."""

import re
from pathlib import Path

import pytest

from agent.probe import NoData
from agent.probes import (
    FACT_PROBES,
    INTERVALS,
    LIMITS,
    PROBES,
    load,
    metrics_of_all,
)
from agent.shared.metric import Sample
from agent.shared.text_format import render
from dashboards.declared import TARGET
from tests.support.prometheus import promtool

FOLDER = Path(__file__).parents[2] / "agent" / "probes"


def reading(name):
    """Return what the probe yields on this machine."""
    try:
        return [part for part in load(name)().read() if isinstance(part, Sample)]
    except NoData:
        return []


def test_the_tables_name_the_same_probes():
    """Each probe has an interval; probes of facts are probes."""
    assert set(PROBES) == set(INTERVALS)
    assert set(FACT_PROBES) <= set(PROBES)
    assert set(LIMITS) <= set(PROBES)
    assert all(seconds >= 15 for seconds in INTERVALS.values())


def test_every_module_is_in_the_table():
    """No probe lies beside it unused."""
    modules = {f"agent.probes.{p.stem}" for p in FOLDER.glob("*.py")}
    modules.discard("agent.probes.__init__")
    assert {place.partition(":")[0] for place in PROBES.values()} == modules


@pytest.mark.parametrize("name", PROBES)
def test_a_probe_declares_metrics_by_the_rules(name):
    """A counter of seconds or bytes says so before _total; every label is short."""
    for metric in load(name).metrics:
        assert not re.search(r"_(ms|kb|mb|percent|bits|minutes)\b", metric.name)
        assert not metric.name.endswith(("_count", "_sum", "_bucket"))
        assert len(metric.labels) <= 9
        assert TARGET.isdisjoint(metric.labels)  # it would become exported_…
        assert metric.help[0].isupper() or metric.help[0].isdigit()


def test_a_metric_belongs_to_one_probe():
    """Two probes never say the same thing."""
    names = [metric.name for group in metrics_of_all().values() for metric in group]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PROBES)
def test_a_probe_yields_only_what_it_declares(name):
    """On this machine, each declared series once."""
    samples = reading(name)
    assert {sample.metric for sample in samples} <= set(load(name).metrics)
    series = [(sample.metric.name, sample.labels) for sample in samples]
    assert len(series) == len(set(series))


@pytest.mark.system
def test_promtool_finds_no_fault():
    """Prometheus' own checker reads what this machine says."""
    samples = [sample for name in PROBES for sample in reading(name)]
    promtool("check", "metrics", stdin=render(samples))


def test_the_reference_is_up_to_date():
    """``deploy/dev/reference.py`` wrote docs/metrics.md from the declarations."""
    from deploy.dev.reference import PAGE, reference

    assert PAGE.read_text(encoding="utf-8") == reference()


def test_what_the_privacy_page_lists_is_up_to_date():
    """``deploy/dev/reference.py`` wrote it, too; each probe says what it is for."""
    from agent.shared.fact_kinds import FACT_KINDS
    from agent.shared.probe_purposes import PURPOSES
    from deploy.dev.reference import COLLECTED, collected

    assert COLLECTED.read_text(encoding="utf-8") == collected()
    assert set(PROBES) <= set(PURPOSES)
    assert {kind.probe for kind in FACT_KINDS.values()} <= set(PURPOSES)
