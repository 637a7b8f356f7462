"""Real programs for system tests: started, waited for, ended by their own pid."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest


def need(program: str) -> str:
    """Return the path of *program*; without it the run fails in CI, else skips."""
    found = shutil.which(program) or shutil.which(
        program, path="/usr/sbin:/sbin:/usr/bin:/bin"
    )
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI=true, but {program} is not installed")
    pytest.skip(f"{program} is not installed: deploy/dev/system-packages test")


def need_root() -> None:
    """Go on only as root (namespaces, tmpfs); without it CI fails, else skips."""
    if os.geteuid() == 0:
        return
    if os.environ.get("CI") == "true":
        pytest.fail("CI=true, but the tests do not run as root")
    pytest.skip("needs root")


def wait_for(what: Callable[[], object], *, within_s: float, name: str = "") -> object:
    """Return the first true answer of *what*, asked again and again.

    Raises:
        TimeoutError: none within *within_s* seconds; holds the last error.
    """
    end = time.monotonic() + within_s
    last: Exception | None = None
    while time.monotonic() < end:
        try:
            answer = what()
        except (OSError, ValueError, LookupError) as err:
            if isinstance(err, HTTPError):
                err.close()  # it holds the answer's socket
            last = err
        else:
            if answer:
                return answer
        time.sleep(0.05)
    raise TimeoutError(f"{name or what} not within {within_s} s: {last}")


class Program:
    """One running program with its output in a file."""

    def __init__(self, command: list[str], log: Path, **options) -> None:
        self.log = log
        self.command = command
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def output(self) -> str:
        """Return what it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.running:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, *, within_s: float = 15.0) -> int:
        """Ask it to end and return its exit code; kill it when it does not."""
        if self.running:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=within_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


@contextlib.contextmanager
def started(command: list[str], log: Path, **options) -> Iterator[Program]:
    """Run *command* for the length of a block."""
    program = Program(command, log, **options)
    try:
        yield program
    finally:
        program.kill()


def free_port(count: int = 1) -> int:
    """Return the first of *count* loopback ports in a row that were free a moment ago.

    Below the range that the kernel gives to outgoing connections, so that none of these
    takes it meanwhile.
    """
    for port in random.sample(range(20_000, 32_000), k=1000):
        with contextlib.ExitStack() as probes:
            try:
                for number in range(port, port + count):
                    probe = probes.enter_context(socket.socket())
                    probe.bind(("127.0.0.1", number))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")
