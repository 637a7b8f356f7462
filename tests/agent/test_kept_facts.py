"""Facts are kept over a restart, by probe."""

import logging

from agent.kept_facts import FILE, KeptFacts
from agent.shared.wire import Item

FACTS = {"disk_health": {"disk_health": {"sda": Item({"verdict": "failing"})}}}


def test_what_was_saved_is_there_after_a_restart(tmp_path):
    """Only of the probes that still run."""
    KeptFacts(tmp_path).save({**FACTS, "gone": {}})
    kept = KeptFacts(tmp_path)
    assert kept.load(["disk_health", "updates"]) == FACTS
    assert (tmp_path / FILE).stat().st_size


def test_a_damaged_file_is_as_none(tmp_path):
    """The probes will read again what it held."""
    (tmp_path / FILE).write_bytes(b"{")
    assert KeptFacts(tmp_path).load(["disk_health"]) == {}


def test_a_folder_that_takes_nothing_is_said_once(tmp_path, caplog):
    """The agent goes on; it works again when the folder does."""
    blocked = tmp_path / "x"
    blocked.write_text("no folder")
    kept = KeptFacts(blocked)
    with caplog.at_level(logging.WARNING):
        kept.save(FACTS)
        kept.save({**FACTS, "updates": {}})
    assert len(caplog.records) == 1
