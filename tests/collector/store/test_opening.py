"""Opening a store: what is refused, and what the refusal says."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from collector.store.database import APPLICATION_ID, Database
from collector.store.interface import Commit, RollupRow, StoreError
from collector.store.opening import open_store
from collector.store.planning import Entry
from collector.store.schema import metadata
from tests.support.store_values import (
    AGENT,
    AUDIT,
    OTHER,
    event,
    facts,
    finding,
    report,
    survey,
)


@pytest.fixture
def path(tmp_path):
    """Return a file that holds a store with one report."""
    path = tmp_path / "hatang.db"
    store = open_store(f"sqlite:///{path}")
    store.commit(Commit(reports=[report(1)]))
    store.close()
    return path


def refused(path, match, **options):
    """Check that the file at *path* is refused, and left as it is."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=match):
        open_store(f"sqlite:///{path}", **options)
    assert before is None or path.read_bytes() == before


def test_a_store_is_made_for_its_owner_and_opened_again(path):
    """What was kept is there after a restart."""
    assert path.stat().st_mode & 0o077 == 0
    store = open_store(f"sqlite:///{path}", create=False)
    assert list(store.reports(AGENT, start=0.0, end=100.0)) == [report(1)]
    store.close()


def test_the_steps_lead_to_the_declared_layout(path):
    """A table that no migration makes would be missing in the field."""
    database = Database(path)
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        assert found == APPLICATION_ID
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2)):
            got = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert got == value
    database.close()


_LATER = ("day_rollups", "unmerged_hours", "register", "notes")
LATER_TABLES = {
    "0001": ("facts_latest", "findings", "devices", "sightings", "link_rules"),
    "0002": ("devices", "sightings", "link_rules"),
    "0003": (),
}


def older_layout(path, version):
    """Take the file at *path* back to an older layout."""
    connection = sqlite3.connect(path)
    for table in (*LATER_TABLES[version], *_LATER):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.commit()
    connection.close()


def test_an_older_store_keeps_its_newest_facts(path):
    """After the step the newest facts are the last of each history."""
    store = open_store(f"sqlite:///{path}")
    for time, value in ((1.0, 1), (3.0, 3), (2.0, 2), (3.0, 4)):
        store.commit(Commit(facts=[facts(time, value)]))
    store.commit(Commit(facts=[facts(5.0, 5, agent=OTHER)]))
    history = store.facts_history(AGENT)
    store.close()
    older_layout(path, "0001")
    store = open_store(f"sqlite:///{path}")
    assert store.latest_facts(AGENT) == facts(3.0, 4) == history[-1]
    assert store.latest_facts(OTHER) == facts(5.0, 5, agent=OTHER)
    assert store.facts_history(AGENT) == history
    assert store.findings() == []
    store.put_findings([finding("no_backup")])
    store.close()


def test_an_older_store_learns_of_devices(path):
    """Facts, findings and reports are as they were, and a device can be kept."""
    store = open_store(f"sqlite:///{path}")
    store.commit(Commit(facts=[facts(1.0, 1)], events=[event(1.0)]))
    store.put_findings([finding("no_backup")])
    store.close()
    older_layout(path, "0002")
    store = open_store(f"sqlite:///{path}")
    assert list(store.reports(AGENT, start=0.0, end=100.0)) == [report(1)]
    assert store.latest_facts(AGENT) == facts(1.0, 1)
    assert store.findings() == [finding("no_backup")]
    assert store.events() == [event(1.0)]
    assert store.devices() == store.sightings() == store.link_rules() == []
    store.commit(Commit(surveys=[survey(1.0)]))
    assert [d.survey for d in store.devices()] == [survey(1.0).survey]
    store.close()


def test_the_hours_of_an_older_store_wait_for_their_days(path):
    """Roll-ups are as they were; those of the last 400 days will be merged by day."""
    store = open_store(f"sqlite:///{path}")
    rows = [RollupRow(AGENT, hour, b"x") for hour in (1, 400 * 24, 400 * 24 + 1)]
    store.put_rollups([*rows, RollupRow(OTHER, 9999, b"y")])
    store.close()
    older_layout(path, "0003")
    store = open_store(f"sqlite:///{path}")
    assert list(store.rollups(AGENT, start=0, end=10**6)) == rows
    waiting = [(one.owner, one.hour) for one in store.unmerged_hours()]
    assert waiting == [(AGENT, 9600), (AGENT, 9601), (OTHER, 9999)]
    assert list(store.day_rollups(None, start=0, end=10**6)) == []
    store.put_rollups(rows[1:2])
    store.put_entry(Entry("line", "main", 1.0, b"{}"), AUDIT)
    assert len(store.unmerged_hours()) == 3
    assert [entry.id for entry in store.entries("line")] == ["main"]
    store.close()


def test_a_store_that_is_not_there_is_not_made_unasked(tmp_path):
    """A command that only reads makes no empty store."""
    refused(tmp_path / "none.db", "is not there", create=False)
    assert not (tmp_path / "none.db").exists()
    refused(tmp_path / "no" / "folder.db", "folder")
    refused(tmp_path, "is not a file")


def test_a_newer_layout_is_refused(path):
    """An older release must not write into what it does not know."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    refused(path, "newer release.*9999")


def test_a_file_of_another_kind_is_refused(tmp_path):
    """Neither a text nor another program's database is touched."""
    text = tmp_path / "text.db"
    text.write_text("hello, this is a text\n" * 100)
    refused(text, "not a database")
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    refused(foreign, "another program")


def test_a_damaged_file_is_refused(path):
    """The text tells to take the backup."""
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 100] = b"\xff" * 100
    path.write_bytes(data)
    refused(path, "backup")


@contextlib.contextmanager
def as_a_plain_user():
    """Give up the rights of root, who may write everything, for a block."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_written_is_refused(path):
    """The user is told whose right is missing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = folder / path.name
        shutil.copy(path, kept)
        folder.chmod(0o755)
        kept.chmod(0o444)
        with as_a_plain_user():
            refused(kept, "right to write")


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://h/x", "sqlite://", "postgresql://h/x"]
)
def test_what_is_no_sqlite_url_is_refused(url):
    """The text shows how one is written, and never a password."""
    with pytest.raises(StoreError, match="sqlite:///"):
        open_store(url)
