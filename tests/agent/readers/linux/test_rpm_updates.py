"""dnf, yum, zypper and pacman; texts made by hand in their forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux import rpm_updates as rpm

CHECK = """Last metadata expiration check: 0:12:01 ago on Thu 09 Mar 2023 08:00:00 AM UTC.

bash.x86_64                     5.2.15-1.fc37           updates
a-very-long-package-name-that-breaks.noarch
                                1.0-2.el7               extras
Obsoleting Packages
grub2-tools.x86_64              1:2.06-10               updates
    grub2-tools.x86_64          1:2.06-9                @anaconda
"""
DNF4 = """FEDORA-2023-aaaa11 Moderate/Sec. bash-5.2.15-1.fc37.x86_64
FEDORA-2023-bbbb22 bugfix         vim-common-2:9.0-1.fc37.noarch
RHSA-2023:1234 Important/Sec. kernel-core-5.14.0-1.el9.x86_64
"""
DNF5 = """Name               Type        Severity Package                    Issued
FEDORA-2025-aaaa11 security    Moderate openssl-3.2.1-1.fc41.x86_64 2025-01-01 00:00:00
FEDORA-2025-cccc33 enhancement None     zlib-1.3-1.fc41.x86_64     2025-01-01 00:00:00
"""
PATCHES = """Loading repository data...
Repository | Name        | Category    | Severity  | Interactive | Status | Summary
-----------+-------------+-------------+-----------+-------------+--------+--------
SLE-Update | SUSE-2023-1 | security    | important | ---         | needed | fixes
SLE-Update | SUSE-2023-2 | recommended | moderate  | ---         | needed | more
SLE-Update | SUSE-2023-3 | security    | low       | ---         | not needed | no
"""
UPDATES = """S | Repository | Name | Current Version | Available Version | Arch
--+------------+------+-----------------+-------------------+-------
v | Main       | curl | 7.1             | 7.2               | x86_64
"""
XML = """<?xml version='1.0'?><stream><update-status version="0.6"><update-list>
<update name="SUSE-2023-1" category="security" status="needed" kind="patch"/>
<update name="curl" kind="package"/></update-list></update-status></stream>
"""


def test_check_update_leaves_out_what_is_obsolete():
    """Broken lines are joined."""
    found = rpm.read_check_update(CHECK)
    assert found.pending == ("a-very-long-package-name-that-breaks", "bash")


def test_no_updates_are_an_answer_too():
    """The head of the output says that it is one."""
    assert rpm.read_check_update(CHECK.splitlines()[0]).pending == ()
    assert rpm.read_zypper("No updates found.\n").pending == ()


def test_advisories_tell_security():
    """In the words of dnf 4 and of dnf 5."""
    assert rpm.read_updateinfo(DNF4).security == ("bash", "kernel-core")
    assert rpm.read_updateinfo(DNF5).security == ("openssl",)
    assert rpm.read_updateinfo(DNF5).pending == ("openssl", "zlib")


def test_zypper_prints_tables_and_xml():
    """Patches that are not needed wait for nobody."""
    assert rpm.read_zypper(PATCHES).pending == ("SUSE-2023-1", "SUSE-2023-2")
    assert rpm.read_zypper(PATCHES).security == ("SUSE-2023-1",)
    assert rpm.read_zypper(UPDATES).pending == ("curl",)
    assert rpm.read_zypper(XML).pending == ("SUSE-2023-1", "curl")
    assert rpm.read_zypper(XML).security == ("SUSE-2023-1",)


def test_pacman_prints_one_line_each():
    """Packages that are held back wait, too."""
    found = rpm.read_pacman("linux 6.1.1-1 -> 6.1.2-1\nvim 9-1 -> 9-2 [ignored]\n")
    assert found.pending == ("linux", "vim")


def test_dnf_automatic_applies_or_downloads():
    """Downloading alone installs nothing."""
    text = "[commands]\nupgrade_type = default\napply_updates = {}\n"
    assert rpm.read_dnf_automatic(text.format("yes")) is True
    assert rpm.read_dnf_automatic(text.format("no")) is False
    assert rpm.read_dnf_automatic("[commands]\n") is None


@pytest.mark.parametrize(
    "read",
    [
        rpm.read_check_update,
        rpm.read_updateinfo,
        rpm.read_zypper,
        rpm.read_pacman,
        rpm.read_dnf_automatic,
    ],
)
def test_errors_are_no_lists(read):
    """Nothing waits only if the tool says so."""
    with pytest.raises(ReadError):
        read("Error: Failed to download metadata for repo 'fedora'\n")
