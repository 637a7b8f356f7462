"""All that can be seen of the sets."""

import hashlib
import json

import pytest

from agent.readers.backup.shapes import Claim
from agent.sources.backup_files import Dropped
from agent.sources.backup_repositories import Repositories
from agent.sources.backup_shapes import Evidence, Remembered
from agent.sources.backups import BUDGET_S, Backups, path_in_snapshot
from agent.sources.canaries import Book, Planted
from agent.sources.programs import Output
from tests.support.backup_sets import FakeTools, backup
from tests.support.fake_clock import FakeClock

CONTENT = b"the canary"
PLANTED = Planted(
    "/home/a/docs",
    "hatang-canary-0.txt",
    hashlib.sha256(CONTENT).hexdigest(),
    len(CONTENT),
    1,
    2,
    1_000_000_000.0,
)
BOOK = Book({"docs": PLANTED})
LIST = json.dumps(
    [{"id": "new", "hostname": "pc7", "time": "2023-11-14T22:00:00Z"}]
).encode()


def restic(content=CONTENT):
    """Return a restic that has one snapshot, in which the canary holds *content*."""

    def answer(argv):
        if "snapshots" in argv:
            return Output(LIST)
        if content is None:
            return Output(b"", b"not found in snapshot", 1)
        return content if isinstance(content, Exception) else Output(content)

    return FakeTools(answer)


NOTHING = Dropped({})


def look(tools, *sets, before=None, book=BOOK, dropped=NOTHING, clock=None, systems=()):
    """Return the evidence for each set by name."""
    repositories = Repositories(tools, keep=None, host="pc7")
    backups = Backups(
        repositories,
        dict(systems),
        textfiles=None,
        host="pc7",
        clock=clock or FakeClock(),
    )
    return {
        wanted.name: seen
        for wanted, seen in backups.look(sets, before or {}, book, dropped)
    }


def test_the_canary_is_looked_for_in_a_snapshot_that_is_new():
    """At the place where it was when the backup was made; once."""
    tools = restic()
    seen = look(tools, backup())["home"]
    assert (seen.canary, seen.listing.newest.id) == ("same", "new")
    assert tools.asked[-1][0][-1] == "/home/a/docs/hatang-canary-0.txt"
    again = look(tools, backup(), before={"home": Remembered(tested="new")})
    assert again["home"].canary is None
    assert len(tools.asked) == 3


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"encrypted", "differs"), (None, "absent"), (TimeoutError(), "unknown")],
)
def test_a_canary_may_be_found_otherwise(content, found):
    """Changed, not at all, or nobody knows."""
    seen = look(restic(content), backup())["home"]
    assert seen.canary == found
    assert bool(seen.canary_reason) is (found == "unknown")


def test_a_canary_younger_than_the_snapshot_is_not_looked_for():
    """It cannot be in it."""
    planted = Planted("/d", "f", "0", 1, 1, 1, 1_900_000_000.0)
    seen = look(restic(), backup(), book=Book({"docs": planted}))["home"]
    assert seen.canary is None
    assert "younger" in seen.canary_reason
    assert look(restic(), backup(), book=Book())["home"].canary_reason


def test_a_set_may_say_which_canary_it_holds():
    """Others are not looked for."""
    other = Planted("/srv", "f", "0", 1, 1, 1, 1.0)
    tools = restic()
    book = Book({"srv": other, "docs": PLANTED})
    look(tools, backup(canary="docs"), book=book)
    assert [argv[-1] for argv, _ in tools.asked[1:]] == [
        "/home/a/docs/hatang-canary-0.txt"
    ]


def test_a_mounted_copy_is_tested_once_a_day(tmp_path):
    """Or again as long as the test fails."""
    (tmp_path / "hatang-canary-0.txt").write_bytes(CONTENT)
    clock = FakeClock()
    wanted = backup("veeam-agent", restore_path=str(tmp_path))
    systems = {"veeam-agent": Evidence}
    for tested_at, well, expected in (
        (None, False, "same"),
        (clock.now() - 3600, True, None),
        (clock.now() - 3600, False, "same"),
        (clock.now() - 90_000, True, "same"),
    ):
        before = {"home": Remembered(last_restore_test=tested_at, tested_well=well)}
        seen = look(restic(), wanted, before=before, clock=clock, systems=systems)
        assert seen["home"].canary == expected


def test_stamps_and_drop_ins_speak_for_any_set(tmp_path):
    """Beside what its tool shows."""
    (tmp_path / "stamp").write_text("1600000000")
    claim = Claim(1.65e9, 1.66e9, False)
    wanted = backup(stamp=tmp_path / "stamp")
    seen = look(restic(), wanted, dropped=Dropped({"home": claim}))["home"]
    assert (seen.stamped, seen.claim) == (1.6e9, claim)


def test_each_tool_is_asked_in_its_way(tmp_path):
    """One that this system has not says so."""
    (tmp_path / "a.tar").write_text("x")
    sets = (
        backup("folder", name="f", path=tmp_path),
        backup("rsync", name="r", path=tmp_path / "no", stamp=tmp_path / "s"),
        backup("textfile", name="t"),
        backup("windows-backup", name="w"),
    )
    clock = FakeClock(now=1_900_000_000.0)
    seen = look(restic(), *sets, clock=clock)
    assert seen["f"].stamped is not None
    assert seen["r"].reachable is False
    assert seen["t"].reason == "never seen"
    assert seen["w"].reason == "windows-backup is not on this system"


def test_a_set_may_have_a_drop_in_of_its_own(tmp_path):
    """Elsewhere than the others."""
    path = tmp_path / "home.prom"
    path.write_text("backup_last_success_timestamp_seconds 1600000000")
    seen = look(restic(), backup("textfile", path=path))["home"]
    assert seen.claim == Claim(1.6e9)


def test_two_claims_are_one():
    """Whose attempt is later says how it went."""
    said = Evidence(claim=Claim(5e8, 6e8, True))
    dropped = Dropped({"home": Claim(4e8, 7e8, False)})
    wanted = backup("veeam-agent")
    seen = look(
        restic(), wanted, dropped=dropped, systems={"veeam-agent": lambda: said}
    )
    assert seen["home"].claim == Claim(5e8, 7e8, False)


def test_a_slow_set_does_not_take_the_time_of_all_for_ever():
    """When the run's time is used up the rest is unknown, with the reason."""
    clock = FakeClock()

    def slow(_argv):
        clock.pass_(BUDGET_S + 1)
        return TimeoutError()

    seen = look(FakeTools(slow), backup(), backup(name="b"), clock=clock)
    assert seen["home"].reachable is False
    assert seen["b"].reason == "no time was left in this run"


@pytest.mark.parametrize(
    ("folder", "restore_path", "expected"),
    [
        ("/home/a", "", "/home/a/f"),
        ("/home/a", "/a/", "/a/f"),
        ("C:\\Users\\a", "", "/C/Users/a/f"),
        ("C:\\Users\\a", "/a", "/a/f"),
    ],
)
def test_where_a_canary_lies_in_a_snapshot(folder, restore_path, expected):
    """Drives are folders there."""
    planted = Planted(folder, "f", "0", 1, 1, 1, 1.0)
    assert path_in_snapshot(planted, restore_path) == expected


def test_drop_ins_are_read_where_the_settings_say(tmp_path):
    """Nowhere otherwise."""
    (tmp_path / "a.prom").write_text("backup_last_success 1600000000")
    repositories = Repositories(restic(), keep=tmp_path, host="pc7")
    for place, expected in ((None, set()), (tmp_path, {"a"})):
        backups = Backups(
            repositories, {}, textfiles=place, host="pc7", clock=FakeClock()
        )
        assert set(backups.dropped().claims) == expected
