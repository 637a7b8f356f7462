"""What all tests may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of recordings beside the project, or skip without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("CI=true, but ../shared with the recordings is not there")
        pytest.skip("the recordings of ../shared are not there")
    return folder
