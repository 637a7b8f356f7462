"""Updates of made-up machines of Debian's kin."""

import os

import pytest

from agent.sources.linux_apt import read_apt
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors
from tests.support.trees import NEEDS_LINKS

PLAN = """Reading package lists...
Inst linux-image-6.2 (6.2 Debian-Security:12/stable-security [amd64])
Inst curl [7.1] (7.2 Debian-Security:12/stable-security [amd64])
Inst vim [9.0] (9.1 Debian:12/stable [amd64])
Conf vim (9.1 Debian:12/stable [amd64])
"""
FILES = {
    "var/lib/apt/lists/deb_dists_stable_main_binary-amd64_Packages": "",
    "var/lib/apt/periodic/update-success-stamp": "",
    "var/lib/dpkg/status": "",
    "var/log/dpkg.log": "2023-03-09 08:23:56 upgrade curl:amd64 7.0 7.1\n",
    "etc/timezone": "Asia/Ho_Chi_Minh\n",
}
CONFIG = 'APT::Periodic::Unattended-Upgrade "1";\n'
PROGRAMS = {"apt-get": PLAN, "apt-config dump": CONFIG}


def test_what_waits_is_counted(tmp_path):
    """A new kernel's package belongs to the one that pulls it in."""
    found = read_apt(linux_doors(tmp_path, FILES, PROGRAMS))
    assert (found.source, found.pending, found.pending_security) == ("apt", 2, 1)


def test_nothing_is_locked_or_fetched(tmp_path):
    """The plan is a simulation."""
    doors = linux_doors(tmp_path, FILES, PROGRAMS)
    read_apt(doors)
    (line,) = [line for line in doors.programs.asked if line.startswith("apt-get")]
    assert " -s " in line
    assert "Debug::NoLocking=1" in line


@pytest.mark.parametrize("installed", [True, False])
def test_automatic_needs_the_setting_and_the_program(tmp_path, installed):
    """A switch without the program upgrades nothing."""
    files = {**FILES, **({"usr/bin/unattended-upgrade": ""} if installed else {})}
    assert read_apt(linux_doors(tmp_path, files, PROGRAMS)).automatic is installed


@NEEDS_LINKS
def test_times_are_unix_time_in_minutes(tmp_path):
    """The log has the machine's own time, here seven hours ahead."""
    doors = linux_doors(tmp_path, FILES, PROGRAMS)
    os.utime(
        tmp_path / "var/lib/apt/periodic/update-success-stamp", (99, 1_700_000_099)
    )
    found = read_apt(doors)
    assert found.last_installed_timestamp_seconds == 1678324980
    assert found.last_checked_timestamp_seconds == 1_700_000_040


def test_without_lists_nothing_is_known_to_wait(tmp_path):
    """Zero would say that all is well."""
    found = read_apt(linux_doors(tmp_path, {"var/lib/dpkg/status": ""}, PROGRAMS))
    assert found.pending is None
    assert found.last_checked_timestamp_seconds is None
    assert "apt-get update" in found.reasons["pending"]


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_is_unknown_with_a_reason(tmp_path, failure):
    """The times are known all the same."""
    doors = linux_doors(tmp_path, FILES)._replace(programs=FailingPrograms(failure))
    found = read_apt(doors)
    assert (found.pending, found.automatic) == (None, None)
    assert found.reasons["pending"]
    assert found.reasons["automatic"]
    assert found.last_installed_timestamp_seconds is not None
