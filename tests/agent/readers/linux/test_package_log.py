"""Logs of package managers; texts made by hand."""

from agent.readers.linux.package_log import last_dpkg_install, last_rpm_install


def test_the_newest_installation_counts():
    """Removals and states are none."""
    text = (
        "2023-03-09 08:23:56 upgrade curl:amd64 7.1 7.2\n"
        "2023-03-09 09:00:00 status installed curl:amd64 7.2\n"
        "2023-03-10 09:00:00 remove x:amd64 1 <none>\n"
    )
    assert last_dpkg_install(text) == "2023-03-09 08:23:56"
    assert last_dpkg_install("") is None


def test_rpm_prints_seconds():
    """One line for each package."""
    assert last_rpm_install("1600000000\n1700000000\n(none)\n") == 1700000000
    assert last_rpm_install("") is None
