"""Until when systems and office programs are supported."""

import datetime as dt

import pytest

from agent.shared.findings.lifetime import (
    FOR_EVER,
    is_server,
    is_windows,
    noon,
    office_lifetime,
    system_lifetime,
    windows_build,
)
from agent.shared.wire import Item
from tests.support.machine_facts import KNOWLEDGE

SUPPORT = KNOWLEDGE.support


def day(found):
    """Return the day of a time."""
    return (
        None if found is None else str(dt.datetime.fromtimestamp(found, dt.UTC).date())
    )


def ends(name, edition=None, version=None, build=None):
    """Return the first and the last day that the system may be supported until."""
    attributes = {"name": name, "edition": edition, "version": version, "build": build}
    life = system_lifetime(Item(attributes), SUPPORT)
    return None if life is None else (day(life.earliest), day(life.latest))


@pytest.mark.parametrize(
    ("edition", "build", "expected"),
    [
        ("Professional", "7601", "2020-01-14"),
        ("Core", "9600", "2023-01-10"),
        ("Professional", "19045.3570", "2025-10-14"),
        ("EnterpriseS", "19044.1", "2027-01-12"),
        ("IoTEnterpriseS", "19044.1", "2032-01-13"),
        ("Enterprise", "19044.1", "2024-06-11"),
        ("EnterpriseS", "17763", "2029-01-09"),
        ("EnterpriseSN", "14393", "2026-10-13"),
        ("Professional", "22631", "2025-11-11"),
        ("Education", "22631", "2026-11-10"),
        ("CoreSingleLanguage", "26100.1", "2026-10-13"),
        ("ProfessionalEducation", "26100.1", "2026-10-13"),
        ("IoTEnterprise", "26100.1", "2027-10-12"),
        ("IoTEnterpriseS", "26100.1", "2034-10-10"),
        ("ServerStandard", "26100.1", "2034-10-10"),
        ("ServerDatacenter", "17763", "2029-01-09"),
        ("ServerRdsh", "19045", "2025-10-14"),
    ],
)
def test_windows_ends_by_edition_and_build(edition, build, expected):
    """The same build ends on other days in other editions."""
    assert ends("Windows", edition, None, build) == (expected, expected)


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("Microsoft Windows 10 Pro", "10.0.17134 N/D build 17134", "2019-11-12"),
        ("Microsoft Windows 10 企业版 LTSC", "10.0.17763", "2029-01-09"),
        ("Microsoft Windows 10 企业版", "10.0.19045", "2025-10-14"),
        ("Microsoft Windows 7 Entreprise N ", "6.1.7601", "2020-01-14"),
        ("Microsoft Windows 11 Enterprise LTSC", "10.0.26100", "2029-10-09"),
        ("Microsoft Windows 11 IoT Enterprise LTSC", "10.0.26100", "2034-10-10"),
        ("Microsoft Windows Server 2022 Standard", "10.0.20348", "2031-10-14"),
    ],
)
def test_without_the_registry_the_name_tells_the_edition(name, version, expected):
    """As systeminfo writes it, in its language."""
    assert ends(name, None, version) == (expected, expected)


def test_an_unknown_edition_leaves_all_its_days():
    """Nothing is guessed: earliest and latest differ."""
    assert ends("Windows 11", None, "24H2", "26100.1") == ("2026-10-13", "2034-10-10")
    assert ends("Windows 10", None, "22H2", "19045.1") == ("2025-10-14", "2025-10-14")


def test_an_edition_that_never_had_the_build_is_not_known():
    """There is no Windows Server of build 22631."""
    assert ends("Windows Server", "ServerStandard", None, "22631") is None
    assert ends("Windows 12", "Professional", None, "40000") is None
    assert ends("Windows", "Professional", None, "junk") is None


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("Ubuntu 22.04.5 LTS", "22.04", "2027-04-01"),
        ("Debian GNU/Linux 12 (bookworm)", "12", "2026-07-11"),
        ("Linux Mint 21.3", "21.3", "2027-04-01"),
        ("Red Hat Enterprise Linux 8.10 (Ootpa)", "8.10", "2029-05-31"),
        ("CentOS Linux 7 (Core)", "7", "2024-06-30"),
        ("CentOS Stream 9", "9", "2027-05-31"),
        ("Fedora Linux 41 (Workstation Edition)", "41", "2025-12-15"),
        ("openSUSE Leap 15.6", "15.6", "2026-04-30"),
        ("AlmaLinux 9.3 (Shamrock Pampas Cat)", "9.3", "2032-05-31"),
    ],
)
def test_linux_ends_by_distribution_and_version(name, version, expected):
    """The longest name and version that fit count."""
    assert ends(name, "edition", version) == (expected, expected)


def test_a_version_is_compared_in_whole_parts():
    """Debian 1 is not the beginning of Debian 12, and a rolling one has no end."""
    assert ends("Debian GNU/Linux 1", None, "1") is None
    assert ends("Arch Linux", None, None) is None
    assert ends("Gentoo", None, "2.15") is None


def test_what_comes_after_the_end_is_free_or_paid():
    """Debian's long-term support comes by itself, Windows' is sold."""
    debian = system_lifetime(
        Item({"name": "Debian GNU/Linux 12", "version": "12"}), SUPPORT
    )
    assert (day(debian.extended), debian.extension) == ("2028-06-30", "free")
    windows = system_lifetime(
        Item({"name": "Windows 10 Pro", "edition": "Professional", "build": "19045"}),
        SUPPORT,
    )
    assert (day(windows.extended), windows.extension) == ("2028-10-10", "paid")


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("Microsoft Office Professional Plus 2016", "16.0.4266", "2025-10-14"),
        ("Microsoft Office Home and Business 2019 - vi-vn", "16.0.1", "2025-10-14"),
        ("Microsoft Office LTSC Standard 2021", None, "2026-10-13"),
        ("Microsoft Office", "14.0.7015", "2020-10-13"),
        ("Microsoft Office", "15.0.1", "2023-04-11"),
    ],
)
def test_office_ends_by_name_or_version(name, version, expected):
    """The year in the name comes before the number of the version."""
    life = office_lifetime(Item({"name": name, "version": version}), SUPPORT)
    assert day(life.latest) == expected


def test_some_offices_never_end_or_are_not_known():
    """365 is renewed all the time; 16.0 alone belongs to four releases."""
    apps = Item({"name": "Microsoft 365 Apps for business", "version": "16.0.1"})
    assert office_lifetime(apps, SUPPORT) == FOR_EVER
    assert (
        office_lifetime(Item({"name": "Microsoft Office", "version": "16.0"}), SUPPORT)
        is None
    )
    assert office_lifetime(Item({"name": "LibreOffice 7.6"}), SUPPORT) is None
    assert office_lifetime(Item(), SUPPORT) is None


def test_a_system_is_windows_or_a_server_by_name_and_edition():
    """Whoever wrote the name."""
    server = Item({"name": "Microsoft Windows Server 2019 Standard"})
    assert is_windows(server)
    assert is_server(server, SUPPORT)
    assert not is_server(Item({"name": "Windows 10 Pro"}), SUPPORT)
    assert not is_windows(Item({"name": "Debian GNU/Linux"}))
    assert not is_windows(Item())


def test_a_build_stands_alone_or_in_the_version():
    """Either form is read."""
    assert windows_build(Item({"build": "19045.3570"})) == 19045
    assert windows_build(Item({"version": "10.0.22631"})) == 22631
    assert windows_build(Item({"version": "22H2"})) is None


def test_a_day_ends_late_enough_for_every_zone():
    """Noon UTC is the same day in Hanoi."""
    assert noon(dt.date(2025, 10, 14)) == 1760443200.0
