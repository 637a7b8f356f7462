import tracemalloc

from agent.shared import wire
from collector import live as live_module
from collector.devices import device_id
from collector.live import LiveState
from tests.support.devices import poll_table, port_values, ports_table
from tests.support.exposition import MONDAY_NOON, agent, report, table, tell

A = agent(1).id
LOAD = table()


def values(live, now=MONDAY_NOON, who=A):
    """Return name → value of what holds."""
    return {d.name: value for d, _, value in live.series(who, now)}


def test_a_reading_holds_for_two_and_a_half_intervals():
    """Then its series vanish instead of lying."""
    live = LiveState()
    tell(live, A, (LOAD, [1.5], -10.0))
    assert values(live, MONDAY_NOON + 140) == {"hatang_cpu_load": 1.5}
    assert values(live, MONDAY_NOON + 140.1) == {}


def test_readings_of_seldom_reports_hold_until_the_next_report():
    """A probe that runs more often than its agent reports does not flap."""
    live, quick = LiveState(), table(interval_s=15.0)
    tell(live, A, (quick, [1.0]))
    tell(live, A, (quick, [2.0]), time=MONDAY_NOON + 60)
    assert values(live, MONDAY_NOON + 60 + 150) == {"hatang_cpu_load": 2.0}
    tell(live, A, (quick, [3.0]), time=MONDAY_NOON + 9000)
    assert values(live, MONDAY_NOON + 9000 + 38) == {}


def test_an_older_report_never_overwrites_a_newer_reading():
    """A backlog that drains after an outage does not turn values back."""
    live = LiveState()
    tell(live, A, (LOAD, [2.0]))
    tell(live, A, (LOAD, [1.0]), time=MONDAY_NOON - 60, received=MONDAY_NOON + 1)
    assert values(live) == {"hatang_cpu_load": 2.0}


def test_the_newest_of_several_readings_in_a_report_counts():
    """Readings of one table may come in any order."""
    live = LiveState()
    tell(live, A, (LOAD, [2.0], -1.0), (LOAD, [1.0], -30.0))
    assert values(live) == {"hatang_cpu_load": 2.0}


def test_a_clock_that_runs_ahead_neither_holds_values_nor_keeps_newer_ones_out():
    """A time after the receipt counts as the receipt."""
    live = LiveState()
    tell(live, A, (LOAD, [1.0]), time=MONDAY_NOON + 9999, received=MONDAY_NOON)
    assert values(live, MONDAY_NOON + 151) == {}
    tell(live, A, (LOAD, [2.0]), time=MONDAY_NOON + 60)
    assert values(live, MONDAY_NOON + 60) == {"hatang_cpu_load": 2.0}


def test_a_probe_with_a_new_table_drops_the_old_one():
    """A disk that was pulled out does not stay beside the new one."""
    live = LiveState()
    disk = ("hatang_disk_size_bytes", "gauge", ("device",))
    tell(live, A, (table("disk", disk, series=((0, ("sda",)),)), [1.0]))
    tell(
        live,
        A,
        (table("disk", disk, series=((0, ("sdb",)),)), [2.0]),
        time=MONDAY_NOON + 60,
    )
    got = [labels for _, labels, _ in live.series(A, MONDAY_NOON + 60)]
    assert got == [{"device": "sdb"}]


def test_a_series_of_two_probes_is_shown_once():
    """The probe known longer keeps it; the other's is counted, and comes when free."""
    live, other = LiveState(), table("gpu", interval_s=600.0)
    tell(live, A, (LOAD, [1.0]), (other, [2.0]))
    tell(live, A, (other, [3.0]), time=MONDAY_NOON + 1)
    assert values(live) == {"hatang_cpu_load": 1.0}
    assert live.left_out()["duplicate"] == 1
    third = table("third", ("hatang_third", "gauge", ()))
    later = MONDAY_NOON + 300
    tell(live, A, (third, [9.0]), time=later)
    tell(live, A, (other, [4.0]), time=later)
    assert values(live, later) == {"hatang_cpu_load": 4.0, "hatang_third": 9.0}


def test_two_probes_may_share_a_family_with_different_series():
    """A family is not owned by one probe."""
    live, name = LiveState(), ("hatang_probe_success", "gauge", ("probe",))
    for probe in ("cpu", "disk"):
        tell(live, A, (table(probe, name, series=((0, (probe,)),)), [1.0]))
    assert len(live.series(A, MONDAY_NOON)) == 2
    assert live.left_out() == {"invalid": 0, "conflict": 0, "duplicate": 0}


def test_series_left_out_are_counted():
    """Conflicting and invalid declarations are seen in the metrics of the collector."""
    live = LiveState()
    tell(live, A, (LOAD, [1.0]))
    wrong = table("x", ("hatang_cpu_load_total", "counter", ()), ("other", "gauge", ()))
    tell(live, agent(2).id, (wrong, [1.0, 2.0]))
    assert live.left_out() == {"invalid": 1, "conflict": 1, "duplicate": 0}
    assert values(live, who=agent(2).id) == {}


def test_labels_are_rewritten_when_they_change():
    """A machine that moves to another department keeps its values."""
    live = LiveState()
    tell(live, A, (LOAD, [1.0]))
    for labels in (b'instance="a"', b'instance="a",department="IT"'):
        (reading,) = live.readings(A, labels, MONDAY_NOON)
        assert reading.chunks == (b"hatang_cpu_load{" + labels + b"} 1\n",)
        tell(live, A, (LOAD, [1.0]), time=MONDAY_NOON + len(labels))
        assert values(live) == {"hatang_cpu_load": 1.0}


def test_unknown_tables_and_wrong_lengths_are_passed_over():
    """What does not fit cannot break the page."""
    live = LiveState()
    live.apply(A, report((LOAD, [1.0])), {}, MONDAY_NOON, MONDAY_NOON)
    tell(live, A, (LOAD, [1.0, 2.0]))
    live.apply(A, report(), {}, MONDAY_NOON, MONDAY_NOON)
    assert values(live) == {}


def test_a_forgotten_agent_has_no_series():
    """Forgetting one, or all that are not known, leaves nothing."""
    live, b = LiveState(), agent(2).id
    for who in (A, b):
        tell(live, who, (LOAD, [1.0]))
    live.forget(A)
    live.forget("nobody")
    assert len(live) == 1
    live.forget_all_but({})
    assert values(live, who=b) == {}
    assert list(live.readings(b, b"", MONDAY_NOON)) == []


def test_an_agent_beyond_the_first_costs_less_than_twelve_kib():
    """Equal tables are shared; what is left is the agent's own lines."""
    tables = [
        table(
            f"probe{p}",
            *(
                (f"hatang_disk_read_bytes_{p}_{m}_total", "counter", ("device",))
                for m in range(5)
            ),
            series=tuple((m, (d,)) for m in range(5) for d in ("sda", "sdb")),
        )
        for p in range(6)
    ]
    known = {wire.table_id(t): t for t in tables}
    told = report(*((t, [1e9 / 7 + i for i in range(10)]) for t in tables))
    live = LiveState()

    def take(number):
        live.apply(f"{number:032x}", told, known, MONDAY_NOON, MONDAY_NOON)
        labels = f'instance="PC-{number:05}",department="Thanh tra"'.encode()
        assert len(list(live.readings(f"{number:032x}", labels, MONDAY_NOON))) == 6

    take(0)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(1, 101):
        take(number)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown / 100 <= 12 * 1024


def test_a_clock_that_is_set_back_keeps_neither_old_values_nor_new_ones_out():
    """What was read in our future vanishes, and what comes now counts at once."""
    live, later = LiveState(), MONDAY_NOON + 7200
    tell(live, A, (LOAD, [1.0]), time=later)
    assert values(live, later) == {"hatang_cpu_load": 1.0}
    assert values(live, MONDAY_NOON) == {}
    assert list(live.readings(A, b"", MONDAY_NOON)) == []
    tell(live, A, (LOAD, [2.0]), time=MONDAY_NOON)
    assert values(live, MONDAY_NOON) == {"hatang_cpu_load": 2.0}
    tell(live, A, (LOAD, [3.0]), time=MONDAY_NOON + 60)
    assert values(live, MONDAY_NOON + 60 + 151) == {}


def test_one_agent_does_not_fill_the_memory():
    """Probes beyond what a machine can have are left out."""
    live = LiveState()
    series = tuple((0, (str(n),)) for n in range(5000))
    metric = wire.Declaration("hatang_x", "gauge", "X.", ("n",))
    for number in range(6):
        wide = wire.Table(f"p{number}", 60.0, (metric,), series)
        tell(live, A, (wide, [1.0] * 5000), time=MONDAY_NOON + number)
    assert len(list(live.readings(A, b"", MONDAY_NOON))) == 4


SW1 = device_id(A, "sw1")
POLL, PORTS = poll_table("sw1"), ports_table("sw1", ("a", "b"))


def polled(*, up=1.0):
    """Return the reading of a poll."""
    return (POLL, [up, 5.0, 0.5, 0.25, 40.0, 50.0])


def test_what_is_read_of_a_device_is_kept_under_its_own_id():
    """The agent's own values are beside it."""
    live = LiveState()
    tell(live, A, (LOAD, [1.0]), polled(), (PORTS, port_values(2, up=1.0)))
    assert values(live) == {"hatang_cpu_load": 1.0}
    of_device = values(live, who=SW1)
    assert of_device["hatang_device_temperature_celsius"] == 50.0
    assert of_device["hatang_switch_port_up"] == 1.0
    assert len(live) == 1
    assert live.left_out() == {"invalid": 0, "conflict": 0, "duplicate": 0}


def test_whether_a_device_answers_is_known_as_long_as_its_poll_holds():
    """The collector says it in the agent's place, so that it is there in silence."""
    live = LiveState()
    assert (live.is_up(SW1, MONDAY_NOON), live.last_seen(SW1)) == (None, 0.0)
    tell(live, A, polled())
    assert live.is_up(SW1, MONDAY_NOON) is True
    assert "hatang_device_up" not in values(live, who=SW1)
    tell(live, A, polled(up=0.0), time=MONDAY_NOON + 60)
    assert live.is_up(SW1, MONDAY_NOON + 60) is False
    assert live.is_up(SW1, MONDAY_NOON + 60 + 151) is None
    assert live.last_seen(SW1) == MONDAY_NOON


def test_a_machine_says_nothing_of_devices_and_a_device_nothing_of_machines():
    """They may have one name, and must not have the same series."""
    live = LiveState()
    mine = table("x", ("hatang_switch_port_up", "gauge", ("port",)))
    theirs = wire.Table(
        "y", 60.0, (wire.Declaration("hatang_cpu", "gauge", "C."),), ((0, ()),), "sw1"
    )
    tell(live, A, (mine, [1.0]), (theirs, [1.0]))
    assert values(live) == values(live, who=SW1) == {}
    assert live.left_out()["invalid"] == 2


def test_an_agent_has_a_bounded_number_of_devices(monkeypatch):
    """One that is gone makes room for another."""
    monkeypatch.setattr(live_module, "MOST_DEVICES", 2)
    live = LiveState()
    for key in ("a", "b", "c"):
        tell(live, A, (poll_table(key), [1.0] * 6))
    known = [live.is_up(device_id(A, k), MONDAY_NOON) for k in "abc"]
    assert known == [True, True, None]
    later = MONDAY_NOON + 200
    tell(live, A, (poll_table("b"), [1.0] * 6), time=later)
    tell(live, A, (poll_table("c"), [1.0] * 6), time=later)
    assert [live.is_up(device_id(A, k), later) for k in "abc"] == [None, True, True]


def test_devices_go_with_their_agent():
    """Nothing of a revoked agent stays."""
    live, other = LiveState(), agent(2).id
    for who in (A, other):
        tell(live, who, polled())
    live.forget_all_but({other: None})
    assert live.is_up(SW1, MONDAY_NOON) is None
    assert live.is_up(device_id(other, "sw1"), MONDAY_NOON) is True
    live.forget(other)
    assert live.series(device_id(other, "sw1"), MONDAY_NOON) == []


def test_all_devices_of_an_agent_share_a_bound_of_series(monkeypatch):
    """One that is gone makes room for another; those of others do not count."""
    monkeypatch.setattr(live_module, "MOST_OF_DEVICES", 20)
    monkeypatch.setattr(live_module, "MOST_SERIES", 15)
    live, other = LiveState(), agent(2).id
    for key in ("a", "b", "c", "d"):
        tell(live, A, (poll_table(key), [1.0] * 6))
    tell(live, other, (poll_table("a"), [1.0] * 6))
    known = [live.is_up(device_id(A, key), MONDAY_NOON) for key in "abcd"]
    assert known == [True, True, True, None]
    assert live.is_up(device_id(other, "a"), MONDAY_NOON)
    later = MONDAY_NOON + 200
    tell(live, A, (poll_table("b"), [1.0] * 6), time=later)
    tell(live, A, (poll_table("d"), [1.0] * 6), time=later)
    assert [live.is_up(device_id(A, k), later) for k in "abd"] == [None, True, True]


def test_ever_new_devices_are_not_looked_through_each_time(monkeypatch):
    """Those that are gone make room at most once a minute."""
    monkeypatch.setattr(live_module, "MOST_DEVICES", 1)
    live = LiveState()
    tell(live, A, (poll_table("a"), [1.0] * 6))
    tell(live, A, (poll_table("b"), [1.0] * 6), time=MONDAY_NOON + 140)
    later = MONDAY_NOON + 151
    tell(live, A, (poll_table("b"), [1.0] * 6), time=later)
    assert live.is_up(device_id(A, "b"), later) is None
    tell(live, A, (poll_table("b"), [1.0] * 6), time=later + 60)
    assert live.is_up(device_id(A, "b"), later + 60)
