"""Programs are started by a list, with limits, and their answers are values."""

import os
import sys
import time
from pathlib import Path

import pytest

from agent.sources.programs import RealPrograms

posix = pytest.mark.skipif(os.name != "posix", reason="Windows knows no groups")


def is_gone(pid):
    """Return whether the process *pid* has ended, or does so in a while."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        except OSError:
            return True
        if state.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


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


def test_one_that_prints_without_end_is_ended():
    """Neither memory nor the disk is filled, whichever way it prints."""
    flood = "import os\nwhile True: os.write({}, b'x' * 65536)"
    for number in (1, 2):
        with pytest.raises(OSError, match="printed more than 1000000 bytes"):
            python(flood.format(number), most_bytes=1_000_000)


def test_output_that_is_too_long_is_refused_even_if_the_program_has_ended():
    """What is not whole is no answer."""
    with pytest.raises(OSError, match="printed more than 1000 bytes"):
        python("print('x' * 5000)", most_bytes=1000)


@posix
def test_what_a_program_leaves_behind_keeps_nobody_waiting_and_ends_with_it():
    """A child that holds the output open, and sleeps."""
    code = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
        "\nprint(child.pid)"
    )
    assert is_gone(int(python(code).text))


@posix
def test_children_of_a_program_that_hangs_end_with_it(tmp_path):
    """None stays behind to hold a drive or a lock."""
    note = tmp_path / "pid"
    code = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
        f"\npathlib.Path({str(note)!r}).write_text(str(child.pid))\ntime.sleep(600)"
    )
    with pytest.raises(TimeoutError):
        RealPrograms().run(sys.executable, "-c", code, timeout_s=3)
    assert is_gone(int(note.read_text()))


@posix
def test_a_program_has_no_terminal_to_ask_at():
    """A tool would ask for a password there, behind the back of its input."""
    code = "import os; print(os.getsid(0) == os.getpid())"
    assert python(code).text.strip() == "True"


def test_a_program_in_the_current_folder_is_not_started(tmp_path, monkeypatch):
    """Whoever filled that folder would run it with our rights."""
    fake = tmp_path / "hatang-planted"
    fake.write_text("#!/bin/sh\necho planted\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError):
        RealPrograms({"PATH": ":.:/usr/bin"}).run("hatang-planted")
