"""At most five actions a day: the worst first, and what is ignored does not shout daily."""

from hypothesis import given
from hypothesis import strategies as st

from collector.digest import (
    FORGOTTEN_DAYS,
    MOST,
    RESTS_DAYS,
    SHOWN_DAYS,
    Action,
    choose,
    remember,
)

DAY = 739_000


def action(kind, severity="critical", owners=("a",), since=5.0):
    """Return an action."""
    return Action(kind, severity, owners, since)


def kinds(actions):
    """Return their kinds."""
    return [one.kind for one in actions]


def days(actions, count, memory=None):
    """Return what is chosen on each of *count* days, and the memory after them."""
    memory, found = memory or {}, []
    for day in range(DAY, DAY + count):
        digest = choose(actions, memory, day)
        memory = remember(memory, digest, day)
        found.append(kinds(digest.actions))
    return found, memory


def test_the_worst_comes_first_and_of_equals_the_easiest():
    """Documents before comfort; what takes minutes before what takes money."""
    given_ = [
        action("reboot", "warning"),
        action("office_unsupported"),
        action("pending"),
        action("antivirus_none"),
        action("disk_failing"),
        action("canary_changed"),
        action("backup_stale"),
    ]
    digest = choose(given_, {}, DAY)
    assert kinds(digest.actions) == [
        "canary_changed",
        "disk_failing",
        "backup_stale",
        "pending",
        "antivirus_none",
    ]
    assert kinds(digest.later) == ["office_unsupported", "reboot"]


def test_what_is_ignored_rests_after_three_days_and_comes_back():
    """Meanwhile others come up."""
    found, _ = days([action("disk_failing")], 12)
    assert found[:SHOWN_DAYS] == [["disk_failing"]] * 3
    assert found[3:9] == [[]] * 6
    assert found[9:12] == [["disk_failing"]] * 3
    many = [action(f"kind_{n}") for n in range(7)]
    found, _ = days(many, 4)
    assert found[0] == found[2]
    assert found[3] == ["kind_5", "kind_6"]


def test_what_gets_worse_is_back_at_once():
    """Another machine has joined, or it has become critical."""
    _, memory = days([action("backup_stale", "warning")], 3)
    day = DAY + 4
    for worse in (
        action("backup_stale", "critical"),
        action("backup_stale", "warning", ("a", "b")),
    ):
        assert kinds(choose([worse], memory, day).actions) == ["backup_stale"]
    better = action("backup_stale", "warning", ("a",))
    assert kinds(choose([better], memory, day).resting) == ["backup_stale"]


def test_destruction_never_rests():
    """Every hour costs documents."""
    found, _ = days([action("canary_changed")], 10)
    assert found == [["canary_changed"]] * 10


def test_a_day_counts_once():
    """However often it is looked at."""
    memory = {}
    for _ in range(9):
        memory = remember(memory, choose([action("pending")], memory, DAY), DAY)
    assert memory["pending"].days == 1
    assert remember(memory, choose([], memory, DAY), DAY + FORGOTTEN_DAYS + 1) == {}


def test_what_was_done_is_gone_and_the_next_comes_up():
    """The order of the others stays."""
    many = [action(f"kind_{n}") for n in range(7)]
    before = kinds(choose(many, {}, DAY).actions)
    after = kinds(choose(many[1:], {}, DAY).actions)
    assert after == [*before[1:], "kind_5"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["canary_changed", "pending", "silent", "a", "b", "c", "d"]
            ),
            st.sampled_from(["critical", "warning"]),
        ),
        unique_by=lambda pair: pair[0],
    ),
    st.integers(1, 20),
)
def test_nothing_is_lost_and_never_more_than_five(pairs, count):
    """Each is shown, rests, or waits; and within two weeks everything is shown."""
    actions = [action(kind, severity) for kind, severity in pairs]
    memory, seen = {}, set()
    for day in range(DAY, DAY + count + 2 * RESTS_DAYS):
        digest = choose(actions, memory, day)
        assert len(digest.actions) <= MOST
        everything = kinds([*digest.actions, *digest.resting, *digest.later])
        assert sorted(everything) == sorted(kinds(actions))
        seen |= set(kinds(digest.actions))
        memory = remember(memory, digest, day)
    assert seen == set(kinds(actions))
