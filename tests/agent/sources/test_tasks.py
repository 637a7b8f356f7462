"""Processes, sessions, pressure and our own process."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources import procfs, tasks
from tests.support.trees import LINUX_PC


def test_a_recorded_pc_counts_its_processes():
    """Folders with a number are processes."""
    now = tasks.processes(root=LINUX_PC)
    assert (now.count, now.threads, now.blocked, now.started) == (3, 98, 1, 13481)


def test_sessions_are_counted_in_utmp(tmp_path):
    """Without systemd-logind utmp says how many, and a torn record does not count."""
    (tmp_path / "run").mkdir()
    recorded = (LINUX_PC / "run/utmp").read_bytes()
    (tmp_path / "run/utmp").write_bytes(recorded)
    assert tasks.sessions(root=tmp_path) == 2


def test_sessions_are_counted_by_logind(tmp_path):
    """Only sessions of users count, not those of the login screen."""
    folder = tmp_path / "run/systemd/sessions"
    folder.mkdir(parents=True)
    (folder / "1").write_text("UID=1000\nCLASS=user\n")
    (folder / "c1").write_text("CLASS=greeter\n")
    (folder / "1.ref").write_text("")
    assert tasks.sessions(root=tmp_path) == 1


def test_a_machine_without_these_files_says_nothing(tmp_path):
    """Missing files leave everything unknown."""
    assert tasks.sessions(root=tmp_path) is None
    assert tasks.pressure(root=tmp_path) == {}
    assert tasks.processes(root=tmp_path).count is None
    assert tasks.own(root=tmp_path).rss_bytes is None


def test_pressure_is_in_seconds():
    """Microseconds become seconds."""
    stalls = tasks.pressure(root=LINUX_PC)
    assert stalls["io"] == {"some": 8.607897, "full": 1.5}


def test_our_own_process_is_measured():
    """Pages become bytes."""
    used = tasks.own(root=LINUX_PC)
    assert used.rss_bytes == 3000 * tasks._PAGE
    assert used.open_files == 3
    assert used.cpu_s > 0
    assert used.started == 1795532907 + 250 / procfs.TICKS


@given(st.binary(), st.text())
def test_no_content_makes_a_parser_fail(data, junk):
    """Only natural values come out."""
    assert tasks.parse_utmp(data) >= 0
    assert (tasks.parse_start(junk) or 0) >= 0
    assert all(value >= 0 for value in tasks.parse_pressure(junk).values())
