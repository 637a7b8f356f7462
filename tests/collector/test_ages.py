"""When things were made and bought."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Item
from collector.ages import bought, changed_days, firmware_day, made
from collector.planning.shapes.records import Purchase

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC).timestamp()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-04-25", dt.date(2019, 4, 25)),
        ("2019-04-25T00:00:00Z", dt.date(2019, 4, 25)),
        ("04/25/2019", dt.date(2019, 4, 25)),
        ("4/25/19", dt.date(2019, 4, 25)),
        ("11/02/99", dt.date(1999, 11, 2)),
        ("20190425000000.000000+000", dt.date(2019, 4, 25)),
        ("20190425", dt.date(2019, 4, 25)),
        ("25/04/2019", None),
        ("2019-02-30", None),
        ("To Be Filled By O.E.M.", None),
        ("", None),
        (None, None),
    ],
)
def test_the_forms_of_a_firmwares_date(written, day):
    """Those of the standard, of WMI and of the agent; others are no date."""
    assert firmware_day(written) == day


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/][0-9]+[-/][0-9]{1,4}"))
def test_any_text_is_a_day_or_none(written):
    """Firmware comes from anywhere."""
    found = firmware_day(written)
    assert found is None or isinstance(found, dt.date)


def facts(date):
    """Return facts of a machine with a firmware of that date."""
    return {"firmware": {"": Item({"date": date})}}


def test_a_firmware_that_does_not_know_tells_nothing():
    """Clocks begin at 1970, and no machine is from next year."""
    assert made(facts("2019-04-25"), now=NOW) == 1556150400.0
    assert made(facts("1970-01-01"), now=NOW) is None
    assert made(facts("2027-01-01"), now=NOW) is None
    assert made(facts(20190425), now=NOW) is None
    assert made({}, now=NOW) is None


def test_a_machine_is_as_old_as_its_purchase_not_its_memory():
    """The last purchase of a whole thing counts."""

    def purchase(option, year, target="machine:a"):
        day = dt.date(year, 3, 1)
        return Purchase(id=f"{option}{year}", target=target, option=option, done=day)

    found = bought(
        [
            purchase("replace_desktop", 2024),
            purchase("replace_desktop", 2021),
            purchase("ram_8gib_ddr4", 2026),
            purchase("switch_24g", 2025, "device:s"),
        ]
    )
    assert found == {
        "machine:a": dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC).timestamp(),
        "device:s": dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC).timestamp(),
    }


def test_the_last_purchase_of_a_target_says_when_it_changed():
    """Lines are owners of roll-ups by their whole name, machines by their id."""

    def purchase(target, day):
        return Purchase(
            id=f"{target}{day}", target=target, option="ram", done=dt.date(2026, 3, day)
        )

    found = changed_days(
        [purchase("machine:a", 2), purchase("machine:a", 1), purchase("line:x", 5)]
    )
    assert found == {
        "a": dt.date(2026, 3, 2).toordinal(),
        "line:x": dt.date(2026, 3, 5).toordinal(),
    }
