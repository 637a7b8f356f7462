"""Timers of systemd; texts made by hand in its forms."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.timers import read_list_timers, read_timer_names, read_units

SHOWN = """Id=fstrim.timer
LoadState=loaded
ActiveState=active
UnitFileState=enabled
LastTriggerUSec=@1700000000
Unit=fstrim.service

Id=apt-daily.timer
LoadState=loaded
ActiveState=inactive
UnitFileState=masked
LastTriggerUSec=Wed 2023-03-15 06:42:11 UTC

Id=none.timer
LoadState=not-found
LastTriggerUSec=Wed 2023-03-15 06:42:11 CET
"""


def test_properties_become_units():
    """Times with another zone than UTC are not known."""
    found = read_units(SHOWN)
    trim = found["fstrim.timer"]
    assert (trim.enabled, trim.active, trim.starts) == (True, True, "fstrim.service")
    assert trim.last_seconds == 1700000000
    assert found["apt-daily.timer"].last_seconds == 1678862531
    assert found["apt-daily.timer"].enabled is False
    assert found["none.timer"].loaded is False
    assert found["none.timer"].last_seconds is None


def test_the_list_in_json_has_microseconds():
    """A timer that never ran has no last time."""
    rows = [
        {
            "next": 1,
            "last": 1700000000000000,
            "unit": "a.timer",
            "activates": "a.service",
        },
        {"next": 0, "last": 0, "unit": "b.timer", "activates": None},
    ]
    found = read_list_timers(json.dumps(rows))
    assert found["a.timer"].last_seconds == 1700000000
    assert (found["b.timer"].last_seconds, found["b.timer"].active) == (None, False)
    assert read_list_timers("[]") == {}


def test_names_come_first_in_a_list():
    """Of unit files, whatever stands after."""
    text = "apt-daily.timer  enabled enabled\nborgmatic.timer disabled enabled\n"
    assert read_timer_names(text) == ("apt-daily.timer", "borgmatic.timer")


def test_other_texts_are_refused():
    """An error is no list."""
    with pytest.raises(ReadError):
        read_units("System has not been booted with systemd as init system.\n")
    for text in ("{}", "[1]", "x"):
        with pytest.raises(ReadError):
            read_list_timers(text)
