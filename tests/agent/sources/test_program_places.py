"""Programs are looked for where only administrators put them."""

import pytest

from agent.sources.program_places import locate

PATH = {"PATH": ":bin:.:/opt/a:/opt/b"}
WINDOWS = {
    "Path": r'.;tools;"C:\Program Files\restic";\share;C:here',
    "SystemRoot": r"D:\Windows",
}


def find(name, files, environ=PATH, *, windows=False, may_run=lambda _: True):
    """Return where *name* is found among *files*."""
    return locate(
        name,
        environ,
        windows=windows,
        is_file=lambda path: path in files,
        may_run=may_run,
    )


def test_relative_folders_of_path_are_passed_over():
    """An empty one means the current folder, which anybody may have filled."""
    here = {"smartctl", "./smartctl", "bin/smartctl"}
    assert find("smartctl", {*here, "/opt/b/smartctl"}) == "/opt/b/smartctl"
    with pytest.raises(FileNotFoundError):
        find("smartctl", here)


def test_one_that_may_not_be_run_is_named_only_if_there_is_no_other():
    """Starting it then says why."""
    files = {"/opt/a/x", "/opt/b/x"}
    assert find("x", files, may_run=lambda path: path == "/opt/b/x") == "/opt/b/x"
    assert find("x", files, may_run=lambda _: False) == "/opt/a/x"


def test_windows_looks_in_its_own_folder_first_and_never_in_the_current_one():
    """CreateProcess would look where one stands before System32."""
    system = r"D:\Windows\System32\reg.exe"
    own = r"C:\Program Files\restic\restic.exe"
    planted = {"reg.exe", r".\reg.exe", r"tools\reg.exe", r"\share\reg.exe"}
    files = {system, own, *planted, r"C:here\reg.exe"}
    assert find("reg", files, WINDOWS, windows=True) == system
    assert find("restic", files, WINDOWS, windows=True) == own
    assert find("restic.exe", files, WINDOWS, windows=True) == own
    with pytest.raises(FileNotFoundError):
        find("reg", planted, WINDOWS, windows=True)


def test_no_script_is_taken_for_a_program_of_windows():
    """A shell would read its arguments."""
    with pytest.raises(FileNotFoundError):
        find("restic", {r"D:\Windows\System32\restic.bat"}, WINDOWS, windows=True)


@pytest.mark.parametrize(
    ("name", "windows"),
    [("/usr/sbin/smartctl", False), (r"C:\Program Files\x\smartctl.exe", True)],
)
def test_a_whole_path_stays(name, windows):
    """Whether it is there shows when it is started."""
    assert find(name, set(), windows=windows) == name


@pytest.mark.parametrize(
    ("name", "windows"),
    [("./smartctl", False), (r"bin\x.exe", True), ("C:x.exe", True), (r"\x.exe", True)],
)
def test_a_relative_path_is_no_program(name, windows):
    """It would be another one wherever one stands."""
    with pytest.raises(FileNotFoundError):
        find(name, {name}, windows=windows)


def test_without_path_the_system_has_a_default():
    """A service may have no PATH at all."""
    assert find("x", {"/bin/x"}, {}) == "/bin/x"
