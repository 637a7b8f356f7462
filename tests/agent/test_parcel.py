"""What a spooled report says of itself."""

from hypothesis import given
from hypothesis import strategies as st

from agent.parcel import fitting, tables_of
from agent.shared.wire import Reading, Report, encode
from agent.spool_file import Spooled

REPORT = Report(
    "0a0b0c0d",
    7,
    1.0,
    "b",
    1.0,
    readings=(Reading("A" * 16, 0.0, (1.0,)), Reading("B" * 16, -1.0, ())),
)


def spooled(body, sequence=7):
    """Return a report that the spool calls 0a0b0c0d/7."""
    return Spooled("0a0b0c0d", sequence, 1.0, "", body)


def test_the_tables_of_its_readings_are_named():
    """Each once, and none for a report without readings."""
    assert tables_of(spooled(encode(REPORT))) == {"A" * 16, "B" * 16}
    bare = Report("0a0b0c0d", 7, 1.0, "b", 1.0)
    assert tables_of(spooled(encode(bare))) == frozenset()


def test_a_report_that_carries_another_name_is_damaged():
    """One flipped bit makes 6 of 7."""
    assert tables_of(spooled(encode(REPORT), sequence=6)) is None


@given(st.binary())
def test_junk_is_damaged_and_never_an_error(body):
    """Whatever a broken disk gives."""
    assert tables_of(spooled(body)) is None


def test_a_delivery_takes_as_many_reports_as_fit_with_their_tables():
    """A table counts once, one that the collector has not at all; never less than one."""
    reports = [
        (Spooled("0a0b0c0d", n, 0.0, "", b"x" * 10), frozenset(names))
        for n, names in enumerate([["a"], ["a", "known"], ["b"]])
    ]
    tables = {"a": b"t" * 50, "b": b"t" * 50}

    def read(names):
        return {name: tables[name] for name in names if name in tables}

    only_a = {"a": tables["a"]}
    assert fitting(reports, read, 130) == (3, tables)
    assert fitting(reports, read, 129) == (2, only_a)
    assert fitting(reports, read, 1) == (1, only_a)
    assert fitting([], read, 1) == (0, {})


def test_no_more_tables_are_read_than_are_looked_at():
    """Each once, and none of the reports behind the first that does not fit."""
    asked = []
    reports = [
        (Spooled("0a0b0c0d", n, 0.0, "", b"x" * 10), frozenset({"a", str(n)}))
        for n in range(5)
    ]

    def read(names):
        asked.append(set(names))
        return dict.fromkeys(names, b"t" * 50)

    assert fitting(reports, read, 200)[0] == 2
    assert asked == [{"a", "0"}, {"1"}, {"2"}]
