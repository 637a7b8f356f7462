"""What Linux is set to, from made-up trees."""

import pytest

from agent.sources.linux_performance import read_performance


def tree(root, profile=None, programs=None):
    """Write a tree with a profile and autostart entries."""
    if profile is not None:
        path = root / "sys/firmware/acpi/platform_profile"
        path.parent.mkdir(parents=True)
        path.write_text(profile)
    if programs is not None:
        folder = root / "etc/xdg/autostart"
        folder.mkdir(parents=True)
        for name in programs:
            (folder / name).touch()
    return read_performance(root)


@pytest.mark.parametrize(
    ("profile", "plan"),
    [
        ("low-power\n", "power_saver"),
        ("quiet", "power_saver"),
        ("balanced\n", "balanced"),
        ("performance", "high_performance"),
        ("custom", "other"),
        ("", None),
        (None, None),
    ],
)
def test_profiles_of_the_kernel(tmp_path, profile, plan):
    """One that it does not know yet is another."""
    assert tree(tmp_path, profile).power_plan == plan


def test_entries_are_counted(tmp_path):
    """Only those that a desktop starts."""
    found = tree(tmp_path, programs=("a.desktop", "b.desktop", "README"))
    assert found.startup_programs == 2


def test_a_machine_without_a_desktop_says_so(tmp_path):
    """It is not known, and why."""
    found = tree(tmp_path)
    assert found.startup_programs is None
    assert found.reasons["startup_programs"]
