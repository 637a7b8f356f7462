"""The choice between Linux and psutil."""

import subprocess
import sys

import pytest

from agent.sources import host, system

QUESTIONS = sorted(host.__all__)


@pytest.mark.parametrize("question", QUESTIONS)
def test_this_machine_answers_every_question(question):
    """An answer may be empty, but the question is known."""
    getattr(system, question)()


@pytest.mark.skipif(not system.LINUX, reason="only Linux is read without a library")
def test_linux_is_asked_without_psutil():
    """The library costs 4 MB, which Linux does not need."""
    script = (
        "import sys\n"
        "from agent.sources import system\n"
        f"for question in {QUESTIONS}: getattr(system, question)()\n"
        "sys.exit('psutil' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
