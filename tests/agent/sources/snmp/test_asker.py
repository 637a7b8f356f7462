"""Walks over devices that behave, and over those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    MissingError,
    NoAnswerError,
    RefusedError,
    SnmpError,
    Stop,
    TooBigError,
    WrongCredentialError,
)
from agent.sources.snmp.limits import Limits
from tests.support.fake_clock import FakeClock
from tests.support.snmp_exchange import FakeExchange

BASE = oid("1.3.6.1.2.1.2.2.1")
ROWS = {(*BASE, column, index): index for column in (1, 2) for index in range(1, 31)}
BEHIND = {oid("1.3.6.1.2.1.31.1.1.1.1.1"): b"eth0"}


def asker(exchange, **limits):
    """Return what walks over *exchange*; time stands still."""
    return Asker(exchange, FakeClock().uptime, Limits(**limits))


@pytest.mark.parametrize("has_bulk", [True, False])
def test_a_walk_ends_where_the_table_ends(has_bulk):
    """By GETBULK, and by GETNEXT for SNMPv1."""
    exchange = FakeExchange(ROWS | BEHIND, has_bulk=has_bulk)
    found = asker(exchange).walk(BASE)
    assert (found.values, found.stopped) == (ROWS, None)
    assert {kind for kind, _ in exchange.asked} == {"bulk" if has_bulk else "next"}


def test_a_walk_ends_where_the_device_ends():
    """The end of the view is the regular end."""
    assert asker(FakeExchange(ROWS)).walk(BASE).stopped is None


def test_an_empty_table_is_no_failure():
    """Nothing below the base."""
    found = asker(FakeExchange(BEHIND)).walk(BASE)
    assert (dict(found.values), found.stopped) == ({}, None)


def test_rows_in_any_order_are_read():
    """Some agents do not sort their forwarding tables."""
    mixed = dict(sorted(ROWS.items(), key=hash))
    assert asker(FakeExchange(mixed | BEHIND)).walk(BASE).values == ROWS


def test_a_ring_is_noticed():
    """The first object that comes for the second time ends the walk; rows are kept."""
    found = asker(FakeExchange(ROWS, ring=True)).walk(BASE)
    assert (found.values, found.stopped) == (ROWS, Stop.RING)


def test_a_device_that_repeats_the_question_is_noticed():
    """A ring of one."""
    exchange = FakeExchange(ROWS, spoil=lambda reply: [(BASE, 1)])
    assert asker(exchange).walk(BASE).stopped is Stop.RING


def test_an_endless_table_is_cut():
    """At the cap of rows."""
    found = asker(FakeExchange(ROWS), most_rows=10).walk(BASE)
    assert (len(found.values), found.stopped) == (10, Stop.ROWS)


def test_a_slow_table_is_cut():
    """At the cap of time; what came until then is kept."""
    clock = FakeClock()

    def slowly(reply):
        clock.pass_(20)
        return reply

    walked = Asker(FakeExchange(ROWS, spoil=slowly), clock.uptime, Limits(most_s=30))
    found = walked.walk(BASE)
    assert found.stopped is Stop.TIME
    assert 0 < len(found.values) < len(ROWS)


def test_packets_shrink_until_they_fit_and_stay_so():
    """TooBig halves; the next table begins with what worked."""
    exchange = FakeExchange(ROWS | BEHIND, most=5)
    door = asker(exchange)
    assert door.walk(BASE).values == ROWS
    assert [size for _, size in exchange.asked[:4]] == [24, 12, 6, 3]
    exchange.asked.clear()
    door.walk(BASE)
    assert exchange.asked[0] == ("bulk", 3)


def test_silence_on_great_questions_leads_to_small_ones():
    """Some agents do not answer GETBULK at all: GETNEXT does it.

    After each silence it finds out first whether the device lives.
    """
    exchange = FakeExchange(ROWS | BEHIND, silent=0)
    assert asker(exchange).walk(BASE).values == ROWS
    assert list(exchange.asked[:7]) == [
        ("bulk", 24),
        ("next", 1),
        ("bulk", 6),
        ("next", 1),
        ("bulk", 1),
        ("next", 1),
        ("next", 1),
    ]


def test_an_empty_reply_leads_to_getnext():
    """And if that is empty too, the walk is over."""
    exchange = FakeExchange(ROWS, spoil=lambda reply: [])
    assert asker(exchange).walk(BASE).stopped is Stop.GARBLED
    assert [kind for kind, _ in exchange.asked] == ["bulk", "next"]


def test_a_dead_device_is_no_answer():
    """Not an empty table."""
    exchange = FakeExchange(ROWS)
    exchange.dead = True
    with pytest.raises(NoAnswerError):
        asker(exchange).walk(BASE)
    assert exchange.asked == [("bulk", 24), ("next", 1)]


def test_rows_before_silence_are_kept():
    """A device that dies half way."""
    exchange = FakeExchange(ROWS)

    def die(reply):
        exchange.dead = True
        return reply

    exchange._spoil = die
    found = asker(exchange).walk(BASE)
    assert (len(found.values), found.stopped) == (24, Stop.SILENCE)


@pytest.mark.parametrize(
    ("error", "stopped"),
    [
        (RefusedError("no"), Stop.REFUSED),
        (GarbledError("?"), Stop.GARBLED),
        (TooBigError("!"), Stop.GARBLED),
        (MissingError(1), None),
    ],
)
def test_a_refused_table_costs_that_table(error, stopped):
    """The walk says why it is empty; noSuchName is SNMPv1's regular end."""

    def refuse(reply):
        raise error

    assert asker(FakeExchange(ROWS, spoil=refuse)).walk(BASE).stopped is stopped


def test_a_credential_that_is_no_longer_taken_is_an_error():
    """Every other table would fail as well."""

    def refuse(reply):
        raise WrongCredentialError(Fault.AUTH_KEY)

    with pytest.raises(WrongCredentialError):
        asker(FakeExchange(ROWS, spoil=refuse)).walk(BASE)


def test_many_names_are_asked_in_packets_that_fit():
    """And what the device lacks is left out."""
    names = [*ROWS, oid("1.3.6.1.9")]
    assert asker(FakeExchange(ROWS, most=3)).get(names) == ROWS


def test_a_name_that_is_too_big_alone_is_an_error():
    """There is nothing left to halve."""
    with pytest.raises(TooBigError):
        asker(FakeExchange(ROWS, most=0)).get(list(ROWS)[:2])


def test_snmpv1_names_the_object_that_it_lacks():
    """The others are asked again without it."""
    lacking = oid("1.3.6.1.9")

    class Version1(FakeExchange):
        def get(self, names):
            if lacking in names:
                raise MissingError(names.index(lacking) + 1)
            return super().get(names)

    names = [lacking, *ROWS]
    assert asker(Version1(ROWS, has_bulk=False)).get(names) == ROWS


def test_a_view_by_vlan_is_a_device_of_its_own():
    """With the rows of that VLAN."""
    door = asker(FakeExchange(ROWS, vlans={7: BEHIND}))
    assert door.for_vlan(7).walk(oid("1.3.6.1.2.1.31")).values == BEHIND
    with pytest.raises(NoAnswerError):
        door.for_vlan(8).walk(BASE)


def test_closing_lets_go_of_the_exchange():
    """The door keeps no socket."""
    exchange = FakeExchange(ROWS)
    asker(exchange).close()
    assert exchange.closed


names = st.one_of(
    st.sampled_from([BASE, *list(ROWS)[:5]]),
    st.lists(st.integers(0, 2**32), max_size=3).map(lambda rest: (*BASE, *rest)),
    st.lists(st.integers(0, 2**32), max_size=12).map(tuple),
)
values = st.one_of(st.none(), st.integers(), st.binary(max_size=9), names)
replies = st.lists(st.tuples(names, values), max_size=30)
errors = st.sampled_from(
    [
        NoAnswerError("no answer"),
        TooBigError("too big"),
        GarbledError("?"),
        RefusedError("no"),
        MissingError(0),
        MissingError(99),
        MissingError(-1),
        WrongCredentialError(Fault.CLOCK),
    ]
)


@given(st.lists(st.one_of(replies, errors), max_size=20), st.booleans())
def test_no_reply_breaks_a_walk(script, has_bulk):
    """Whatever comes, a walk ends with rows of its table, or with a named error."""
    left = iter(script)

    def say(reply):
        answer = next(left, [])
        if isinstance(answer, SnmpError):
            raise answer
        return answer

    door = asker(FakeExchange(ROWS, spoil=say, has_bulk=has_bulk), most_rows=50)
    try:
        found = door.walk(BASE)
        assert len(found.values) <= 50
        assert all(name[: len(BASE)] == BASE for name in found.values)
        assert set(door.get([BASE, *ROWS])) <= {BASE, *ROWS}
    except SnmpError:
        pass


# --- columns side by side

TABLE = {
    (*BASE, column, index): column * 1000 + index
    for column in range(1, 31)
    for index in range(1, 41)
    if (index * 7 + column) % (column + 3)  # holes, and ends at different places
}
COLUMNS = [(*BASE, column) for column in range(1, 31)]


def cells(columns):
    """Return what stands in *columns*."""
    return {n: v for n, v in TABLE.items() if n[: len(BASE) + 1] in columns}


@pytest.mark.parametrize("has_bulk", [True, False])
def test_columns_are_read_side_by_side(has_bulk):
    """Each to its own end, in far fewer packets than one by one."""
    exchange = FakeExchange(TABLE | BEHIND, has_bulk=has_bulk)
    wanted = COLUMNS[3::2]
    found = asker(exchange).columns(wanted)
    assert (found.values, found.stopped) == (cells(wanted), None)
    assert len(exchange.asked) < (20 if has_bulk else 60)


def test_a_column_that_is_not_there_is_no_failure():
    """Nor one that is behind everything."""
    wanted = [COLUMNS[4], oid("1.3.6.1.2.1.9"), oid("1.3.9")]
    found = asker(FakeExchange(TABLE | BEHIND)).columns(wanted)
    assert (found.values, found.stopped) == (cells(wanted), None)


def test_no_column_is_no_question():
    """And no row."""
    exchange = FakeExchange(TABLE)
    assert dict(asker(exchange).columns([]).values) == {}
    assert exchange.asked == []


def cut(reply):
    """Keep the first 13 values, as agents with small packets do."""
    return reply[:13]


def without_ended(reply):
    """Leave out the values of columns that have ended."""
    return [(name, value) for name, value in reply if name in TABLE] or reply


def column_by_column(reply):
    """Sort what should stand row by row."""
    return sorted(reply, key=lambda row: row[0])


@pytest.mark.parametrize("spoil", [cut, without_ended, column_by_column])
@pytest.mark.parametrize("has_bulk", [True, False])
def test_agents_that_mix_up_columns_are_read_whole(spoil, has_bulk):
    """By smaller questions, down to one column after the other."""
    door = asker(FakeExchange(TABLE | BEHIND, spoil=spoil, has_bulk=has_bulk))
    for _ in range(2):
        found = door.columns(COLUMNS)
        assert (found.values, found.stopped) == (cells(COLUMNS), None)


def test_an_agent_that_answers_one_name_only_is_read_whole():
    """Of many that were asked."""

    class One(FakeExchange):
        def _rows(self, names, repetitions):
            return super()._rows(names[:1], repetitions)

    found = asker(One(TABLE | BEHIND)).columns(COLUMNS)
    assert (found.values, found.stopped) == (cells(COLUMNS), None)


@pytest.mark.parametrize("error", [RefusedError("no"), GarbledError("genErr")])
def test_a_column_that_is_refused_costs_that_column(error):
    """Wherever it stands among the others."""

    class Broken(FakeExchange):
        def _rows(self, names, repetitions):
            if any(name[: len(BASE) + 1] == COLUMNS[5] for name in names):
                raise error
            return super()._rows(names, repetitions)

    found = asker(Broken(TABLE | BEHIND)).columns(COLUMNS)
    assert found.values == cells([c for c in COLUMNS if c != COLUMNS[5]])
    assert found.stopped in {Stop.REFUSED, Stop.GARBLED}


def test_columns_of_a_device_that_falls_silent_are_kept():
    """As far as they came."""
    exchange = FakeExchange(TABLE)

    def die(reply):
        exchange.dead = True
        return reply

    exchange._spoil = die
    found = asker(exchange).columns(COLUMNS)
    assert (len(found.values), found.stopped) == (64, Stop.SILENCE)


def test_silence_on_many_names_leads_to_few():
    """Down to what the device answers."""
    found = asker(FakeExchange(TABLE | BEHIND, silent=5)).columns(COLUMNS)
    assert (found.values, found.stopped) == (cells(COLUMNS), None)


@given(st.lists(st.one_of(replies, errors), max_size=20), st.booleans())
def test_no_reply_breaks_columns(script, has_bulk):
    """Whatever comes, there are rows of the columns, or a named error."""
    left = iter(script)

    def say(reply):
        answer = next(left, [])
        if isinstance(answer, SnmpError):
            raise answer
        return answer

    door = asker(FakeExchange(ROWS, spoil=say, has_bulk=has_bulk), most_rows=50)
    try:
        found = door.columns([(*BASE, 1), (*BASE, 2)])
        assert len(found.values) <= 50
        assert all(name[:-1][: len(BASE)] == BASE for name in found.values)
    except SnmpError:
        pass


def test_questions_that_all_fail_end_in_time():
    """A device that garbles each reply is not asked for every name alone."""
    clock = FakeClock()

    class Garbling(FakeExchange):
        def get(self, names):
            clock.pass_(4.0)
            self.asked.append(("get", tuple(names)))
            raise GarbledError("no reply")

    exchange = Garbling({})
    door = Asker(exchange, clock.uptime, Limits(most_s=10.0, names=64))
    with pytest.raises(SnmpError):
        door.get([(*BASE, 1, n) for n in range(64)])
    assert len(exchange.asked) == 3
