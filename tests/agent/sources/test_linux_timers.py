"""Timers of made-up machines."""

import os

import pytest

from agent.sources.linux_timers import read_timers
from agent.sources.programs import Output
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

LIST = """apt-daily-upgrade.timer enabled enabled
logrotate.timer enabled enabled
borgmatic@.timer disabled enabled
borgmatic@lan.timer enabled enabled
fstrim.timer disabled enabled
"""
SHOWN = """Id=apt-daily-upgrade.timer
LoadState=loaded
ActiveState=active
LastTriggerUSec=@1700000099
Unit=apt-daily-upgrade.service

Id=borgmatic@lan.timer
LoadState=loaded
ActiveState=active
LastTriggerUSec=n/a
Unit=borgmatic@lan.service

Id=fstrim.timer
LoadState=loaded
ActiveState=inactive
LastTriggerUSec=n/a
Unit=fstrim.service
"""
ENDED = """Id=apt-daily-upgrade.service
Result=exit-code

Id=borgmatic@lan.service
Result=success
"""


class Systemctl:
    """Answers by what is asked for."""

    def __init__(self, *, old=False):
        self._old = old

    def run(self, *argv, timeout_s=30.0):
        if "list-unit-files" in argv:
            return Output(LIST.encode())
        if self._old and "--timestamp=unix" in argv:
            return Output(b"", b"unrecognized option", 1)
        return Output((ENDED if argv[-1].endswith(".service") else SHOWN).encode())


@pytest.mark.parametrize("old", [False, True])
def test_known_timers_and_their_last_run(tmp_path, old):
    """A job that failed did not succeed; what never ran has no outcome."""
    doors = linux_doors(tmp_path)._replace(programs=Systemctl(old=old))
    found = read_timers(doors)
    assert list(found) == [
        "apt-daily-upgrade.timer",
        "borgmatic@.timer",
        "fstrim.timer",
    ]
    upgrade = found["apt-daily-upgrade.timer"]
    assert (upgrade.enabled, upgrade.succeeded) == (True, False)
    assert upgrade.last_timestamp_seconds == 1700000040
    trim = found["fstrim.timer"]
    assert (trim.enabled, trim.last_timestamp_seconds, trim.succeeded) == (
        False,
        None,
        None,
    )
    assert "lan" not in repr(found)


def test_a_stamp_tells_when_systemd_does_not(tmp_path):
    """It outlives a restart."""
    name = "var/lib/systemd/timers/stamp-borgmatic@lan.timer"
    doors = linux_doors(tmp_path, {name: ""})._replace(programs=Systemctl())
    os.utime(tmp_path / name, (99, 1_700_000_099))
    found = read_timers(doors)["borgmatic@.timer"]
    assert (found.last_timestamp_seconds, found.succeeded) == (1_700_000_040, True)


def test_a_machine_without_known_timers_has_none(tmp_path):
    """Others are nobody's business."""
    doors = linux_doors(tmp_path, programs={"systemctl": "logrotate.timer enabled\n"})
    assert read_timers(doors) == {}


@pytest.mark.parametrize("failure", FAILURES[:-2])
def test_each_failure_is_unknown_with_a_reason(tmp_path, failure):
    """Switched off would be a guess."""
    doors = linux_doors(tmp_path)._replace(programs=FailingPrograms(failure))
    assert read_timers(doors)[""].reasons["enabled"]
