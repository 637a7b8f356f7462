"""A Debian of its own with a real systemd, booted by systemd-nspawn, without a network."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import Program, need, need_root, wait_for

BASE = Path(tempfile.gettempdir()) / "hatang-debian-12"
"""Made once on a machine, and copied for each container."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PACKAGES = "systemd,systemd-sysv,dbus,python3,python3-venv,ca-certificates"


def base() -> Path:
    """Return the folder of a small Debian 12; made by debootstrap where it is missing."""
    need_root()
    if (BASE / ".whole").exists():
        return BASE
    shutil.rmtree(BASE, ignore_errors=True)
    made = subprocess.run(
        [
            *(need("debootstrap"), "--variant=minbase", f"--include={_PACKAGES}"),
            *("bookworm", str(BASE)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    (BASE / ".whole").touch()
    return BASE


class Container:
    """A booted Debian; ``run`` runs a program in it."""

    def __init__(self, folder: Path, binds: dict[Path, str]) -> None:
        self.root = folder / "root"
        self._folder = folder
        self._binds = [f"--bind-ro={host}:{inside}" for host, inside in binds.items()]
        self._program: Program | None = None
        self._leader = 0

    def boot(self) -> None:
        """Boot it and wait until systemd has started everything."""
        command = [
            *(need("systemd-nspawn"), "-D", str(self.root), "--register=no"),
            *("--keep-unit", "--private-network", "--quiet", *self._binds, "-b"),
        ]
        self._program = Program(command, self._folder / "boot.log")
        wait_for(self._is_up, within_s=60, name="systemd in the container")

    def _is_up(self) -> bool:
        assert self._program is not None
        assert self._program.running, self._program.output()
        found = subprocess.run(
            ["pgrep", "-P", str(self._program.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if not found:
            return False
        self._leader = int(found[-1])
        state = self.run("systemctl", "is-system-running", check=False).stdout.strip()
        return state in {"running", "degraded"}

    def run(
        self, *command: str, check: bool = True, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run *command* in it as root.

        Raises:
            AssertionError: it failed, and *check* is on.
        """
        done = subprocess.run(
            [
                *("nsenter", "-t", str(self._leader)),
                *("-m", "-u", "-i", "-n", "-p", "-r", "-w"),
                *("env", "-i", f"PATH={_PATH}"),
                *command,
            ],
            capture_output=True,
            text=True,
            input=stdin,
            check=False,
            timeout=300,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def shell(self, script: str) -> str:
        """Run a script of Bash and return what it printed."""
        return self.run("bash", "-euc", script).stdout

    def stop(self) -> None:
        """Shut it down as a machine is shut down."""
        if self._program is not None and self._program.running:
            self._program.stop(within_s=60)
        self._program = None


@contextlib.contextmanager
def container(folder: Path, binds: dict[Path, str]) -> Iterator[Container]:
    """Boot a fresh Debian for a block; *binds* are host folders and where they are seen."""
    source = base()
    folder.mkdir(parents=True, exist_ok=True)
    made = Container(folder, binds)
    subprocess.run(["cp", "-a", str(source), str(made.root)], check=True)
    try:
        made.boot()
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.root, ignore_errors=True)
