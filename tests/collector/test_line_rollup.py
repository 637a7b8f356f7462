"""From an edge agent's reports to the roll-ups of its lines."""

import msgspec
import pytest

from agent.shared.wire import Declaration, Reading, Report, Table, encode, table_id
from collector import office
from collector.line_layout import FAR, line_layout
from collector.line_rollup import line_rollups
from collector.planning.shapes.records import Line
from collector.rollup import run_due, unpack
from collector.rollup_row import Rollup
from collector.store.interface import Agent, AuditRecord, Commit, StoredReport
from collector.store.memory import MemoryStore

HOUR = 500_000
START = HOUR * 3600.0
WAY = ("target", "target_role", "line", "method")
LINE = Line(id="main", down_mbps=100, up_mbps=50, international_mbps=10)
AGENT = "a" * 32
PATH = (
    ("hatang_path_probes_total", "counter", WAY),
    ("hatang_path_probes_lost_total", "counter", WAY),
    ("hatang_path_watched_seconds_total", "counter", WAY),
    ("hatang_path_outage_seconds_total", "counter", WAY),
    ("hatang_path_jitter_seconds", "gauge", WAY),
    ("hatang_path_rtt_seconds", "gauge", (*WAY, "statistic")),
)


def path_table(*hosts):
    """Return the table of the path probe for (name, role, line)."""
    metrics = tuple(
        Declaration(name, kind, "x.", labels) for name, kind, labels in PATH
    )
    series = []
    for name, role, line in hosts:
        way = (name, role, line, "icmp")
        series += [(n, way) for n in range(5)]
        series += [(5, (*way, "median")), (5, (*way, "max"))]
    return Table("path", 60.0, metrics, tuple(series))


HOSTS = path_table(
    ("hop", "operator", "main"),
    ("near", "domestic", "main"),
    ("far", "international", "main"),
    ("gw", "gateway", "main"),
    ("gw", "gateway", ""),
)
TEST = Table(
    "line_throughput",
    300.0,
    (
        Declaration(
            "hatang_line_throughput_bytes",
            "gauge",
            "x.",
            ("line", "direction", "reach", "method"),
        ),
        Declaration("hatang_line_tested_timestamp_seconds", "gauge", "x.", ("line",)),
    ),
    (
        (0, ("main", "down", "domestic", "http")),
        (0, ("main", "up", "domestic", "http")),
        (0, ("main", "down", "international", "http")),
        (1, ("main",)),
    ),
)
TABLES = {table_id(one): one for one in (HOSTS, TEST)}
LAYOUTS = {name: line_layout(table) for name, table in TABLES.items()}


def host(minute, *, lost=0, out=0.0, rtt=0.02):
    """Return the values of one host after *minute* minutes of one probe a second."""
    return (60.0 * minute, lost, 60.0 * minute, out, 0.001, rtt, 9.0)


def report(minute, *readings, boot="b"):
    """Return a stored report of *minute* after the hour's begin."""
    body = Report(
        *("0" * 8, minute + 100, 0.0, boot, 1000.0 + 60 * minute),
        readings=tuple(Reading(table_id(t), 0.0, tuple(v)) for t, v in readings),
    )
    time = START + 60.0 * minute
    return StoredReport(AGENT, "0" * 8, minute + 100, time, time, encode(body))


def rolled(*reports, contracts=None):
    """Return the means of the line's signals, and how many readings there were."""
    known = {"main": LINE} if contracts is None else contracts
    found = dict(line_rollups(reports, TABLES, LAYOUTS, known, HOUR))
    if "main" not in found:
        return {}, 0
    rollup: Rollup = found["main"]
    means = {
        name: sketch.sum / sketch.count for name, sketch in rollup.sketches.items()
    }
    return {
        name: pytest.approx(value, rel=0.02) for name, value in means.items()
    }, rollup.reports


def minute(number, hop=None, near=None, far=None, **more):
    """Return a report of the path probe."""
    own = host(number)
    values = (*(hop or own), *(near or own), *(far or own), *own, *own)
    return report(number, (HOSTS, values), **more)


def test_a_table_is_taken_apart_by_lines():
    """Only hosts behind the gateway, and only of lines."""
    (columns,) = line_layout(HOSTS).values()
    assert {one.role for one in columns.hosts.values()} <= FAR
    assert len(columns.hosts) == 3
    assert set(line_layout(TEST)["main"].rates) == {
        *(("domestic", "down"), ("domestic", "up"), ("international", "down")),
    }
    assert line_layout(path_table(("gw", "gateway", ""))) == {}
    assert line_layout(msgspec.structs.replace(HOSTS, probe="cpu")) == {}


def test_a_good_hour_is_up_and_without_loss():
    """The time is that of the domestic hosts."""
    means, count = rolled(*(minute(n, near=host(n, rtt=0.012)) for n in range(-1, 5)))
    assert count == 5
    assert means["line_rtt_seconds"] == 0.012
    assert means["line_jitter_seconds"] == 0.001
    assert means["line_loss_ratio"] == pytest.approx(0, abs=1e-6)
    assert means["line_up_ratio"] == 1.0


def test_a_line_is_down_only_when_nothing_along_it_answers():
    """One host that is down is that host."""
    one = rolled(*(minute(n, far=host(n, out=30.0 * (n + 1))) for n in range(-1, 3)))[0]
    assert one["line_up_ratio"] == 1.0
    out = [
        minute(n, *(host(n, lost=30 * (n + 1), out=30.0 * (n + 1)) for _h in range(3)))
        for n in range(-1, 3)
    ]
    means, _count = rolled(*out)
    assert means["line_up_ratio"] == 0.5
    assert means["line_loss_ratio"] == 0.5


def test_counters_that_begin_anew_say_nothing_of_that_minute():
    """Another boot, or another start of the agent."""
    means, _count = rolled(minute(1, boot="x"), minute(2, boot="y"))
    assert "line_up_ratio" not in means
    back = rolled(minute(9), minute(2))[0]
    assert "line_loss_ratio" not in back


def test_a_throughput_test_counts_once_as_its_share_of_the_contract():
    """The poorer way; abroad by what is committed. Its figures stand for a day."""
    at = START + 120
    values = (10_000_000.0, 4_000_000.0, 1_000_000.0, at)
    reports = [report(n, (TEST, values)) for n in (3, 8, 13)]
    found = dict(line_rollups(reports, TABLES, LAYOUTS, {"main": LINE}, HOUR))["main"]
    assert found.sketches["line_throughput_ratio"].count == 1
    assert found.sketches["line_throughput_ratio"].sum == pytest.approx(0.64, rel=0.02)
    assert found.sketches["line_international_ratio"].sum == pytest.approx(
        0.8, rel=0.02
    )
    later = [report(n, (TEST, (*values[:3], at - 40_000))) for n in (3, 8)]
    assert rolled(*later) == ({}, 0)
    assert rolled(*reports, contracts={}) == ({}, 0)


def test_the_hourly_job_writes_them_beside_the_agents_own():
    """Under the line's name, where plans and pages read them."""
    store = MemoryStore()
    who = Agent(id=AGENT, credential_digest="0" * 64, state="active", hostname="edge")
    store.put_agent(who, AuditRecord(0.0, "test", "made", AGENT))
    office.put_line(store, LINE, actor="test", time=0.0)
    reports = tuple(minute(n) for n in range(5))
    store.commit(Commit(reports=reports, tables=TABLES))
    run_due(store, now=START + 2 * 3600)
    (row,) = store.rollups("line:main", start=HOUR, end=HOUR + 1)
    assert unpack(row.packed)["line_up_ratio"].count == 4
    assert store.rollups(AGENT, start=HOUR, end=HOUR + 1)
