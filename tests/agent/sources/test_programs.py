"""Programs are started by a list, with limits, and their answers are values."""

import sys

import pytest

from agent.sources.programs import RealPrograms


def python(code, **more):
    """Return what a small Python program prints."""
    return RealPrograms(**more).run(sys.executable, "-c", code, timeout_s=20)


def test_any_exit_status_is_an_answer():
    """That of smartctl is a bit mask."""
    output = python("import sys; print('x'); sys.exit(68)")
    assert (output.status, output.text.strip()) == (68, "x")


def test_a_program_that_is_not_there_is_named():
    """Who calls can tell it from one that fails."""
    with pytest.raises(FileNotFoundError):
        RealPrograms().run("hatang-there-is-no-such-program")


def test_a_program_that_does_not_end_is_ended():
    """The text says how long it had."""
    with pytest.raises(TimeoutError, match=r"within 0\.2 s"):
        RealPrograms().run(
            sys.executable, "-c", "import time; time.sleep(60)", timeout_s=0.2
        )


def test_programs_speak_c_and_are_told_no_secret():
    """Their output is parsed; our environment is not theirs to read."""
    code = "import os; print(os.environ['LC_ALL'], os.environ.get('HATANG_TOKEN'))"
    environ = {"PATH": "/usr/bin:/bin", "LC_ALL": "vi_VN", "HATANG_TOKEN": "secret"}
    assert python(code, environ=environ).text.split() == ["C.UTF-8", "None"]


def test_broken_bytes_become_text():
    """No decoding error reaches a reader."""
    code = "import sys; sys.stdout.buffer.write(b'a' + bytes([255]))"
    assert python(code).text == "a\ufffd"
