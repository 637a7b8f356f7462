"""The agent on real Windows Python under Wine, for system tests."""

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.processes import need

ROOT = Path(__file__).parents[2]
SCRIPT = str(ROOT / "deploy/dev/windows-under-wine")


def prepare() -> None:
    """Make Windows ready; without its parts the run fails in CI, else skips."""
    for program in ("wine", "osslsigncode", "x86_64-w64-mingw32-gcc"):
        need(program)
    done = subprocess.run(
        [SCRIPT, "prepare"], capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode == 0:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI=true, but Windows cannot be made ready: {done.stderr}")
    pytest.skip(f"Windows cannot be made ready: {done.stderr[-300:]}")


def stop() -> None:
    """End the background of Windows, unless another run uses it."""
    if shutil.which("wine"):
        subprocess.run([SCRIPT, "stop"], capture_output=True, check=False, timeout=90)


def windows_path(path: Path) -> str:
    """Return how Windows calls a file of Linux."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def run(
    *words: str, stdin: str = "", within_s: float = 120, **environ: str
) -> subprocess.CompletedProcess:
    """Run Windows Python to its end; what it prints is UTF-8 from a pipe."""
    return subprocess.run(
        [SCRIPT, "python", *words],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=within_s,
        env={**os.environ, **environ},
    )


class WindowsAgent:
    """One agent with a data directory of its own."""

    def __init__(self, folder: Path, *, settings: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data = folder / "data"
        self.settings = folder / "agent.toml"
        text = f"data_directory = '{windows_path(self.data)}'\nproxy = \"none\"\n"
        text += "paths = { enabled = false }\n"
        self.settings.write_text(text + settings)
        self.lines: list[str] = []
        self._process: subprocess.Popen | None = None
        self._reader: threading.Thread | None = None

    def command(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess:
        """Run one command of it to its end."""
        place = ["--config", windows_path(self.settings)]
        return run("-m", "agent", *words, *place, stdin=stdin)

    def enrol(self, token: str) -> str:
        """Make it known to a collector; return its agent id."""
        done = self.command("enrol", "-", stdin=token)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.identity()["agent"]

    def identity(self) -> dict:
        """Return the identity that it keeps."""
        return json.loads((self.data / "identity.json").read_text())

    def start(self) -> None:
        """Start it; it is running when this returns, not more."""
        words = ["-m", "agent", "run", "--config", windows_path(self.settings)]
        self._process = subprocess.Popen(
            [SCRIPT, "python", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._reader = threading.Thread(
            target=self._read, args=(self._process,), daemon=True
        )
        self._reader.start()

    def _read(self, process: subprocess.Popen) -> None:
        for line in process.stdout:
            self.lines.append(line.decode("utf-8", "replace"))

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process is not None and self._process.poll() is None

    def output(self) -> str:
        """Return what it has logged so far."""
        return "".join(self.lines)

    def stop(self, *, within_s: float = 30) -> int:
        """Press Ctrl-C, as Wine understands this signal; return the exit code."""
        return self._end(signal.SIGINT, within_s)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._end(signal.SIGKILL, 30)

    def _end(self, number: int, within_s: float) -> int:
        assert self._process is not None
        if self.running:
            self._process.send_signal(number)
        try:
            return self._process.wait(timeout=within_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._process.wait()
            self._reader.join(10)
            # A program that it had just started may hold the other end for long.
            if not self._reader.is_alive():
                self._process.stdout.close()


def reasons(output: str) -> Sequence[str]:
    """Return why pytest skipped tests, from its summary."""
    lines = [line for line in output.splitlines() if line.startswith("SKIPPED")]
    return [line.split(": ", 1)[1] for line in lines]
