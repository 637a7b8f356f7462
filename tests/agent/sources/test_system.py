"""The choice between Linux and psutil."""

import sys

import pytest

from agent.sources import host, system

QUESTIONS = sorted(host.__all__)


@pytest.mark.parametrize("question", QUESTIONS)
def test_this_machine_answers_every_question(question):
    """An answer may be empty, but the question is known."""
    getattr(system, question)()


def test_linux_is_asked_without_psutil():
    """The library costs 4 MB, which Linux does not need."""
    assert sys.platform.startswith("linux") == system.LINUX
