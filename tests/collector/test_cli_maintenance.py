"""``maintenance``: planned work, and that it is no incident."""

import pytest

from collector import office
from collector.planning.shapes.records import Maintenance
from collector.store.memory import MemoryStore
from tests.collector.test_incident_keeper import WAYS
from tests.collector.test_incident_keeper import office as watched
from tests.support.collector_cli import Cli


@pytest.fixture
def cli(tmp_path, capsys):
    """Return the command line."""
    return Cli(tmp_path, capsys)


def add(cli, begin="2026-11-28 22:00", end="2026-11-29 02:00"):
    """Enter planned work."""
    return cli(
        "maintenance", "add", "router", "--site", "hq", "--from", begin, "--to", end
    )


def test_it_is_entered_listed_and_removed(cli):
    """In local time; a second time it changes."""
    assert add(cli).code == 0
    assert add(cli, end="2026-11-29 03:00").code == 0
    listed = cli("maintenance", "list").out
    assert "2026-11-28 22:00" in listed
    assert "2026-11-29 03:00" in listed
    (one,) = office.maintenances(cli.store)
    assert one.end - one.begin == 5 * 3600
    assert one.begin == 1_795_878_000.0  # UTC+7
    assert cli("maintenance", "remove", "router").code == 0
    assert cli("maintenance", "remove", "router").code == 1


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("tomorrow", "2026-11-29 02:00"),
        ("2026-11-29 02:00", "2026-11-28 22:00"),
        ("2026-11-01 00:00", "2027-11-01 00:00"),
    ],
)
def test_what_cannot_be_is_refused(cli, begin, end):
    """It ends after it begins, within a month."""
    done = add(cli, begin, end)
    assert done.code == 1
    assert done.err
    assert office.maintenances(cli.store) == ()


@pytest.mark.parametrize(("site", "open_"), [("s", 0), ("", 0), ("elsewhere", 1)])
def test_what_is_planned_is_no_incident(site, open_):
    """At its site only."""
    store = MemoryStore()
    keeper, clock, minutes = watched(store)
    planned = Maintenance(id="m", site=site, begin=clock.now(), end=clock.now() + 3600)
    office.put_maintenance(store, planned, time=0.0)
    minutes(6)
    minutes(5, bad=list(WAYS)[:3])
    assert keeper.run() == open_
