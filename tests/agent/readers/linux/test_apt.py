"""apt; texts made by hand in its forms (a real plan: tests/system)."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.apt import read_apt_periodic, read_apt_plan

PLAN = """Reading package lists...
Building dependency tree...
The following packages will be upgraded:
  curl linux-image-generic
2 upgraded, 1 newly installed, 1 to remove and 0 not upgraded.
Remv old-thing [1.0]
Inst linux-image-6.2 (6.2.1 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64])
Inst linux-image-generic [6.1] (6.2 Ubuntu:22.04/jammy-updates [amd64]) []
Inst curl [7.1] (7.2 UbuntuESMApps:22.04/jammy-apps-security [amd64])
Conf curl (7.2 Ubuntu:22.04/jammy-security [amd64])
"""
LISTED = """Listing...
bash/jammy-updates,jammy-security 5.1-6ubuntu1.1 amd64 [upgradable from: 5.1-6ubuntu1]
vim/jammy-updates 2:8.2 amd64 [có thể nâng cấp từ: 2:8.1]
"""


def test_new_packages_are_no_updates_of_installed_ones():
    """A kernel comes as a new package; what is counted as waiting is what is there."""
    plan = read_apt_plan(PLAN)
    assert plan.to_install == ("curl", "linux-image-6.2", "linux-image-generic")
    assert plan.upgraded == ("curl", "linux-image-generic")
    assert plan.security == ("curl", "linux-image-6.2")
    assert plan.to_remove == ("old-thing",)


def test_the_list_of_upgradable_packages_in_any_language():
    """The archive tells security, whatever the words are."""
    plan = read_apt_plan(LISTED)
    assert plan.upgraded == ("bash", "vim")
    assert plan.security == ("bash",)


def test_nothing_to_do_is_a_plan():
    """An empty plan has its own words."""
    text = "Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove\n"
    assert read_apt_plan(text).to_install == ()


@pytest.mark.parametrize(
    "text", ["", "E: Could not open lock file\n", "Instant coffee"]
)
def test_errors_are_no_plan(text):
    """Nothing printed does not mean that nothing waits."""
    with pytest.raises(ReadError):
        read_apt_plan(text)


@pytest.mark.parametrize(
    ("lines", "automatic"),
    [
        (('Periodic::Unattended-Upgrade "1"',), True),
        (('Periodic::Unattended-Upgrade "12h"',), True),
        (('Periodic::Unattended-Upgrade "always"',), True),
        (('Periodic::Unattended-Upgrade "0"',), False),
        (('Periodic::Unattended-Upgrade "1"', 'Periodic::Enable "0"'), False),
        (('Periodic::Update-Package-Lists "1"',), None),
    ],
)
def test_automatic_upgrades_are_switched_on_in_one_place(lines, automatic):
    """Several switches must agree; not set is not said."""
    text = "".join(f"APT::{line};\n" for line in lines)
    assert read_apt_periodic(text) is automatic


def test_another_file_is_no_configuration():
    """It says neither yes nor no."""
    with pytest.raises(ReadError):
        read_apt_periodic("hello")
