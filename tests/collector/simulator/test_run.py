"""A simulated fleet comes in by the doors of real agents, and is the same each time."""

import dataclasses

import pytest

from agent.shared.wire import Report, decode
from collector.rollup import unpack
from collector.settings import CollectorSettings
from collector.simulator.run import simulate
from collector.simulator.shapes import SimulatorError, Size
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from tests.support.simulated import NOW, SMALL, reports_of, simulated


@pytest.fixture(scope="module")
def filled():
    """Fill a memory store with a small fleet."""
    return simulated()


def contents(store):
    """Return everything that must not differ between two runs of one seed."""
    agents = store.agents()
    owners = [a.id for a in agents] + [d.id for d in store.devices()]
    return (
        sorted((a.id, a.hostname, a.site, a.department, a.room) for a in agents),
        sorted((r.agent, r.sequence, r.time, r.body) for r in reports_of(store)),
        [store.latest_facts(a.id) for a in sorted(agents, key=lambda a: a.id)],
        sorted(store.devices(), key=lambda d: d.id),
        [list(store.rollups(o, start=0, end=10**7)) for o in sorted(owners)],
        sorted(
            (f.agent, f.kind, f.subject, f.severity, f.since)
            for o in owners
            for f in store.findings(o)
        ),
    )


def test_the_same_seed_makes_the_same_fleet(filled):
    """Reports, facts, surveys, roll-ups and findings are equal to the last octet."""
    again, written = simulated()
    assert contents(again) == contents(filled[0])
    assert written == filled[1]


def test_another_seed_makes_another_fleet(filled):
    """Nobody of one fleet is of the other."""
    other, _ = simulated(dataclasses.replace(SMALL, seed=8))
    ids = {agent.id for agent in filled[0].agents()}
    assert ids.isdisjoint({agent.id for agent in other.agents()})


def test_secrets_do_not_follow_from_the_seed(filled):
    """Whoever knows the seed cannot speak for a simulated machine."""
    again, _ = simulated()
    assert {a.credential_digest for a in again.agents()}.isdisjoint(
        {a.credential_digest for a in filled[0].agents()}
    )
    assert all(token.uses == token.max_uses for token in again.tokens())


def test_everything_that_was_asked_for_is_there(filled):
    """PCs, a server for each site, switches and routers, lines, and their history."""
    store, written = filled
    assert (written.pcs, written.lines) == (31, 2)
    assert len(store.agents()) == 31 + 2
    assert len(store.devices()) == written.devices == 5 + 2
    assert {d.survey.site for d in store.devices()} == {
        agent.site for agent in store.agents()
    }
    assert store.totals().reports == written.reports > 500
    assert list(store.rollups("line:duong-truyen-1", start=0, end=10**7))
    assert not store.due_hours(before=int(NOW // 3600))


def test_a_spool_has_no_holes_and_counters_only_grow_within_a_boot(filled):
    """The reports are those of an agent that never lost one."""
    last: dict[tuple[str, str, str], list[float]] = {}
    for sequences in filled[0].sequences():
        assert sequences.missing == 0
    tables = {}
    for stored in reports_of(filled[0]):
        report = decode(stored.body, Report)
        assert report.time <= stored.received <= NOW
        for reading in report.readings:
            if reading.table not in tables:
                tables |= filled[0].tables([reading.table])
            table = tables[reading.table]
            key = (stored.agent, report.boot, reading.table)
            before = last.get(key)
            if before is not None:
                for place, (index, _labels) in enumerate(table.series):
                    if table.metrics[index].kind == "counter":
                        assert reading.values[place] >= before[place]
            last[key] = list(reading.values)
    assert len(last) > 100


def test_signals_that_planning_reads_are_in_the_rollups(filled):
    """CPU, memory, disk and port signals of office hours are there."""
    store, _ = filled
    pc = next(a for a in store.agents() if a.role != "server")
    found = set()
    for row in store.rollups(pc.id, start=0, end=10**7):
        found |= unpack(row.packed).keys()
    assert {
        "cpu_busy_ratio",
        "memory_available_ratio",
        "memory_committed_ratio",
        "hard_faults_per_second",
        "disk_read_seconds_per_operation",
        "disk_write_seconds_per_operation",
        "disk_busy_ratio",
    } <= found
    switch = next(d for d in store.devices() if d.survey.kind == "switch")
    ports = set()
    for row in store.rollups(switch.id, start=0, end=10**7):
        ports |= unpack(row.packed).keys()
    assert any(name.startswith("port_receive_ratio{") for name in ports)


def test_each_hour_has_as_many_values_as_reports(filled):
    """The first rate of an hour finds its reading in the hour before."""
    store, _ = filled
    pc = next(a for a in store.agents() if a.role == "server")
    rows = [unpack(r.packed) for r in store.rollups(pc.id, start=0, end=10**7)]
    counts = [row["cpu_busy_ratio"].count for row in rows if "cpu_busy_ratio" in row]
    assert max(counts) == 3600 / SMALL.period_s


def test_the_truth_names_what_is_in_the_store(filled):
    """Every target of the truth is a machine, a device or a line that was written."""
    store, written = filled
    known = {f"machine:{a.id}" for a in store.agents()}
    known |= {f"device:{d.id}" for d in store.devices()}
    known |= {"line:duong-truyen-1", "line:duong-truyen-2"}
    truth = written.truth
    assert {subject.target for subject in truth.subjects} == known
    for subject in truth.subjects:
        for problem in subject.problems:
            assert 0 < problem.pain <= 1
            assert set(problem.remedies) <= truth.relief[problem.kind].keys()
            assert max(truth.relief[problem.kind][r] for r in problem.remedies) >= 0.7


def test_every_kind_of_problem_comes_in_a_fleet_of_thirty(filled):
    """Tests and benchmarks see each of them."""
    kinds = {p.kind for s in filled[1].truth.subjects for p in s.problems}
    alike = {s.look_alike for s in filled[1].truth.subjects}
    assert {
        "memory",
        "paging",
        "slow_disk",
        "cpu",
        "failing_disk",
        "full_disk",
        "unsupported",
        "outdated",
        "tpm_off",
        "no_antivirus",
    } <= kinds
    assert {
        "old_but_healthy",
        "busy_at_night",
        "memory_full_of_cache",
        "away",
        "upgraded",
        "busy_two_days",
    } <= alike


def test_failing_drives_are_found_since_they_fail(filled):
    """The keepers judged as in a running collector."""
    store, written = filled
    failing = {
        s.target.removeprefix("machine:")
        for s in written.truth.subjects
        for p in s.problems
        if p.kind == "failing_disk"
    }
    found = {f.agent for f in store.findings() if f.kind == "disk_failing"}
    assert found == failing


def test_slow_links_are_found_though_machines_are_off_by_now():
    """Ports were judged in the last morning, too, when people worked."""
    size = dataclasses.replace(SMALL, sites=1, lines=0)
    store = MemoryStore()
    night = NOW + 12 * 3600
    written = simulate(store, size, now=night, settings=CollectorSettings())
    slow = {
        place
        for s in written.truth.subjects
        for p in s.problems
        if p.kind == "slow_link_cable"
        for place in p.places
        if place.startswith("port:")
    }
    found = {
        f"port:{f.agent}/{f.subject}"
        for f in store.findings()
        if f.kind == "port_slow_link"
    }
    assert slow
    assert slow <= found


def test_a_filled_store_is_refused(filled):
    """It is left as it is, unless more is to be added."""
    store, _ = filled
    before = store.totals()
    with pytest.raises(SimulatorError, match="--add"):
        simulate(store, SMALL, now=NOW, settings=CollectorSettings())
    assert store.totals() == before


def test_a_fleet_is_added_where_that_was_asked_for():
    """Of another seed it is; of the same seed the machines are there already."""
    size = Size(pcs=2, switches=1, lines=0, days=1, seed=1)
    store, _ = simulated(size)
    more = Size(pcs=2, switches=1, lines=0, days=1, seed=2)
    simulate(store, more, now=NOW, settings=CollectorSettings(), add=True)
    assert len(store.agents()) == 6
    with pytest.raises(SimulatorError, match="--seed"):
        simulate(store, more, now=NOW, settings=CollectorSettings(), add=True)


def test_it_writes_into_sqlite_as_into_memory(tmp_path):
    """Both stores hold the same."""
    size = Size(pcs=3, switches=2, lines=1, days=2, seed=3)
    memory, _ = simulated(size)
    sql = open_store(f"sqlite:///{tmp_path}/hatang.db")
    try:
        simulated(size, sql)
        assert contents(sql) == contents(memory)
    finally:
        sql.close()


def test_a_fleet_without_switches_is_possible():
    """Then nothing reads devices, and lines have no port."""
    store, written = simulated(Size(pcs=3, switches=0, lines=1, days=1))
    assert len(store.agents()) == 3
    assert written.devices == 0
    assert store.devices() == []


@pytest.mark.parametrize(
    ("size", "names"),
    [
        (Size(pcs=0), "--pcs"),
        (Size(days=0), "--days"),
        (Size(switches=1, sites=2), "--switches"),
        (Size(pcs=1, sites=2, switches=2), "--pcs"),
        (Size(period_s=1), "--period"),
        (Size(pcs=500, switches=2), "--switches"),
    ],
)
def test_a_size_that_makes_no_sense_is_refused(size, names):
    """The text names the option, and nothing is written."""
    store = MemoryStore()
    with pytest.raises(SimulatorError, match=names):
        simulate(store, size, now=NOW, settings=CollectorSettings())
    assert store.agents() == []


def test_an_upgrade_is_an_event_of_its_day():
    """Facts change, the collector tells, and memory is enough from then on."""
    size = dataclasses.replace(SMALL, sites=1, switches=0, lines=0, days=18)
    store, written = simulated(size)
    (subject,) = [s for s in written.truth.subjects if s.look_alike == "upgraded"]
    id_ = subject.target.removeprefix("machine:")
    (event,) = [
        e for e in store.events(agent=id_) if e.event.kind == "memory_module_added"
    ]
    assert 12.9 < (NOW - event.time) / 86400 < 15
    rows = [
        (r.hour * 3600, unpack(r.packed))
        for r in store.rollups(id_, start=0, end=10**7)
    ]
    free = [
        (hour < event.time, row["memory_available_ratio"].minimum)
        for hour, row in rows
        if "memory_available_ratio" in row
    ]
    assert min(v for before, v in free if before) < 0.1
    assert min(v for before, v in free if not before) > 0.3
