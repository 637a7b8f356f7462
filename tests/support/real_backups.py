"""Real restic and borg on repositories of their own, for system tests."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from agent.shared.data_safety import BackupSettings
from agent.shared.secret import Secret
from tests.support.processes import need

PASSWORD = "canary-in-a-coal-mine"

# Stands before the real tool in PATH: writes down how it was called, as any user could
# see it in /proc, then becomes the tool.
_WRAPPER = """\
#!{python}
import os, sys
with open({log!r}, "ab") as log:
    log.write(open("/proc/self/cmdline", "rb").read() + b"\\n")
os.execv({real!r}, [{real!r}, *sys.argv[1:]])
"""


class RealTool:
    """One repository of *tool* (restic or borg) below *folder*."""

    def __init__(self, tool: str, folder: Path) -> None:
        self.tool = tool
        self._real = need(tool)
        self.repository = folder / "repository"
        self.password_file = folder / "password file"
        self.password_file.write_text(PASSWORD + "\n")
        self.password_file.chmod(0o600)
        self.calls = folder / "calls"
        self._folder = folder
        if tool == "restic":
            self.run("init")
        else:
            self.run("init", "--encryption", "repokey")

    def _environ(self) -> dict[str, str]:
        keep = str(self._folder / "own")
        return os.environ | {
            "RESTIC_REPOSITORY": str(self.repository),
            "RESTIC_PASSWORD_FILE": str(self.password_file),
            "RESTIC_CACHE_DIR": keep,
            "BORG_REPO": str(self.repository),
            "BORG_PASSPHRASE": PASSWORD,
            "BORG_BASE_DIR": keep,
        }

    def run(self, *words: str) -> None:
        """Run the tool as an administrator's script would.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        command = [self._real, *words]
        subprocess.run(command, check=True, capture_output=True, env=self._environ())

    def hold(self) -> subprocess.Popen[bytes]:
        """Return a program that holds a lock of the repository until it is ended."""
        words = ["with-lock", str(self.repository), "sleep", "60"]
        if self.tool == "restic":
            words = ["backup", "--stdin"]
        return subprocess.Popen(
            [self._real, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environ(),
        )

    @property
    def locked(self) -> bool:
        """Whether somebody holds a lock."""
        return any((self.repository / "locks").glob("*")) or any(
            self.repository.glob("lock.exclusive")
        )

    def back_up(self, folder: Path, name: str, *, host: str = "") -> None:
        """Make one backup of *folder*."""
        if self.tool == "restic":
            self.run("backup", *(["--host", host] if host else []), str(folder))
        else:
            self.run("create", f"::{name}", str(folder))

    def settings(self, **more: object) -> BackupSettings:
        """Return the set as the settings name it."""
        given = {
            "repository": Secret(str(self.repository)),
            "password_file": self.password_file,
        }
        return BackupSettings("home", self.tool, **{**given, **more})

    def wrap(self, folder: Path) -> str:
        """Put the wrapper into *folder*; return the PATH by which it is found first."""
        folder.mkdir(exist_ok=True)
        path = folder / self.tool
        text = _WRAPPER.format(
            python=sys.executable, log=str(self.calls), real=self._real
        )
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return f"{folder}{os.pathsep}{os.environ['PATH']}"
