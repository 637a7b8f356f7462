"""Two agents never share a data directory."""

import pytest

from agent.lock import LockedError, acquire


def test_the_second_is_refused_until_the_first_ends(tmp_path):
    """The message names the process."""
    first = acquire(tmp_path / "new")
    with pytest.raises(LockedError, match=r"process \d+"):
        acquire(tmp_path / "new")
    first.close()
    acquire(tmp_path / "new").close()


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    """With what to do."""
    (tmp_path / "x").write_text("in the way")
    with pytest.raises(LockedError, match="--data-directory"):
        acquire(tmp_path / "x")
