"""The spool: nothing lost, nothing twice, never a crash."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent.shared.wire import Declaration, Table, encode
from agent.spool import FILE_NAME, MEMORY_REPORTS, Spool
from agent.spool_file import Spooled
from tests.support.fake_clock import FakeClock

DAY_S = 86400.0
TABLE = Table("p", 60.0, (Declaration("hatang_x", "gauge", "X."),), ((0, ()),))
SYSTEM_FULL = pytest.mark.skipif(
    sys.platform == "win32"
    or not Path("/dev/full").exists()
    or (os.geteuid() != 0 and not os.environ.get("CI")),
    reason="needs root to mount a small file system",
)


def make(size=10, facts="", moment=5.0):
    """Return a maker of reports of *size* bytes."""
    return lambda spool, sequence: Spooled(
        spool, sequence, moment, facts, f"{sequence}".encode().ljust(size)
    )


@pytest.fixture
def clock():
    """Return a clock that the test turns."""
    return FakeClock()


@pytest.fixture
def opened(tmp_path, clock):
    """Return a function that opens the spool of this test, as a restart would."""
    spools = []

    def open_spool(max_bytes=1_000_000, max_age_s=14 * DAY_S):
        for spool in spools:
            spool.close()
        spools.append(Spool(tmp_path, clock, max_bytes=max_bytes, max_age_s=max_age_s))
        return spools[-1]

    yield open_spool
    for spool in spools:
        spool.close()


def sequences(spool, limit=1000):
    """Return what waits, in order."""
    return sorted(r.sequence for r in spool.take(limit, 10**9).reports)


def test_reports_survive_a_restart_and_count_on(opened):
    """A spool keeps its id, what waits and its place in the count."""
    spool = opened()
    for _ in range(3):
        spool.append(make(), {})
    name = spool.id
    again = opened()
    assert again.id == name
    again.append(make(), {})
    assert sequences(again) == [1, 2, 3, 4]


def test_only_what_is_settled_is_forgotten(opened):
    """Done and refused reports leave, the others stay; counting goes on."""
    spool = opened()
    for _ in range(4):
        spool.append(make(), {})
    reports = {r.sequence: r for r in spool.take(10, 10**6).reports}
    spool.settle([reports[1], reports[4]], [(reports[2], "too odd")])
    assert sequences(spool) == [3]
    assert spool.backlog().refused == 1
    spool = opened()
    spool.append(make(), {})
    assert sequences(spool) == [3, 5]


def test_over_the_bound_the_oldest_goes_and_is_counted(opened):
    """Only as much is dropped as must be, and a restart remembers how much."""
    spool = opened(max_bytes=2000)
    for _ in range(10):
        spool.append(make(372), {})
    assert sequences(spool) == [7, 8, 9, 10]
    assert spool.backlog().dropped == 6
    assert opened(max_bytes=2000).backlog().dropped == 6


def test_what_is_older_than_the_bound_goes(opened, clock):
    """After more than 14 days a report is given up."""
    spool = opened()
    spool.append(make(), {})
    clock.pass_(13 * DAY_S)
    spool.append(make(), {})
    assert sequences(spool) == [1, 2]
    clock.pass_(2 * DAY_S)
    spool.append(make(), {})
    assert sequences(spool) == [2, 3]


def test_a_jump_of_the_wall_clock_ages_nothing(opened, clock):
    """Years of wrong time throw no report away, in this boot or over a reboot."""
    spool = opened()
    spool.append(make(), {})
    clock.wall += 5 * 365 * DAY_S
    spool.append(make(), {})
    clock.wall -= 9 * 365 * DAY_S
    clock.boot, clock.up = "boot-2", 3.0
    spool = opened()
    spool.append(make(), {})
    clock.wall += 9 * 365 * DAY_S
    clock.boot, clock.up = "boot-3", 3.0
    spool = opened()
    spool.append(make(), {})
    assert sequences(spool) == [1, 2, 3, 4]


def test_a_delivery_takes_the_newest_and_the_oldest(opened):
    """Fresh reports never wait for a backlog, and the backlog shrinks."""
    spool = opened()
    for _ in range(100):
        spool.append(make(), {})
    take = spool.take(8, 10**6)
    assert [r.sequence for r in take.reports] == [100, 99, 1, 2, 3, 4, 5, 6]
    assert take.pending == 92
    assert len(spool.take(50, 25).reports) == 2
    assert len(spool.take(50, 1).reports) == 1


def test_a_damaged_file_is_set_aside(opened, tmp_path):
    """Junk in the file costs its reports, not the agent; a new spool id begins."""
    spool = opened()
    spool.append(make(), {})
    spool.close()
    (tmp_path / FILE_NAME).write_bytes(b"junk " * 5000)
    again = opened()
    again.append(make(), {})
    assert again.works
    assert again.id != spool.id
    assert sequences(again) == [1]
    assert (tmp_path / (FILE_NAME + ".damaged")).exists()


@pytest.mark.parametrize("cut", [1, 100, 4096, 6000, 20000])
def test_a_file_that_was_cut_never_stops_the_agent(opened, tmp_path, cut):
    """Whatever is left of the file, appending works afterwards."""
    spool = opened()
    for _ in range(50):
        spool.append(make(400), {})
    spool.close()
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:cut])
    again = opened()
    again.append(make(), {})
    assert again.take(10, 10**6).reports


def test_a_folder_that_cannot_be_made_leaves_reports_in_memory(tmp_path, clock):
    """Without a disk the newest are kept, bounded, under an id of their own."""
    (tmp_path / "file").write_text("in the way")
    spool = Spool(tmp_path / "file" / "x", clock, max_bytes=10**6, max_age_s=DAY_S)
    for _ in range(MEMORY_REPORTS + 5):
        spool.append(make(), {"t": TABLE})
    assert not spool.works
    assert spool.backlog().reports == MEMORY_REPORTS
    assert spool.backlog().dropped == 5
    assert sequences(spool)[-1] == MEMORY_REPORTS + 5
    assert spool.new_tables({"t"}) == {"t": encode(TABLE)}
    spool.settle(spool.take(1000, 10**9).reports)
    assert spool.backlog().reports == 0


def test_when_the_disk_comes_back_memory_moves_to_it(tmp_path, clock):
    """Nothing that memory held is lost or renamed, and the count of losses stays."""
    blocker = tmp_path / "x"
    blocker.write_text("in the way")
    spool = Spool(blocker, clock, max_bytes=10**6, max_age_s=DAY_S)
    for _ in range(MEMORY_REPORTS + 2):
        spool.append(make(), {})
    held = {r.name for r in spool.take(1000, 10**9).reports}
    blocker.unlink()
    spool.append(make(), {})
    assert spool.works
    spool.close()
    again = Spool(blocker, clock, max_bytes=10**6, max_age_s=DAY_S)
    names = {r.name for r in again.take(1000, 10**9).reports}
    assert held < names
    assert len(names) == len(held) + 1
    assert again.backlog().dropped == 2
    again.close()


def test_tables_stay_as_long_as_a_report_needs_them(opened):
    """A table leaves with the last report that uses it."""
    other = Table("q", 60.0, TABLE.metrics, TABLE.series)
    spool = opened()
    spool.append(make(), {"old": TABLE})
    spool.append(make(), {"new": other})
    assert set(spool.new_tables({"old", "new", "third"})) == {"old", "new"}
    assert set(spool.current_tables()) == {"new"}
    spool.set_known({"new"}, known=True)
    assert set(opened().new_tables({"old", "new", "third"})) == {"old"}
    spool = opened()
    spool.settle(spool.take(10, 10**6).reports)
    spool.append(make(), {"third": TABLE})
    assert set(spool.new_tables({"old", "new", "third"})) == {"third"}


def test_facts_are_known_while_they_wait_and_once_acknowledged(opened):
    """Facts travel once, again when asked for, and again when their report is lost."""
    spool = opened()
    assert not spool.has_facts("f1")
    spool.append(make(facts="f1"), {})
    assert spool.has_facts("f1")
    spool.settle(spool.take(5, 10**6).reports)
    assert opened().has_facts("f1")
    spool = opened()
    spool.forget_facts()
    assert not spool.has_facts("f1")


class Model(RuleBasedStateMachine):
    """The spool against a plain list, with restarts at any moment."""

    def __init__(self):
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.spool = self.open()
        self.expected = []
        self.count = 0

    def open(self):
        return Spool(
            Path(self.folder.name), self.clock, max_bytes=10**7, max_age_s=DAY_S
        )

    @rule()
    def append(self):
        self.count += 1
        self.expected.append(self.count)
        self.spool.append(make(), {})

    @rule(limit=st.integers(1, 9), keep=st.integers(0, 3))
    @precondition(lambda self: self.expected)
    def deliver(self, limit, keep):
        reports = self.spool.take(limit, 10**6).reports
        assert self.expected[-1] in [r.sequence for r in reports]
        done = reports[keep:]
        self.spool.settle(done)
        gone = {r.sequence for r in done}
        self.expected = [n for n in self.expected if n not in gone]

    @rule()
    def restart(self):
        self.spool.close()
        self.spool = self.open()

    @invariant()
    def nothing_is_lost(self):
        assert sequences(self.spool) == self.expected
        assert self.spool.backlog().reports == len(self.expected)

    def teardown(self):
        self.spool.close()
        self.folder.cleanup()


TestModel = Model.TestCase
TestModel.settings = hypothesis_settings(
    max_examples=15, stateful_step_count=15, deadline=None
)

_WRITER = """
import sys
from pathlib import Path
from agent.shared.clock import SystemClock
from agent.spool import Spool
from agent.spool_file import Spooled
spool = Spool(Path(sys.argv[1]), SystemClock(), max_bytes=10**8, max_age_s=1e9)
while True:
    spool.append(lambda s, n: Spooled(s, n, 1.0, "", str(n).encode() * 40), {})
    print(spool.take(1, 10**6).reports[0].sequence, flush=True)
"""


@pytest.mark.system
def test_kill_9_at_any_moment_loses_nothing_that_was_kept(tmp_path):
    """Whatever append has returned for is there after the kill, once, without holes."""
    seen = 0
    for round_ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        writer.stdout.readline()
        time.sleep(0.03 * round_)
        writer.kill()  # SIGKILL; TerminateProcess on Windows
        lines = writer.stdout.read().split()
        writer.stdout.close()
        writer.wait()
        seen = max([seen, *(int(line) for line in lines)])
        spool = Spool(tmp_path, FakeClock(), max_bytes=10**8, max_age_s=1e12)
        found = sequences(spool, 100_000)
        spool.close()
        assert found == list(range(1, len(found) + 1)), json.dumps(found[:9])
        assert len(found) >= seen
    assert seen


@pytest.mark.system
@SYSTEM_FULL
def test_a_full_disk_stops_nothing(tmp_path, clock):
    """On a full disk the agent goes on, keeps the newest, and recovers with room."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], check=True
    )
    try:
        spool = Spool(folder, clock, max_bytes=10**8, max_age_s=DAY_S)
        filler = folder / "filler"
        spool.append(make(2000), {})
        filler.write_bytes(b"x" * 200_000)
        for _ in range(100):
            spool.append(make(2000), {})
        assert not spool.works
        assert spool.backlog().reports == 101
        names = {r.name for r in spool.take(500, 10**9).reports}
        assert len(names) == 101
        spool.settle(spool.take(2, 10**9).reports)
        assert spool.backlog().reports == 99
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=8m", str(folder)], check=True)
        spool.append(make(2000), {})
        assert spool.works
        spool.close()
        again = Spool(folder, clock, max_bytes=10**8, max_age_s=DAY_S)
        assert again.backlog().reports == 100
        assert again.backlog().dropped == 0
        again.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_reports_from_memory_bring_their_tables_to_the_disk(tmp_path, clock):
    """A table that changed while the disk was away outlives a restart, too."""
    blocker = tmp_path / "x"
    blocker.write_text("in the way")
    spool = Spool(blocker, clock, max_bytes=10**6, max_age_s=DAY_S)
    spool.append(make(), {"old": TABLE})
    blocker.unlink()
    spool.append(make(), {"new": TABLE})
    spool.close()
    again = Spool(blocker, clock, max_bytes=10**6, max_age_s=DAY_S)
    assert set(again.new_tables({"old", "new"})) == {"old", "new"}
    again.close()


def test_a_table_wanted_again_is_there_though_the_disk_takes_nothing(
    opened, monkeypatch
):
    """What the collector said last counts, not what the disk could be told."""
    spool = opened()
    spool.append(make(), {"t": TABLE})
    spool.set_known({"t"}, known=True)
    assert spool.new_tables({"t"}) == {}
    monkeypatch.setattr(spool, "_write", lambda _act: False)
    spool.set_known({"t"}, known=False)
    assert set(spool.new_tables({"t"})) == {"t"}
