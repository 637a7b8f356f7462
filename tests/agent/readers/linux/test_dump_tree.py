"""A dumped hash as a tree."""

from agent.readers.linux.dump_tree import DumpTree


def test_files_and_folders_are_told_apart():
    """Links and what is missing are neither."""
    tree = DumpTree({"sys": {"a": " 1\n", "b": {}, "l": ["link", "../a"]}})
    assert tree.text("sys/a") == "1"
    assert tree.names("sys") == ("a", "b", "l")
    assert tree.text("sys/b") is None
    assert tree.text("sys/l") is None
    assert tree.names("sys/a") == ()
    assert tree.text("none/x") is None
