"""The fact files are read again when they change."""

import os

from collector.planning_facts import PlanningFolder
from collector.planning_facts.files import SHIPPED


def write(folder, days, stamp):
    """Put a policy with *days* into *folder*, of a time of its own."""
    text = (SHIPPED / "policy.toml").read_text(encoding="utf-8")
    path = folder / "policy.toml"
    path.write_text(text.replace("least_days = 5 ", f"least_days = {days} "), "utf-8")
    os.utime(path, (stamp, stamp))


def test_a_change_holds_at_once_and_a_broken_one_never(tmp_path):
    """What cannot be used is not used; what was known stays."""
    folder = PlanningFolder(tmp_path)
    assert folder.current().policy.least_days == 5
    write(tmp_path, 7, 1000)
    assert folder.current().policy.least_days == 7
    write(tmp_path, "nonsense", 2000)
    assert folder.current().policy.least_days == 7
    (tmp_path / "policy.toml").unlink()
    assert folder.current().policy.least_days == 5


def test_without_a_folder_the_shipped_files_hold():
    """An office that changes nothing gets the defaults."""
    assert PlanningFolder(None).current().policy.window_days == 30
