"""Tests for ``collector.devices``."""

import re

from collector.devices import device_id


def test_a_device_is_named_by_its_agent_and_key():
    """Two agents may call different devices the same."""
    one, other = "a" * 32, "b" * 32
    assert device_id(one, "sw1") == device_id(one, "sw1")
    assert (
        len({device_id(one, "sw1"), device_id(other, "sw1"), device_id(one, "2")}) == 3
    )


def test_it_looks_like_the_id_of_an_agent():
    """Whatever the key holds."""
    assert re.fullmatch(r"[0-9a-f]{32}", device_id("a" * 32, "tầng 2/ữ"))
