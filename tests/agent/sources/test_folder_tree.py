"""The tree of a running machine."""

from agent.sources.folder_tree import FolderTree


def test_files_and_folders_are_read_when_asked_for(tmp_path):
    """What is missing is empty."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").write_text(" 7\n")
    tree = FolderTree(tmp_path)
    assert tree.text("a/b") == "7"
    assert tree.names("a") == ("b",)
    assert tree.text("x") is None
    assert tree.names("x") == ()
