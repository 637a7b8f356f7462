"""What problems cost."""

import pytest

from agent.switches.incomplete import incomplete_parts


@pytest.mark.parametrize(
    ("problem", "parts"),
    [
        ("1.3.6.1.2.1.2.2.1.1", ("ports",)),
        ("1.0.8802.1.1.2.1.4.1.1.4", ("neighbours",)),
        ("1.3.6.1.2.1.17.4.3.1.2", ("stations",)),
        ("1.3.6.1.2.1.17.7.1.4.2.1.3", ("stations", "vlans")),
        ("1.3.6.1.2.1.17.7.1.4.3.1.1", ("vlans",)),
        ("1.3.6.1.2.1.4.22.1.2", ("hosts",)),
        ("1.3.6.1.4.1.9.9.109.1", ()),
        ("scalars", ()),
        ("1.x", ()),
    ],
)
def test_a_table_that_broke_off_names_its_part(problem, parts):
    """Tables of levels are no part of a survey."""
    assert incomplete_parts({problem: "rows"}) == parts


def test_a_device_that_fell_silent_may_lack_anything():
    """What was not read is not gone."""
    assert "stations" in incomplete_parts({"device": "silence"})
    assert incomplete_parts({}) == ()
