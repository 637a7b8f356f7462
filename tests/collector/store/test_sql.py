"""The SQL store: as the fake does, and through crashes, full disks and backups."""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from collector.devices import device_id
from collector.store.interface import Commit, RollupRow, StoreError
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from collector.store.planning import DayRollup, Entry
from tests.support.crashing_writer import GROUP
from tests.support.disk import fill, small_disk
from tests.support.store_values import (
    AGENT,
    AUDIT,
    OTHER,
    backed_up,
    event,
    facts,
    finding,
    report,
    rule_of,
    sighting,
    survey,
)

ROOT = Path(__file__).parents[3]
agents = st.sampled_from([AGENT, OTHER])
hours = st.integers(0, 4)
reports = st.builds(
    report,
    st.integers(1, 12),
    agent=agents,
    spool=st.sampled_from(["00000001", "00000002"]),
    time=st.integers(0, 5 * 7200 - 1).map(lambda half: half / 2),
    body=st.binary(max_size=20),
)


surveys = st.builds(
    survey,
    st.integers(1, 9).map(float),
    st.sampled_from(["sw1", "sw2"]),
    agent=agents,
    serial=st.sampled_from("ab"),
    spool=st.sampled_from(["", "00000001"]),
    sequence=st.integers(1, 12),
)


class TwoStores(RuleBasedStateMachine):
    """The same done to the fake and to SQLite; they always answer alike."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.url = f"sqlite:///{self.folder}/hatang.db"
        self.fake, self.real = MemoryStore(), open_store(self.url)

    def both(self, name, *arguments, **named):
        """Call one method of both and compare the answers."""
        ours = getattr(self.real, name)(*arguments, **named)
        wanted = getattr(self.fake, name)(*arguments, **named)
        if isinstance(wanted, Iterator):
            ours, wanted = list(ours), list(wanted)
        assert ours == wanted

    @rule(
        some=st.lists(reports, max_size=6),
        known=st.lists(
            st.builds(facts, st.integers(1, 9).map(float), st.integers(1, 3))
            | st.builds(backed_up, st.integers(1, 9).map(float), st.integers(1, 3)),
            max_size=3,
        ),
        happened=st.lists(st.builds(event, st.integers(1, 9).map(float)), max_size=3),
        surveys=st.lists(surveys, max_size=3),
    )
    def commit(self, some, known, happened, surveys):
        """Write reports, facts, events and surveys."""
        self.both(
            "commit",
            Commit(reports=some, facts=known, events=happened, surveys=surveys),
        )

    @rule(first=st.integers(1, 3), last=st.integers(3, 6), port=st.sampled_from("ab"))
    def see(self, first, last, port):
        """Put a sighting, perhaps one that is there."""
        device = device_id(AGENT, "sw1")
        seen = sighting(float(first), float(last), port=port, device=device)
        self.both("put_sightings", [seen])

    @rule(key=st.sampled_from(["sw1", "sw2"]))
    def forget(self, key):
        """Forget a device."""
        self.both("forget_device", device_id(AGENT, key))

    @rule(b=st.sampled_from("xy"), time=st.integers(1, 3), keep=st.booleans())
    def decide(self, b, time, keep):
        """Put or remove a rule for a link."""
        kept = rule_of(b, time=float(time))
        if keep:
            self.both("put_link_rule", kept)
        else:
            self.both("remove_link_rule", kept.name)

    @rule(agent=agents, hour=hours, count=st.one_of(st.none(), st.integers(0, 3)))
    def roll_up(self, agent, hour, count):
        """Put a row, perhaps one that comes too late."""
        self.both("put_rollups", [RollupRow(agent, hour, b"%d" % hour, count)])

    @rule(agent=agents, day=st.integers(719_163, 719_165), count=st.integers(0, 3))
    def merge_days(self, agent, day, count):
        """Put a day, and let some hours wait no longer."""
        waiting = self.real.unmerged_hours(limit=count)
        assert waiting == self.fake.unmerged_hours(limit=count)
        row = DayRollup(agent, day, count, b"%d" % count)
        self.both("put_day_rollups", [row], waiting)

    @rule(hour=hours)
    def change_calendar(self, hour):
        """Let hours wait again."""
        self.both("unmerge", start=hour)

    @rule(kind=st.sampled_from("kl"), id_=st.sampled_from("ab"), keep=st.booleans())
    def say(self, kind, id_, keep):
        """Put an entry of the register, or remove it."""
        if keep:
            self.both("put_entry", Entry(kind, id_, 1.0, b"{}"), AUDIT)
        else:
            self.both("remove_entry", kind, id_, AUDIT)

    @rule(kind=st.sampled_from("ab"), agent=agents, gone=st.none() | st.just(2.0))
    def find(self, kind, agent, gone):
        """Put a finding, standing or gone."""
        put = msgspec.structs.replace(finding(kind, agent=agent), cleared=gone)
        self.both("put_findings", [put])

    @rule(before=st.integers(0, 20000), hour=hours)
    def prune(self, before, hour):
        """Delete by age."""
        self.both(
            "prune",
            reports_before=float(before),
            rollups_before=hour,
            events_before=before / 4000,
        )

    @rule()
    def reopen(self):
        """Restart the collector."""
        self.real.close()
        self.real = open_store(self.url)

    @invariant()
    def all_is_equal(self):
        """Compare everything that can be read."""
        for agent in (AGENT, OTHER):
            self.both("reports", agent, start=0.0, end=1e6)
            self.both("reports", agent, start=3600.0, end=7200.0)
            self.both("rollups", agent, start=0, end=9)
            self.both("facts_history", agent)
            self.both("latest_facts", agent)
        self.both("day_rollups", None, start=0, end=10**7)
        self.both("day_rollups", OTHER, start=719_164, end=719_165)
        self.both("unmerged_hours")
        self.both("unmerged_hours", start=2, limit=2)
        self.both("entries", "k")
        self.both("audit")
        self.both("devices")
        self.both("survey_times")
        self.both("sightings")
        self.both("sightings", device=device_id(AGENT, "sw1"), start=4.0)
        self.both("link_rules")
        self.both("findings", cleared=True)
        self.both("findings", AGENT)
        self.both("sequences")
        self.both("due_hours", before=99)
        self.both("events")
        ours, wanted = self.real.totals(), self.fake.totals()
        assert msgspec.structs.replace(ours, bytes=0) == msgspec.structs.replace(
            wanted, bytes=0
        )

    def teardown(self):
        """Leave nothing behind."""
        self.real.close()
        shutil.rmtree(self.folder)


TwoStores.TestCase.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None
)
TestTwoStores = TwoStores.TestCase


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    """Every acknowledged group is there, none by half, and the file opens."""
    url = f"sqlite:///{tmp_path}/hatang.db"
    command = [sys.executable, "-m", "tests.support.crashing_writer", url]
    last = 0
    for pause_s in (0.05, 0.13, 0.21):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            said = [writer.stdout.readline()]
            time.sleep(pause_s)
            writer.kill()
            said += writer.stdout.readlines()
        last = max(last, *(int(line) for line in said if line.endswith(b"\n")))
        store = open_store(url)
        numbers = [r.sequence for r in store.reports(AGENT, start=0.0, end=1e12)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= last
        assert len(numbers) % GROUP == 0
        assert store.sequences()[0].stored == len(numbers) == store.totals().reports
        store.close()


@pytest.mark.system
def test_a_full_disk_refuses_whole_commits_and_recovers(tmp_path):
    """Nothing is half-written, and when there is space the store goes on."""
    with small_disk(tmp_path / "disk", size="4m") as disk:
        store = open_store(f"sqlite:///{disk}/hatang.db")
        store.commit(Commit(reports=[report(1)]))
        filler = fill(disk)
        big = [report(n, body=f"{n:x}".encode() * 20_000) for n in range(2, 40)]
        with pytest.raises(StoreError, match=r"make room|does not answer"):
            store.commit(Commit(reports=big))
        found = [r.sequence for r in store.reports(AGENT, start=0.0, end=1e12)]
        assert found == [1]
        filler.unlink()
        assert store.commit(Commit(reports=big)) == [True] * len(big)
        store.close()
        again = open_store(f"sqlite:///{disk}/hatang.db")
        assert again.totals().reports == 1 + len(big)
        again.close()


def test_a_backup_made_while_others_write_is_whole(tmp_path):
    """The copy opens, and holds a run of commits without a hole."""
    store = open_store(f"sqlite:///{tmp_path}/hatang.db")
    store.commit(Commit(surveys=[survey(1.0)]))
    store.put_sightings([sighting(1.0, 2.0)])
    store.put_link_rule(rule_of("x"))
    stop = threading.Event()

    def write():
        for first in range(1, 20_000, 5):
            if stop.is_set():
                return
            store.commit(Commit(reports=[report(n) for n in range(first, first + 5)]))

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"copy{n}.db" for n in range(3)]
    try:
        for copy in copies:
            store.backup(copy)
    finally:
        stop.set()
        writer.join()
        store.close()
    for path in copies:
        assert path.stat().st_mode & 0o077 == 0
        copy = open_store(f"sqlite:///{path}", create=False)
        numbers = [r.sequence for r in copy.reports(AGENT, start=0.0, end=1e12)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) % 5 == 0
        assert [d.survey for d in copy.devices()] == [survey(1.0).survey]
        assert copy.sightings() == [sighting(1.0, 2.0)]
        assert copy.link_rules() == [rule_of("x")]
        copy.close()


def test_pruning_gives_the_space_back(tmp_path):
    """The file shrinks, so that the disk has room for others."""
    path = tmp_path / "hatang.db"
    store = open_store(f"sqlite:///{path}")
    body = bytes(range(256)) * 16
    for hour in range(20):
        some = [report(hour * 60 + n, body=body) for n in range(60)][hour == 0 :]
        store.commit(Commit(reports=some))
    store.put_rollups([RollupRow(AGENT, hour, b"x") for hour in range(20)])
    before = store.totals().bytes
    store.prune(
        reports_before=0.0,
        rollups_before=0,
        events_before=0.0,
        max_bytes=before // 2,
    )
    assert 0 < store.totals().bytes <= before // 2
    assert store.totals().oldest_report > 3600
    store.close()
    assert path.stat().st_size <= before // 2
