"""Values of evidence on a console."""

import pytest

from agent.replay.words import format_value


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("last_success_timestamp_seconds", 0.0, "1970-01-01 00:00"),
        ("last_success_timestamp_seconds", 1e300, "1e+300"),
        ("installed_bytes", 8 << 30, "8.0 GiB"),
        ("bytes", 12, "12 B"),
        ("days", 3.0, "3"),
        ("enabled", True, "True"),
        ("method", "XTS", "XTS"),
    ],
)
def test_the_unit_is_in_the_name(name, value, words):
    """Times are UTC; a time that cannot be stays a number."""
    assert format_value(name, value) == words
