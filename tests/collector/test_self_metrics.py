from pathlib import Path

from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as parse_text

from agent.shared.metric import Metric
from collector.agent_series import METRICS
from collector.fleet import FLEET_STATES
from collector.self_metrics import SelfMetrics
from collector.store.interface import Totals


def values(metrics, *, openmetrics=False):
    """Return (name, labels) → value of the page."""
    parse = parse_openmetrics if openmetrics else parse_text
    page = metrics.render(openmetrics=openmetrics).decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in parse(page)
        for sample in family.samples
    }


def test_both_formats_show_the_same_series():
    """Whoever asks for OpenMetrics misses nothing."""
    metrics = SelfMetrics()
    metrics.reports_total.inc(3)
    metrics.requests_refused_total.labels("too_large").inc()
    metrics.commit_duration_seconds.observe(0.004)
    page = values(metrics)
    assert page["hatang_collector_reports_total",] == 3
    assert page["hatang_collector_requests_refused_total", "too_large"] == 1
    assert set(page) == set(values(metrics, openmetrics=True))
    assert any(name.startswith("process_") for name, *_ in page)
    assert any(name == "hatang_collector_build_info" for name, *_ in page)
    assert not any(name.endswith("_created") for name, *_ in page)


def test_two_collectors_in_one_process_do_not_share_metrics():
    """Nothing is global."""
    one, other = SelfMetrics(), SelfMetrics()
    one.reports_total.inc()
    assert values(other)["hatang_collector_reports_total",] == 0


def test_a_store_that_does_not_answer_is_seen():
    """Its last totals stay, beside a success of 0."""
    metrics = SelfMetrics()
    metrics.observe_totals(Totals(1, 20, 3, 4, 5, 600, None))
    metrics.observe_totals(None)
    page = values(metrics)
    assert page["hatang_collector_store_success",] == 0
    assert page["hatang_collector_store_rows", "reports"] == 20
    assert page["hatang_collector_store_bytes",] == 600
    assert page["hatang_collector_store_oldest_report_timestamp_seconds",] == 0


def test_every_state_of_a_site_is_counted():
    """A state without agents is 0, a site that is gone has no series."""
    metrics = SelfMetrics()
    metrics.observe_fleet({"old": {"fresh": 1}})
    metrics.observe_fleet({"a": {"fresh": 2}})
    page = values(metrics)
    assert page["hatang_fleet_agents", "a", "fresh"] == 2
    agents = [key for key in page if key[0] == "hatang_fleet_agents"]
    assert len(agents) == len(FLEET_STATES)


def test_every_metric_is_in_the_reference():
    """docs/prometheus.md names what the collector says of itself and of agents."""
    text = (Path(__file__).parents[2] / "docs/prometheus.md").read_text("utf-8")
    names = {
        line.split()[2]
        for line in SelfMetrics().render().decode().splitlines()
        if line.startswith("# TYPE hatang_")
    }
    for name in names | {metric.name for metric in METRICS}:
        short = name.replace("hatang_collector_", "…_")
        assert f"`{name}" in text or f"`{short}" in text, name


def test_what_a_part_tells_replaces_what_it_told_before():
    """A plan that is gone leaves no series behind; other parts stay."""
    gauge = Metric("hatang_plan_items", "gauge", "Lines.", ("kind",))
    other = Metric("hatang_topology_stations", "gauge", "Stations.")
    metrics = SelfMetrics()
    metrics.tell("plan", [gauge.sample(3, kind="part"), gauge.sample(1, kind="fix")])
    metrics.tell("topology", [other.sample(5)])
    assert values(metrics)["hatang_plan_items", "part"] == 3
    metrics.tell("plan", [gauge.sample(2, kind="cable")])
    page = values(metrics)
    assert page["hatang_plan_items", "cable"] == 2
    assert ("hatang_plan_items", "part") not in page
    assert page["hatang_topology_stations",] == 5
    assert set(page) == set(values(metrics, openmetrics=True))
