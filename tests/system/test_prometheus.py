"""The real Prometheus reads the collector: discovery, values, staleness, rules."""

import json

import pytest

from tests.support.processes import wait_for
from tests.support.prometheus import prometheus, promtool
from tests.support.rig import PYTHON, AgentRig, CollectorRig, run

pytestmark = pytest.mark.system

INTERVAL_S = 5  # of reports and of scrapes
SETTINGS = f"report_interval_s = {INTERVAL_S}\n" + "".join(
    f"[probes.{name}]\ninterval_s = {INTERVAL_S}\n"
    for name in ("cpu", "memory", "network", "disk", "boot", "hardware", "filesystem")
)
# Series that do not change between two looks at a machine at rest.
STEADY = (
    "hatang_boot_timestamp_seconds",
    "hatang_memory_size_bytes",
    "hatang_network_mtu_bytes",
    "hatang_filesystem_size_bytes",
    "hatang_os_info",
    "hatang_cpu_info",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Give a collector with two real agents, all running."""
    folder = tmp_path_factory.mktemp("house")
    collector = CollectorRig(folder / "c")
    collector.start()
    agents = []
    try:
        for name in ("first", "second"):
            agent = AgentRig(folder / name, settings=SETTINGS)
            token = collector.token("--department", name)
            agent.id = agent.enrol(token, own_machine=name == "first")
            agent.start()
            agents.append(agent)
        wait_for(
            lambda: all(m["state"] == "fresh" for m in collector.machines()),
            within_s=60,
            name="both agents have reported",
        )
        yield collector, agents
    finally:
        for agent in agents:
            agent.kill()
        collector.kill()


@pytest.fixture(scope="module")
def server(house, tmp_path_factory):
    """Give a Prometheus that has found both agents."""
    collector, _ = house
    folder = tmp_path_factory.mktemp("prometheus")
    with prometheus(collector.http, folder, interval_s=INTERVAL_S) as found:
        wait_for(
            lambda: len(found.query("up == 1")) == 3,
            within_s=60,
            name="both agents and the collector are up",
        )
        yield found


def test_agents_are_discovered_with_their_labels(server):
    """Each agent is a target that is up and knows its department."""
    rows = server.query('up{job="hatang"}')
    assert {labels["department"] for labels, _ in rows} == {"first", "second"}
    assert [value for _, value in rows] == [1.0, 1.0]
    assert server.query('up{job="hatang-collector"}')[0][1] == 1.0


def test_values_are_what_the_agent_measures(house, server):
    """What Prometheus holds equals what ``hatang-agent once`` prints."""
    _, agents = house
    printed = json.loads(
        run([*PYTHON, "agent", "once", "--config", str(agents[0].settings), "--json"])
    )
    compared = 0
    for series in printed["metrics"]:
        if series["name"] not in STEADY:
            continue
        wanted = {**series["labels"], "department": "first"}
        selector = ",".join(f"{k}={json.dumps(v)}" for k, v in wanted.items())
        rows = server.query(f"{series['name']}{{{selector}}}")
        assert [value for _, value in rows] == [pytest.approx(series["value"])], wanted
        compared += 1
    assert compared >= len(STEADY)


def test_counters_rise(server):
    """A counter's rate over two scrapes is that of a living machine."""
    expression = 'sum(increase(hatang_cpu_seconds_total{department="first"}[30s]))'
    found = wait_for(lambda: server.query(expression), within_s=60, name="an increase")
    assert 0 < found[0][1] < 1000


def test_promtool_finds_no_fault(house, server):
    """Configuration, discovery and every page pass Prometheus' own checks."""
    collector, agents = house
    promtool("check", "config", str(server.config))
    found = promtool("check", "service-discovery", str(server.config), "hatang")
    assert agents[0].id in found
    pages = ["/metrics", *(f"/metrics/agent/{agent.id}" for agent in agents)]
    for page in pages:
        promtool("check", "metrics", stdin=collector.get(page).decode())


def test_what_once_prints_passes_promtool(house):
    """``once --text`` is clean, and ``--openmetrics`` ends as it must."""
    _, agents = house
    once = [*PYTHON, "agent", "once", "--config", str(agents[0].settings)]
    promtool("check", "metrics", stdin=run([*once, "--text"]))
    assert run([*once, "--openmetrics"]).endswith("# EOF\n")


def test_series_of_a_stopped_agent_vanish_within_two_intervals(house, server):
    """They go stale instead of lying; the others stay."""
    _, agents = house
    expression = 'hatang_cpu_seconds_total{mode="idle"}'
    assert len(server.query(expression)) == 2
    agents[1].program.stop()

    def gone() -> bool:
        rows = server.query(expression)
        return [labels["department"] for labels, _ in rows] == ["first"]

    # The report that says goodbye, then at most two scrapes and some slack for CI.
    wait_for(gone, within_s=3 * INTERVAL_S, name="the series are gone")
