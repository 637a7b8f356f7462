"""A real collector and real agents as processes, for system tests."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from agent.enrolment import Machine, enrol
from agent.shared.clock import SystemClock
from agent.shared.secret import Secret
from agent.shared.wire import Report, decode
from collector.store.interface import StoredReport
from collector.store.opening import open_store
from tests.support.processes import Program, free_port, wait_for

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-m"]


def run(command: Sequence[str], *, stdin: str | None = None) -> str:
    """Run one command to its end and return its standard output.

    Raises:
        AssertionError: it failed; holds what it said.
    """
    result = subprocess.run(
        command,
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


class CollectorRig:
    """One collector; ``prefix`` is put before its command (a namespace)."""

    def __init__(
        self, folder: Path, *, host: str = "127.0.0.1", prefix: Sequence[str] = ()
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data = folder / "collector"
        self.https = f"https://{host}:{free_port()}"
        self.http = f"http://127.0.0.1:{free_port()}"
        self._prefix = list(prefix)
        self._log = folder / "collector.log"
        self.program: Program | None = None

    def start(self) -> None:
        """Start it and wait until it serves."""
        command = [*self._prefix, *PYTHON, "collector", "serve"]
        command += ["--data-directory", str(self.data)]
        command += ["--web.listen-address", self.https]
        command += ["--web.listen-address", self.http]
        self.program = Program(command, self._log, cwd=ROOT)
        wait_for(self._is_ready, within_s=30, name="the collector is ready")

    def _is_ready(self) -> bool:
        assert self.program is not None
        assert self.program.running, self.program.output()
        if not self._prefix:
            return self.get("/-/ready") != b""
        command = [*self._prefix, "curl", "-sf", "-m", "2", f"{self.http}/-/ready"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def get(self, path: str, *, accept: str = "*/*") -> bytes:
        """Return what it answers on loopback."""
        request = urllib.request.Request(self.http + path, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def machines(self) -> list[dict]:
        """Return the machines as the API lists them."""
        found = json.loads(self.get("/api/v1/machines"))
        return found["machines"] if isinstance(found, dict) else found

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.program is not None:
            self.program.kill()

    def stop(self) -> int:
        """Ask it to end; return its exit code."""
        assert self.program is not None
        return self.program.stop()

    def command(self, *words: str) -> str:
        """Run one ``hatang-collector`` command on its data."""
        return run([*PYTHON, "collector", *words, "--data-directory", str(self.data)])

    def token(self, *options: str) -> str:
        """Make a token for several machines."""
        words = ("token", "create", "--uses", "9", "--days", "1", "--url", self.https)
        return self.command(*words, *options).strip()

    def stored(self) -> list[tuple[StoredReport, Report]]:
        """Return all reports of all agents; the collector must not run."""
        store = open_store(f"sqlite:///{self.data / 'hatang.db'}")
        try:
            return [
                (row, decode(row.body, Report))
                for agent in store.agents()
                for row in store.reports(agent.id, start=-1e12, end=1e12)
            ]
        finally:
            store.close()


class AgentRig:
    """One agent with a data directory of its own."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: str = "",
        prefix: Sequence[str] = (),
        program: Sequence[str] = ("agent", "run"),
        data: Path | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data = data or folder / "data"
        self.settings = folder / "agent.toml"
        self.settings.write_text(
            f'data_directory = "{self.data}"\nproxy = "none"\n'
            f"paths = {{ enabled = false }}\n{settings}"
        )
        self._prefix = list(prefix)
        self._log = folder / "agent.log"
        self._words = list(program)
        self.program: Program | None = None

    def enrol(self, token: str, *, own_machine: bool = True) -> str:
        """Make it known to a collector; return its agent id.

        Without *own_machine* it says nothing of the hardware, so that several
        agents on one machine can stand for several machines.
        """
        if not own_machine:
            machine = Machine(self.settings.parent.name)
            clock, proxy = SystemClock(), Secret("none")
            return enrol(token, self.data, machine, clock=clock, proxy=proxy).agent
        words = ["agent", "enrol", "--config", str(self.settings), "-"]
        run([*self._prefix, *PYTHON, *words], stdin=token)
        return json.loads((self.data / "identity.json").read_text())["agent"]

    def start(self, *options: str) -> Program:
        """Start it; it is running when this returns, not more."""
        command = [*self._prefix, *PYTHON, *self._words]
        command += ["--config", str(self.settings), *options]
        self.program = Program(command, self._log, cwd=ROOT)
        return self.program

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.program is not None:
            self.program.kill()

    def output(self) -> str:
        """Return what it has logged so far."""
        return self._log.read_text(errors="replace")
