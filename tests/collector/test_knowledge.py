"""Knowledge files are read again when they change, and never half."""

import logging
import shutil

import pytest

from agent.shared.knowledge import KnowledgeError
from agent.shared.knowledge.files import SHIPPED
from collector.knowledge import KnowledgeFolder


def test_without_a_folder_the_shipped_knowledge_holds():
    """It is the same object as long as nothing changes."""
    folder = KnowledgeFolder(None)
    assert folder.current() is folder.current()
    assert folder.current().support.windows


def test_a_changed_file_holds_without_a_restart(tmp_path, caplog):
    """A broken one is told once, and what was known stays."""
    path = tmp_path / "thresholds.toml"
    shutil.copy(SHIPPED / "thresholds.toml", path)
    folder = KnowledgeFolder(tmp_path)
    first = folder.current()
    assert folder.current() is first
    path.write_text(path.read_text() + "\n# looked at\n")
    second = folder.current()
    assert second is not first
    with caplog.at_level(logging.ERROR):
        path.write_text("nonsense = = 1")
        assert folder.current() is second
        assert folder.current() is second
    assert len(caplog.records) == 1
    assert "thresholds.toml" in caplog.text


def test_a_collector_does_not_start_on_a_broken_file(tmp_path):
    """The text names the file."""
    (tmp_path / "support.toml").write_text("as_of = 1")
    with pytest.raises(KnowledgeError, match=r"support\.toml"):
        KnowledgeFolder(tmp_path)
