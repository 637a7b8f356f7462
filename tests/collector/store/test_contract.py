"""What every store does; the fake is held to it like the real one."""

import threading

import msgspec
import pytest

from agent.shared.wire import Declaration, Table, table_id
from collector.devices import device_id
from collector.store import facts as sql_facts
from collector.store import memory_facts
from collector.store.interface import (
    AgentStatus,
    AuditRecord,
    Commit,
    RollupRow,
    StoreError,
)
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from collector.store.planning import DayRollup, Entry, day_of_hour
from tests.support.store_values import (
    AGENT,
    AUDIT,
    HOUR_S,
    OTHER,
    agent_of,
    backed_up,
    event,
    facts,
    finding,
    report,
    rule_of,
    sighting,
    survey,
    token_of,
)

TABLE = Table(
    "cpu", 60.0, (Declaration("hatang_cpus", "gauge", "How many."),), ((0, ()),)
)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    """Make a new, empty store of each kind."""
    if request.param == "memory":
        made = MemoryStore()
    else:
        made = open_store(f"sqlite:///{tmp_path}/hatang.db")
    yield made
    made.close()


def all_reports(store, agent=AGENT):
    """Return all reports of an agent."""
    return list(store.reports(agent, start=-1e12, end=1e12))


def prune(store, **bounds):
    """Prune by *bounds* only."""
    keep = {"reports_before": -1e12, "rollups_before": -(10**9), "events_before": -1e12}
    return store.prune(**(keep | bounds))


def test_a_new_store_is_empty(store):
    """Asking for what was never put is not an error."""
    assert all_reports(store) == []
    assert store.agents() == store.tokens() == store.audit() == store.statuses() == []
    assert store.agent(AGENT) is None
    assert store.latest_facts(AGENT) is None
    assert store.findings(cleared=True) == []
    assert store.devices() == store.sightings() == store.link_rules() == []
    assert store.survey_times() == {}
    assert store.device(AGENT) is None
    assert not store.forget_device(AGENT)
    assert not store.remove_link_rule(("a", "b", "c", ""))
    assert list(store.day_rollups(None, start=0, end=10**7)) == []
    assert store.unmerged_hours() == store.entries("line") == []
    assert not store.remove_entry("line", "main", AUDIT)
    assert store.audit() == []
    assert store.unmerge(start=0) == 0
    assert store.sequences() == []
    assert store.tables([table_id(TABLE)]) == {}
    assert store.due_hours(before=10**9) == []
    assert store.totals().oldest_report is None


def test_a_report_comes_back_as_it_was(store):
    """Every field and byte survives."""
    body = bytes(range(256)) * 20
    wanted = report(2**53, time=-12345.678, body=body)
    assert store.commit(Commit(reports=[wanted])) == [True]
    assert all_reports(store) == [wanted]


def test_a_repeat_changes_nothing(store):
    """A report is stored once, also within one commit, whatever its body says."""
    first, second = report(1), report(2)
    assert store.commit(Commit(reports=[first, second, first])) == [True, True, False]
    again = msgspec.structs.replace(first, body=b"other", time=9999.0)
    assert store.commit(Commit(reports=[again, report(3)])) == [False, True]
    assert all_reports(store) == [first, second, report(3)]
    assert store.due_hours(before=10**9) == [(AGENT, 0)]


def test_one_sequence_in_two_spools_is_two_reports(store):
    """A spool begins again at 1; its reports are no repeats."""
    new = [report(1), report(1, spool="00000002"), report(1, agent=OTHER)]
    assert store.commit(Commit(reports=new)) == [True] * 3
    assert len(all_reports(store)) == 2


def test_reports_come_in_order_of_time_and_within_bounds(store):
    """The start belongs to the range, the end does not."""
    store.commit(Commit(reports=[report(n) for n in (5, 1, 3, 2, 4)]))
    found = store.reports(AGENT, start=120.0, end=300.0)
    assert [r.sequence for r in found] == [2, 3, 4]


def test_holes_can_be_counted(store):
    """What is missing below the highest is known, and filled later."""
    store.commit(Commit(reports=[report(1), report(4)]))
    (spool,) = store.sequences(AGENT)
    assert (spool.stored, spool.highest, spool.missing) == (2, 4, 2)
    store.commit(Commit(reports=[report(2), report(3), report(4)]))
    assert [s.missing for s in store.sequences()] == [0]


def test_tables_and_statuses_are_kept(store):
    """A table is found by its id; the newest status of an agent counts."""
    name = table_id(TABLE)
    store.commit(Commit(tables={name: TABLE}, statuses=[AgentStatus(AGENT)]))
    newer = AgentStatus(AGENT, last_time=5.0, instances=("x", "y"), oldest=None)
    store.commit(Commit(tables={name: TABLE}, statuses=[newer]))
    assert store.tables([name, "unknown"]) == {name: TABLE}
    assert store.statuses() == [newer]


def test_agents_are_kept_with_their_audit(store):
    """Replacing an agent leaves one agent and two records."""
    store.put_agent(agent_of(enrolled=2.0), AUDIT)
    store.put_agent(agent_of(OTHER, enrolled=1.0), AUDIT)
    revoked = agent_of(enrolled=2.0, note="stolen", fingerprint={"mac": "0"})
    store.put_agent(revoked, AuditRecord(5.0, "x", "revoked", AGENT, {"n": 1}))
    assert store.agents() == [agent_of(OTHER, enrolled=1.0), revoked]
    assert store.agent(AGENT) == revoked
    assert [a.time for a in store.audit()] == [5.0, 1.0, 1.0]
    assert len(store.audit(limit=2)) == 2


def test_a_token_serves_as_often_as_it_says(store):
    """Enrolment counts a use, and changes nothing when there is none left."""
    store.put_token(token_of(max_uses=1), AUDIT)
    assert store.enrol(agent_of(token="t"), AUDIT)
    assert not store.enrol(agent_of(OTHER, token="t"), AUDIT)
    assert not store.enrol(agent_of(OTHER, token="unknown"), AUDIT)
    assert [a.id for a in store.agents()] == [AGENT]
    assert len(store.audit()) == 2


def test_a_taken_id_uses_no_token(store):
    """An agent that is there is not enrolled over."""
    store.put_token(token_of(max_uses=5), AUDIT)
    assert store.enrol(agent_of(token="t"), AUDIT)
    assert not store.enrol(agent_of(token="t", note="other"), AUDIT)
    assert store.tokens()[0].uses == 1
    store.put_token(token_of(max_uses=9, revoked=True), AUDIT)
    assert store.tokens() == [token_of(max_uses=9, revoked=True, uses=1)]


def test_a_token_is_not_overdrawn_by_threads(store):
    """Ten that enrol at once share three uses."""
    store.put_token(token_of(max_uses=3), AUDIT)
    results = []

    def enrol(number):
        results.append(store.enrol(agent_of(f"{number:032x}", token="t"), AUDIT))

    threads = [threading.Thread(target=enrol, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(results) == len(store.agents()) == 3


def test_facts_are_kept_when_they_differ(store):
    """Equal facts in a row are one entry, whatever order they arrive in."""
    for time, value in ((1.0, 8), (2.0, 8), (3.0, 4), (2.5, 4), (3.0, 4), (4.0, 8)):
        store.commit(Commit(facts=[facts(time, value)]))
    assert store.facts_history(AGENT) == [facts(1.0, 8), facts(2.5, 4), facts(4.0, 8)]
    assert store.latest_facts(AGENT) == facts(4.0, 8)
    assert store.facts_history(OTHER) == []


def test_what_changes_by_mere_use_is_kept_once(store):
    """The newest facts are whole; their history has no time of the last backup."""
    for time, last in ((1.0, 100), (3.0, 300), (2.0, 200), (3.0, 300), (1.0, 100)):
        store.commit(Commit(facts=[backed_up(time, last)]))
    assert store.latest_facts(AGENT) == backed_up(3.0, 300)
    (kept,) = store.facts_history(AGENT)
    assert kept.time == 1.0
    assert kept.facts["backup"]["home"].attributes == {"tool": "restic"}
    store.commit(Commit(facts=[backed_up(4.0, 400, tool="borg")]))
    assert [r.time for r in store.facts_history(AGENT)] == [1.0, 4.0]
    assert store.totals().facts == 2


def test_the_history_of_facts_ends_somewhere(store, monkeypatch):
    """Of an agent that tells of new parts each minute the newest entries are kept."""
    monkeypatch.setattr(sql_facts, "MOST_HISTORY", 3)
    monkeypatch.setattr(memory_facts, "MOST_HISTORY", 3)
    for time in (1.0, 2.0, 3.0, 5.0, 4.0):
        store.commit(Commit(facts=[facts(time, time)]))
    assert [r.time for r in store.facts_history(AGENT)] == [3.0, 4.0, 5.0]
    store.commit(Commit(facts=[facts(0.5, 9)]))
    assert [r.time for r in store.facts_history(AGENT)] == [3.0, 4.0, 5.0]


def test_late_facts_do_not_turn_the_newest_back(store):
    """What a spool delivers after days is history, and no more."""
    store.commit(Commit(facts=[facts(9.0, 8)]))
    store.commit(Commit(facts=[facts(5.0, 4)]))
    assert store.latest_facts(AGENT) == facts(9.0, 8)
    assert store.facts_history(AGENT) == [facts(5.0, 4), facts(9.0, 8)]


def test_findings_are_replaced_by_their_names(store):
    """What is gone is told only to whoever asks, until it is forgotten."""
    stands, other = finding("disk_failing", "sda"), finding("no_backup", agent=OTHER)
    store.put_findings([other, stands, finding("disk_failing", "sdb")])
    gone = msgspec.structs.replace(
        finding("disk_failing", "sdb"), cleared=7.0, evidence={"n": 1, "x": None}
    )
    store.put_findings([gone])
    store.put_findings([])
    assert store.findings() == [stands, other]
    assert store.findings(AGENT) == [stands]
    assert store.findings(AGENT, cleared=True) == [stands, gone]
    assert prune(store, events_before=7.0)["findings"] == 0
    assert prune(store, events_before=7.5)["findings"] == 1
    assert store.findings(cleared=True) == [stands, other]


def test_of_a_device_the_newest_survey_is_kept(store):
    """What comes late only says that the device was known earlier."""
    for time, serial in ((5.0, "b"), (3.0, "a"), (9.0, "c"), (9.0, "d"), (8.0, "x")):
        store.commit(Commit(surveys=[survey(time, serial=serial)]))
    (kept,) = store.devices()
    assert kept.id == device_id(AGENT, "sw1")
    assert (kept.agent, kept.key) == (AGENT, "sw1")
    assert (kept.first_seen, kept.time) == (3.0, 9.0)
    assert kept.survey == survey(0.0, serial="d").survey
    assert store.device(kept.id) == kept
    assert store.survey_times() == {kept.id: 9.0}


def test_two_agents_may_call_their_devices_alike(store):
    """A device belongs to the agent that reads it."""
    both = [survey(2.0), survey(1.0, agent=OTHER), survey(2.0, "sw2")]
    store.commit(Commit(surveys=both))
    found = [(d.agent, d.key) for d in store.devices()]
    assert found[0] == (OTHER, "sw1")
    assert sorted(found[1:]) == [(AGENT, "sw1"), (AGENT, "sw2")]


def test_a_survey_from_before_our_clock_was_set_back_gives_way(store):
    """One that merely overtook others does not."""
    store.commit(Commit(surveys=[survey(1000.0, serial="a", received=1000.0)]))
    store.commit(Commit(surveys=[survey(900.0, serial="late", received=901.0)]))
    assert store.devices()[0].survey.serial == "a"
    store.commit(Commit(surveys=[survey(100.0, serial="b", received=101.0)]))
    (kept,) = store.devices()
    assert (kept.first_seen, kept.time, kept.survey.serial) == (100.0, 100.0, "b")


def test_the_survey_of_a_repeated_report_changes_nothing(store):
    """The corrected time of a repeat differs by the network's delay."""
    source = {"spool": "00000001", "sequence": 1}
    store.commit(Commit(reports=[report(1)], surveys=[survey(1.0, **source)]))
    store.commit(Commit(reports=[report(1)], surveys=[survey(1.01, **source)]))
    assert store.devices()[0].time == 1.0


def test_a_device_is_forgotten_with_what_was_concluded_of_it(store):
    """Others' sightings and findings stay."""
    store.commit(Commit(surveys=[survey(1.0), survey(1.0, "sw2")]))
    id_, other = device_id(AGENT, "sw1"), device_id(AGENT, "sw2")
    store.put_sightings([sighting(1.0, 2.0, device=d) for d in (id_, other)])
    store.put_findings([finding("flaps", "Gi0/1", agent=d) for d in (id_, other)])
    assert store.forget_device(id_)
    assert [d.id for d in store.devices()] == [other]
    assert [s.device for s in store.sightings()] == [other]
    assert [f.agent for f in store.findings()] == [other]
    assert not store.forget_device(id_)


def test_sightings_are_found_by_machine_device_and_time(store):
    """The latest come first; the same stay only moves its end."""
    here, there = sighting(1.0, 2.0), sighting(4.0, 6.0, port="Gi0/2")
    other = sighting(1.0, 5.0, "aa:00:00:00:00:02", device="e" * 32)
    store.put_sightings([here, other, there])
    store.put_sightings([msgspec.structs.replace(here, last=3.0, vlan=None)])
    store.put_sightings([])
    moved = msgspec.structs.replace(here, last=3.0, vlan=None)
    assert store.sightings() == [there, other, moved]
    assert store.sightings(mac=here.mac) == [there, moved]
    assert store.sightings(device="e" * 32) == [other]
    assert store.sightings(mac=here.mac, device="e" * 32) == []
    assert store.sightings(start=5.0, limit=1) == [there]
    assert prune(store, events_before=5.0)["sightings"] == 1
    assert store.sightings() == [there, other]


def test_a_link_has_one_rule(store):
    """A rule is replaced and removed by the link that it is about."""
    first, second = rule_of("x", time=2.0), rule_of("y", time=1.0, b_port="1")
    store.put_link_rule(first)
    store.put_link_rule(second)
    assert store.link_rules() == [second, first]
    changed = rule_of("x", action="forbid", time=3.0, note="gone", actor="admin")
    store.put_link_rule(changed)
    assert store.link_rules() == [second, changed]
    assert store.remove_link_rule(second.name)
    assert not store.remove_link_rule(second.name)
    assert store.link_rules() == [changed]


def test_events_come_newest_first(store):
    """They are found by agent and start; a repeated one is there once."""
    some = [event(1.0), event(3.0), event(2.0, agent=OTHER)]
    store.commit(Commit(events=[*some, event(1.0)]))
    assert [e.time for e in store.events()] == [3.0, 2.0, 1.0]
    assert [e.time for e in store.events(agent=AGENT, start=1.0)] == [3.0, 1.0]
    assert [e.time for e in store.events(limit=1)] == [3.0]


def test_the_events_of_a_repeated_report_are_not_written_again(store):
    """The corrected time of a repeat differs by the network's delay."""
    source = {"spool": "00000001", "sequence": 1}
    store.commit(Commit(reports=[report(1)], events=[event(1.0, **source)]))
    store.commit(Commit(reports=[report(1)], events=[event(1.01, **source)]))
    assert store.events() == [event(1.0)]


def test_hours_with_new_reports_are_due_until_they_are_rolled_up(store):
    """Late data makes its hour due again."""
    store.commit(Commit(reports=[report(1), report(2, time=HOUR_S)]))
    assert store.due_hours(before=1) == [(AGENT, 0)]
    assert store.due_hours(before=9, limit=1) == [(AGENT, 0)]
    row = RollupRow(AGENT, 0, b"packed")
    store.put_rollups([row])
    assert store.due_hours(before=9) == [(AGENT, 1)]
    store.commit(Commit(reports=[report(1)]))
    assert store.due_hours(before=9) == [(AGENT, 1)]
    store.commit(Commit(reports=[report(3)]))
    assert store.due_hours(before=9) == [(AGENT, 0), (AGENT, 1)]
    store.put_rollups([RollupRow(AGENT, 0, b"new"), RollupRow(AGENT, 1, b"1")])
    found = [r.packed for r in store.rollups(AGENT, start=0, end=2)]
    assert found == [b"new", b"1"]
    assert list(store.rollups(AGENT, start=0, end=1)) == [RollupRow(AGENT, 0, b"new")]


def test_an_hour_that_grew_while_it_was_rolled_up_stays_due(store):
    """A row made from fewer reports than there are by now settles nothing."""
    store.commit(Commit(reports=[report(1), report(2)]))
    store.put_rollups([RollupRow(AGENT, 0, b"old", reports=1)])
    assert store.due_hours(before=9) == [(AGENT, 0)]
    store.put_rollups([RollupRow(AGENT, 0, b"new", reports=2)])
    assert store.due_hours(before=9) == []


def names_of(waiting):
    """Return who waits, without marks."""
    return [(one.owner, one.hour) for one in waiting]


def test_rolled_up_hours_wait_for_their_day(store):
    """They are asked for by owner and hour, and wait again when they are put again."""
    hours = [(OTHER, 7), (AGENT, 8), (AGENT, 7), ("line:main", 3)]
    store.put_rollups([RollupRow(owner, hour, b"x") for owner, hour in hours])
    waiting = store.unmerged_hours()
    assert names_of(waiting) == sorted(hours)
    assert names_of(store.unmerged_hours(start=7, limit=2)) == [(AGENT, 7), (AGENT, 8)]
    store.put_rollups([RollupRow(AGENT, 8, b"new")])
    store.put_day_rollups([], waiting)
    assert names_of(store.unmerged_hours()) == [(AGENT, 8)]
    store.put_day_rollups([], store.unmerged_hours())
    assert store.unmerged_hours() == []
    assert store.unmerge(start=8) == 1
    assert names_of(store.unmerged_hours()) == [(AGENT, 8)]
    day = day_of_hour(24)
    store.put_day_rollups([DayRollup(AGENT, day + n, 1, b"x") for n in (-1, 0, 1)])
    assert store.unmerge(start=24) == 0
    assert [d.day for d in store.day_rollups(None, start=0, end=10**6)] == [day - 1]
    assert store.unmerge(start=0) == 4
    assert names_of(store.unmerged_hours()) == sorted(hours)


def test_days_are_read_by_owner_and_day(store):
    """Of one owner or of all; the start belongs to the range, the end does not."""
    rows = [
        DayRollup(owner, day, 3, b"packed")
        for owner in ("line:main", OTHER, AGENT)
        for day in (739_000, 738_999)
    ]
    store.put_day_rollups(rows)
    changed = DayRollup(AGENT, 739_000, 4, b"new")
    store.put_day_rollups([changed])
    found = list(store.day_rollups(None, start=738_999, end=739_001))
    assert [(one.owner, one.day) for one in found] == sorted(
        (one.owner, one.day) for one in rows
    )
    assert found[1] == changed
    assert list(store.day_rollups(AGENT, start=739_000, end=739_001)) == [changed]
    assert list(store.day_rollups(AGENT, start=738_000, end=738_999)) == []
    assert list(store.day_rollups("nobody", start=0, end=10**6)) == []


def test_days_can_be_written_while_they_are_read(store):
    """Whoever reads sees what was there at the beginning."""
    store.put_day_rollups([DayRollup(AGENT, day, 1, b"x") for day in range(1200)])
    reading = store.day_rollups(None, start=0, end=2000)
    first = next(reading)
    store.put_day_rollups([DayRollup(AGENT, 1500, 1, b"x")])
    assert first.day == 0
    assert len(list(reading)) == 1199


def test_days_go_with_the_roll_ups_of_their_hours(store):
    """And with them the hours that waited."""
    last = 738_999
    hour = (last - 719_163) * 24
    store.put_day_rollups([DayRollup(AGENT, last + n, 1, b"x") for n in (-1, 0, 1)])
    store.put_rollups([RollupRow(AGENT, hour + n, b"x") for n in (-1, 0)])
    gone = prune(store, rollups_before=hour)
    assert (gone["rollups"], gone["day_rollups"]) == (1, 1)
    left = store.day_rollups(None, start=0, end=10**6)
    assert [one.day for one in left] == [last, last + 1]
    assert names_of(store.unmerged_hours()) == [(AGENT, hour)]


def test_the_register_keeps_entries_by_kind_and_id(store):
    """Each change leaves its audit record; what is not there leaves none."""
    first, second = Entry("line", "b", 1.0, b"{}"), Entry("line", "a", 2.0, b"[1]")
    other = Entry("purchase", "b", 3.0, '{"ghi chú":"đã mua"}'.encode())
    for entry in (first, second, other):
        store.put_entry(entry, AUDIT)
    changed = Entry("line", "b", 4.0, b'{"new":1}')
    store.put_entry(changed, AuditRecord(5.0, "x", "changed", "b"))
    assert store.entries("line") == [second, changed]
    assert store.entries("purchase") == [other]
    assert store.entries("department") == []
    assert store.remove_entry("line", "b", AuditRecord(6.0, "x", "removed", "b"))
    assert not store.remove_entry("line", "b", AuditRecord(7.0, "x", "removed", "b"))
    assert store.entries("line") == [second]
    assert store.entries("purchase") == [other]
    assert [a.time for a in store.audit()] == [6.0, 5.0, 1.0, 1.0, 1.0]


def test_pruning_by_age_leaves_what_is_due_and_what_is_young(store):
    """Reports, roll-ups and events go by their own bounds."""
    old = [report(1), report(2, time=HOUR_S), report(3, time=2.5 * HOUR_S)]
    store.commit(Commit(reports=old, events=[event(1.0), event(9.0)]))
    store.put_rollups([RollupRow(AGENT, hour, b"x") for hour in (0, 2)])
    gone = prune(
        store, reports_before=2.4 * HOUR_S, rollups_before=1, events_before=5.0
    )
    assert gone == {
        "reports": 1,
        "rollups": 1,
        "events": 1,
        "findings": 0,
        "sightings": 0,
        "day_rollups": 0,
    }
    assert [r.sequence for r in all_reports(store)] == [2, 3]
    assert store.sequences()[0].missing == 0
    assert prune(store, reports_before=9e9)["reports"] == 1
    assert store.due_hours(before=9) == [(AGENT, 1)]
    assert store.totals().oldest_report == HOUR_S


def test_pruning_by_size_takes_the_oldest_first(store):
    """It stops at what still waits for its roll-up."""
    for hour in range(8):
        some = [
            report(50 * hour + n, time=hour * HOUR_S + n, body=b"%d" % hour * 999)
            for n in range(1, 51)
        ]
        store.commit(Commit(reports=some))
    store.put_rollups([RollupRow(AGENT, hour, b"x") for hour in range(5)])
    assert prune(store, max_bytes=10**9)["reports"] == 0
    assert prune(store, max_bytes=1)["reports"] == 250
    assert len(all_reports(store)) == store.totals().reports == 150
    assert len(store.due_hours(before=99)) == 3


def test_a_backup_refuses_a_file_that_is_there(store, tmp_path):
    """Nothing is overwritten."""
    target = tmp_path / "copy"
    store.backup(target)
    with pytest.raises(StoreError, match="copy"):
        store.backup(target)
    with pytest.raises(StoreError):
        store.backup(tmp_path / "no" / "folder")


def test_threads_write_and_read_together(store):
    """Everything that was acknowledged is there, and each report was new once."""
    stop = threading.Event()
    news, failures = [], []

    def write(first):
        for n in range(first, first + 60):
            news.extend(store.commit(Commit(reports=[report(n)])))

    def read():
        while not stop.is_set():
            count = len(all_reports(store))
            if count > len(all_reports(store)):
                failures.append(count)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(n,)) for n in (1, 31, 1)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert sum(news) == len(all_reports(store)) == 90
    assert not failures


def test_totals_count_what_is_there(store):
    """They are what the collector's own metrics say."""
    store.put_agent(agent_of(), AUDIT)
    store.commit(
        Commit(
            reports=[report(2), report(1)], facts=[facts(1.0, 1)], events=[event(1.0)]
        )
    )
    store.put_rollups([RollupRow(AGENT, 0, b"x")])
    totals = store.totals()
    assert (totals.agents, totals.reports, totals.facts) == (1, 2, 1)
    assert (totals.events, totals.rollups, totals.oldest_report) == (1, 1, 60.0)
    assert totals.bytes > 0


def test_a_closed_store_says_so(store):
    """It raises the error that callers expect, and nothing else."""
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.commit(Commit(reports=[report(1)]))
    with pytest.raises(StoreError, match="closed"):
        store.agents()


def test_one_report_can_be_looked_at_by_its_name(store):
    """What is held of a name is told; an unknown name is not an error."""
    kept = report(1)
    store.commit(Commit(reports=[kept]))
    assert store.body(kept.agent, kept.spool, kept.sequence) == kept.body
    assert store.body(kept.agent, kept.spool, 99) is None
    assert store.body("f" * 32, kept.spool, kept.sequence) is None


def test_a_note_is_what_was_noted_last(store):
    """Each part has its own."""
    assert store.note("digest") is None
    store.put_note("digest", b"1")
    store.put_note("digest", b"2")
    store.put_note("other", b"3")
    assert (store.note("digest"), store.note("other")) == (b"2", b"3")


def test_events_and_audit_are_read_on_from_where_one_stopped(store):
    """By the order of writing: an event that comes late is not missed."""
    assert store.newest_numbers() == (0, 0)
    store.commit(Commit(events=[event(50.0, kind="canary_changed")]))
    store.commit(Commit(events=[event(10.0, kind="drive_removed")]))
    store.commit(Commit(events=[event(50.0, kind="canary_changed")]))  # a repeat
    store.add_audit(AUDIT)
    told = store.events_after(0)
    assert [one.event.kind for _n, one in told] == ["canary_changed", "drive_removed"]
    assert store.events_after(told[0][0]) == told[1:]
    assert store.events_after(0, limit=1) == told[:1]
    assert store.audit_after(0) == [(1, AUDIT)]
    assert store.audit_after(1) == []
    assert store.newest_numbers() == (told[1][0], 1)
    assert store.events_after(told[1][0]) == []
