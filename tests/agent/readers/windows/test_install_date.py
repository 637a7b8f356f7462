"""Days of installation in all their forms."""

import pytest

from agent.readers.windows.install_date import installed_days


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("3/7/2019", "2019-03-07"),
        ("20190307", "2019-03-07"),
        ("07-03-2019", "2019-03-07"),
        ("07.03.2019 00:00:00", "2019-03-07"),
        ("3/7/2019 12:00:00 AM", "2019-03-07"),
        ("01d4dfd0fb4eb361", "2019-03-21"),
        ("/Date(1567807200000)/", "2019-09-07"),
        ("2019-03-07T00:00:00+01:00", "2019-03-07"),
        ("13/13/2019", None),
        ("ffffffffffffffff", None),
        ("soon", None),
        (None, None),
    ],
)
def test_one_day(raw, day):
    """Without other dates WMI's order holds."""
    assert installed_days([raw]) == [day]


def test_one_clear_date_tells_the_order_of_all():
    """A thirteenth cannot be a month."""
    assert installed_days(["3/7/2019", "13/7/2019"]) == ["2019-07-03", "2019-07-13"]
    assert installed_days(["03-07-2019", "07-25-2019"]) == ["2019-03-07", "2019-07-25"]
