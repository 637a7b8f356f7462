"""``hatang-agent service``: what it says, and what Windows shall run."""

import logging
import sys
from argparse import Namespace
from pathlib import PureWindowsPath

import pytest

from agent.__main__ import main
from agent.commands_windows_service import command_line, own_folders, run, service
from agent.settings import Settings
from agent.windows_service_control import Made
from agent.windows_service_host import Stopping

ON_WINDOWS = sys.platform == "win32"
OPTIONS = {
    "config": None,
    "data_directory": None,
    "log_level": None,
    "log_format": None,
}


class Control:
    """A service manager that does what it is told."""

    def __init__(self, *, state="running", refused=()):
        self.done, self._state, self._refused = [], state, refused

    def install(self, command, _description):
        self.done.append(command)
        return Made(new=self._state is None, refused=self._refused)

    def start(self):
        self.done.append("start")

    def stop(self):
        self.done.append("stop")

    def remove(self):
        return self._state is not None

    def state(self):
        return self._state


def act(action, control, folder):
    """Return the exit code of an action as on Windows."""
    options = Namespace(action=action, **OPTIONS)
    settings = Settings(data_directory=folder / "Hatang" / "agent")
    return service(settings, options, platform="win32", control=control)


@pytest.fixture(autouse=True)
def program_data(monkeypatch, tmp_path):
    """Let the folder of the settings be one of the test's."""
    monkeypatch.setenv("ProgramData", str(tmp_path))


def test_the_folder_above_a_chosen_data_directory_is_not_ours():
    """It may be a whole drive; the folder of the settings is ours wherever data lies."""
    drive = PureWindowsPath("D:\\")
    usual = PureWindowsPath(r"C:\ProgramData\Hatang")
    folders = own_folders(drive / "hatang-data", usual / "agent.toml")
    assert folders == (usual, drive / "hatang-data")
    assert own_folders(usual / "agent", usual / "agent.toml") == (
        usual,
        usual / "agent",
    )


@pytest.mark.skipif(ON_WINDOWS, reason="there it is Windows")
def test_elsewhere_it_says_what_to_use_instead(capsys, tmp_path):
    """Exit code 2: the command line cannot be used here."""
    config = tmp_path / "agent.toml"
    config.write_text("")
    assert main(["service", "start", "--config", str(config)]) == 2
    assert "install.sh" in capsys.readouterr().err


def test_installing_makes_the_folder_and_tells_what_windows_lacks(capsys, tmp_path):
    """A second time it says that the service is up to date."""
    control = Control(state=None, refused=("delayed start",))
    assert act("install", control, tmp_path) == 0
    mode = (tmp_path / "Hatang/agent").stat().st_mode
    assert ON_WINDOWS or mode & 0o077 == 0  # there its rights say it
    said = capsys.readouterr()
    assert "made" in said.out
    assert "delayed start" in said.err
    assert act("install", Control(), tmp_path) == 0
    assert "up to date" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("action", "state", "said"),
    [
        ("start", "running", (0, "runs")),
        ("stop", "running", (0, "is stopped")),
        ("remove", "running", (0, "was removed")),
        ("remove", None, (0, "no service")),
        ("status", "running", (0, "running")),
        ("status", "stopped", (1, "stopped")),
        ("status", None, (1, "no service")),
    ],
)
def test_actions_say_what_became_of_them(action, state, said, capsys, tmp_path):
    """Exit code 0 when all is well."""
    code, text = said
    assert act(action, Control(state=state), tmp_path) == code
    assert text in capsys.readouterr().out


def test_windows_runs_what_was_named():
    """Paths with blanks stay one word."""
    options = Namespace(**{**OPTIONS, "config": r"C:\my settings\agent.toml"})
    line = command_line(options, executable=r"C:\Program Files\a.exe", frozen=True)
    assert line == (
        r'"C:\Program Files\a.exe" service run --config "C:\my settings\agent.toml"'
    )
    line = command_line(Namespace(**OPTIONS), executable="python.exe", frozen=False)
    assert line == "python.exe -m agent service run"


def test_a_stop_before_the_enrolment_ends_it(tmp_path):
    """A service that waits for a token stops at once, and logs into its file."""
    stopping = Stopping()
    stopping.stop()
    settings = Settings(data_directory=tmp_path)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        assert run(settings, Namespace(**OPTIONS), stopping) == 0
    finally:
        root.handlers[:] = before
        root.setLevel(level)
