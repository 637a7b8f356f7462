"""The spool on disk, where its user cannot see it."""

import sqlite3

import pytest

from agent.shared.wire import Table
from agent.spool_file import KEPT_REFUSED, Spooled, SpoolFile
from tests.support.fake_clock import FakeClock


def test_refused_reports_are_kept_for_a_look_but_not_for_ever(tmp_path):
    """The last refused ones stay, all are counted."""
    file = SpoolFile(tmp_path / "s", FakeClock(), 10**6, 1e6)
    for _ in range(KEPT_REFUSED + 3):
        report = file.append(lambda s, n: Spooled(s, n, 0.0, "", b"{}"), {})
        file.settle([], [(report, "odd")])
    (kept,) = file._db.execute("SELECT count(*) FROM refused").fetchone()
    assert kept == KEPT_REFUSED
    assert file.counters() == (0, KEPT_REFUSED + 3)
    assert (file.count, file.bytes) == (0, 0)
    file.close()


def test_an_unknown_layout_is_refused(tmp_path):
    """A file of another release is not misread."""
    SpoolFile(tmp_path / "s", FakeClock(), 10**6, 1e6).close()
    with sqlite3.connect(tmp_path / "s") as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(sqlite3.DatabaseError, match="unknown layout 99"):
        SpoolFile(tmp_path / "s", FakeClock(), 10**6, 1e6)


def test_a_report_that_cannot_be_made_takes_no_sequence(tmp_path):
    """An error in between leaves everything as it was."""
    file = SpoolFile(tmp_path / "s", FakeClock(), 10**6, 1e6)
    with pytest.raises(ZeroDivisionError):
        file.append(lambda s, n: 1 / 0, {})
    report = file.append(lambda s, n: Spooled(s, n, 0.0, "", b"{}"), {})
    assert report.sequence == 1
    file.close()


def test_of_large_reports_only_some_are_read(tmp_path):
    """As many as were asked for in octets, and one more; skipped ones do not count."""
    file = SpoolFile(tmp_path / "s", FakeClock(), 10**9, 1e6)
    names = [
        file.append(lambda s, n: Spooled(s, n, 0.0, "", b"x" * 1000), {}).name
        for _ in range(20)
    ]
    late, early = file.ends(10, 10, most_bytes=3500)
    assert [r.name for r in late] == names[:-5:-1]
    assert [r.name for r in early] == names[:4]
    late, early = file.ends(10, 10, most_bytes=3500, skip=set(names[:3]))
    assert [r.name for r in early] == names[3:7]
    assert [len(end) for end in file.ends(2, 0)] == [2, 0]
    file.close()


def test_tables_that_are_known_are_not_read_again(tmp_path):
    """What was told in this process is newer than what the file says."""
    file = SpoolFile(tmp_path / "s", FakeClock(), 10**6, 1e6)
    tables = {name: Table("p", 60.0, (), ()) for name in "abc"}
    file.append(lambda s, n: Spooled(s, n, 0.0, "", b"{}"), tables)
    file.set_known("a", known=True)
    assert dict(file.tables("abcd", {"b": True})).keys() == {"c"}
    assert dict(file.tables("abcd", {"a": False, "b": True})).keys() == {"a", "c"}
    file.close()
