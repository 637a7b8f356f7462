"""Updates of made-up machines, in one reading."""

import pytest

from agent.sources.linux_updates import read_updates
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("var/lib/dpkg/status", "apt"),
        ("etc/zypp/zypp.conf", "zypper"),
        ("etc/dnf/dnf.conf", "dnf"),
        ("etc/yum.conf", "yum"),
        ("var/lib/pacman/local/x", "pacman"),
        ("etc/other", None),
    ],
)
def test_the_package_manager_is_known_by_its_tables(tmp_path, place, source):
    """Debian may have dnf installed; its own manager counts."""
    found = read_updates(linux_doors(tmp_path, {place: "", "run/reboot-required": ""}))
    assert found.updates.source == source
    assert found.updates.reboot_required is True
    assert found.updates.reasons["pending"]


@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_fails_something_is_said(tmp_path, failure):
    """No failure of programs ends the reading."""
    doors = linux_doors(tmp_path, {"var/lib/dpkg/status": ""})
    found = read_updates(doors._replace(programs=FailingPrograms(failure)))
    assert found.updates.source == "apt"
    assert found.updates.reboot_required is None
    assert found.updates.reasons["reboot_required"]
    assert found.office == {}
