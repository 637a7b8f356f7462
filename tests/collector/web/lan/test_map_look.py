"""What the map's parts share."""

import pytest

from collector.web.lan.map_look import short_port, warning


@pytest.mark.parametrize(
    ("port", "short"),
    [
        ("GigabitEthernet1/0/24", "1/0/24"),
        ("gigabitEthernet 1/0/2", "1/0/2"),
        ("ether24", "24"),
        ("24", "24"),
        ("Po1", "Po1"),
        ("", ""),
        ("mgmt", "mgmt"),
    ],
)
def test_a_port_is_named_without_its_kind(port, short):
    """There is little room on a map."""
    assert short_port(port) == short


def test_a_mark_has_a_severity():
    """And a place."""
    assert 'mark-critical" transform="translate(1.0 2.0)"' in warning(1, 2, "critical")
