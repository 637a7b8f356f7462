"""What all tests may use."""

import gettext
import logging
import os
from pathlib import Path

import hypothesis
import pytest

# How long one example takes says nothing on a shared machine, or under Wine.
hypothesis.settings.register_profile("hatang", deadline=None)
hypothesis.settings.load_profile("hatang")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of recordings beside the project, or skip without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("CI=true, but ../shared with the recordings is not there")
        pytest.skip("the recordings of ../shared are not there")
    return folder


@pytest.fixture(autouse=True)
def process_as_before(monkeypatch):
    """Undo what a command sets for its whole process: logs and language."""
    root = logging.getLogger()
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    yield
    root.handlers[:] = [
        h for h in root.handlers if type(h) is not logging.StreamHandler
    ]
    root.setLevel(logging.WARNING)
    gettext.textdomain("messages")
