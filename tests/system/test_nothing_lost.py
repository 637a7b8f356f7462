"""Nothing is lost: kills, full disks, cut lines, wrong clocks and repeats.

The loader spools reports whose values follow from their names. Afterwards each spooled
report must lie in the store exactly once, with its values and at its true time.
"""

import contextlib
import random
import time
from pathlib import Path

import pytest

from tests.support.disk import fill, small_disk
from tests.support.loader import check_value
from tests.support.netlab import SERVER, cable
from tests.support.processes import wait_for
from tests.support.rig import AgentRig, CollectorRig

pytestmark = pytest.mark.system

LOADER = ("tests.support.loader",)
CLOCK_TOLERANCE_S = 2.5
SLOW_LINE_S = 10.0  # a delivery that is on its way so long is dated later by as much


def made_by(loader: AgentRig) -> set[tuple[str, int]]:
    """Return the names of all reports that the spool took."""
    lines = loader.settings.with_name("made.txt").read_text().splitlines()
    return {(spool, int(sequence)) for spool, sequence in map(str.split, lines)}


def dropped_by(loader: AgentRig) -> int:
    """Return how many reports the spool gave up, as it counted them."""
    dropped, refused = loader.settings.with_name("left.txt").read_text().split()
    assert refused == "0"
    return int(dropped)


def finish(loader: AgentRig, *, within_s: float = 90.0) -> None:
    """Wait for the loader to deliver everything and end by itself."""
    program = loader.program
    assert program is not None
    wait_for(lambda: not program.running, within_s=within_s, name="all is delivered")
    assert program.process.returncode == 0, loader.output()


def assert_whole(
    collector: CollectorRig,
    loader: AgentRig,
    *,
    lost: int = 0,
    tolerance_s: float = CLOCK_TOLERANCE_S,
) -> int:
    """Check that what was made is stored exactly once, with its values and times."""
    stored = collector.stored()
    names = [(row.spool, row.sequence) for row, _ in stored]
    assert len(names) == len(set(names))
    missing = made_by(loader) - set(names)
    assert len(missing) == lost, sorted(missing)[:10]
    for row, report in stored:
        (reading,) = report.readings
        sequence, true_time, check = reading.values
        assert (sequence, report.sequence) == (row.sequence, row.sequence)
        assert check == check_value(sequence, true_time)
        assert abs(row.time - true_time) < tolerance_s
    return len(stored)


@pytest.fixture
def collector(tmp_path):
    """Give a running collector."""
    rig = CollectorRig(tmp_path / "c")
    rig.start()
    yield rig
    rig.kill()


@pytest.fixture
def loader(tmp_path, collector):
    """Give an enrolled loader."""
    rig = AgentRig(tmp_path / "a", program=LOADER)
    rig.enrol(collector.token())
    yield rig
    rig.kill()


def test_kills_of_both_sides_at_random_moments_lose_nothing(collector, loader):
    """What was spooled arrives exactly once, however often either side is killed."""
    rng = random.Random(20261124)
    loader.start("--rate", "400")
    for _ in range(8):
        time.sleep(rng.uniform(0.3, 1.5))
        if rng.random() < 0.5:
            loader.kill()
            loader.start("--rate", "400")
        else:
            collector.kill()
            collector.start()
    time.sleep(1)
    loader.kill()
    loader.start("--count", "50")
    finish(loader)
    assert collector.stop() == 0
    assert assert_whole(collector, loader) > 500


def test_every_delivery_made_twice_is_stored_once(collector, loader):
    """A repeat changes nothing, and is counted."""
    loader.start("--twice", "--rate", "300", "--count", "400")
    finish(loader)
    repeats = [
        float(line.split()[-1])
        for line in collector.get("/metrics").decode().splitlines()
        if line.startswith("hatang_collector_report_repeats_total")
    ]
    assert sum(repeats) >= 400
    collector.stop()
    assert assert_whole(collector, loader) == 400


def test_a_clock_that_jumps_by_hours_moves_no_report(collector, loader):
    """Reports stand at their true time while the agent's clock jumps to and fro."""
    shift = loader.settings.with_name("shift")
    loader.start("--rate", "100", "--count", "500")
    for offset_s in (7200.0, -10800.0, 86400.0, 0.0):
        time.sleep(1)
        shift.write_text(str(offset_s))
    finish(loader)
    collector.stop()
    assert assert_whole(collector, loader) == 500


def test_a_wrong_clock_is_corrected_after_an_outage(collector, loader):
    """Reports that waited while the clock was wrong are dated by the uptime."""
    loader.settings.with_name("shift").write_text("-90000")
    collector.kill()
    loader.start("--rate", "100", "--count", "300")
    time.sleep(4)
    collector.start()
    finish(loader)
    collector.stop()
    assert assert_whole(collector, loader) == 300


def test_a_full_disk_of_the_collector_only_delays(tmp_path):
    """Reports wait at the agents until there is room again."""
    with small_disk(tmp_path / "disk", size="24m") as disk:
        collector = CollectorRig(disk)
        collector.start()
        loader = AgentRig(tmp_path / "a", program=LOADER)
        loader.enrol(collector.token())
        try:
            loader.start("--rate", "300", "--count", "1500")
            time.sleep(1)
            filler = fill(disk)
            time.sleep(3)
            assert loader.program.running
            filler.unlink()
            finish(loader)
            assert collector.stop() == 0
            assert assert_whole(collector, loader) == 1500
        finally:
            loader.kill()
            collector.kill()


def test_a_full_disk_of_the_agent_loses_only_what_it_counts(tmp_path, collector):
    """The agent goes on, and what it had to give up stands in its count."""
    with small_disk(tmp_path / "disk", size="4m") as disk:
        loader = AgentRig(tmp_path / "a", program=LOADER, data=disk / "data")
        loader.enrol(collector.token())
        collector.kill()
        loader.start("--rate", "500", "--count", "2000")
        time.sleep(1)
        filler = fill(disk)
        time.sleep(2)
        assert loader.program.running
        filler.unlink()
        collector.start()
        finish(loader)
        collector.stop()
        assert_whole(collector, loader, lost=dropped_by(loader))


def test_a_line_that_is_cut_slow_and_lossy_only_delays(tmp_path):
    """Cuts, 64 kbit/s and a fifth of the packets lost change no report."""
    with cable() as lan:
        collector = CollectorRig(
            tmp_path / "c", host=SERVER, prefix=lan.inside(lan.server, [])
        )
        collector.start()
        loader = AgentRig(
            tmp_path / "a", program=LOADER, prefix=lan.inside(lan.client, [])
        )
        try:
            loader.enrol(collector.token())
            loader.start("--rate", "100", "--count", "900")
            time.sleep(1)
            lan.cut()
            time.sleep(3)
            lan.mend()
            lan.slow("64kbit")
            lan.lose(20)
            time.sleep(5)
            lan.lose(0)
            lan.slow("100mbit")
            finish(loader, within_s=150)
            assert collector.stop() == 0
            stored = assert_whole(collector, loader, tolerance_s=SLOW_LINE_S)
            assert stored == 900
        finally:
            loader.kill()
            collector.kill()


def test_a_real_agent_killed_again_and_again_has_no_holes(tmp_path, collector):
    """The sequences of the agent itself are without gaps after five kills."""
    agent = AgentRig(tmp_path / "a", settings="report_interval_s = 5\n")
    identity = agent.enrol(collector.token())
    for _ in range(5):
        agent.start()
        time.sleep(2.5)
        agent.kill()
    agent.start()
    time.sleep(4)
    assert agent.program.stop() == 0, agent.output()
    collector.stop()
    stored = collector.stored()
    by_spool: dict[str, list[int]] = {}
    for row, _ in stored:
        assert row.agent == identity
        by_spool.setdefault(row.spool, []).append(row.sequence)
    for sequences in by_spool.values():
        assert sorted(sequences) == list(range(1, len(sequences) + 1))
    assert any(report.stopping for _, report in stored)
    assert Path(agent.data).is_dir()
    with contextlib.suppress(FileNotFoundError):
        assert not list(Path(agent.data).glob("*.damaged"))
