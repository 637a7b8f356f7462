"""Runs programs of the system: by a list of arguments, with limits, never by a shell."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import IO, Any, Protocol

import msgspec

from agent.sources.program_places import locate

MOST_BYTES = 32 << 20
_MOST_COMPLAINTS = 1 << 16
_GRACE_S = 2.0  # for what was ended to be gone
_KILLED = -9
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.001, 0.05
_C_LOCALE = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "C"}
_WINDOWS = sys.platform == "win32"


class Output(msgspec.Struct, frozen=True):
    """What a program printed, and its exit status (negative: ended by a signal)."""

    stdout: bytes
    stderr: bytes = b""
    status: int = 0

    @property
    def text(self) -> str:
        """Standard output as text; what is no UTF-8 is replaced."""
        return self.stdout.decode("utf-8", "replace")


class Programs(Protocol):
    """Runs programs, or answers from a recording of them."""

    def run(self, *argv: str, timeout_s: float = 30.0) -> Output:
        """Return what the program *argv* printed; any exit status is an answer.

        Raises:
            FileNotFoundError: the program is not installed.
            PermissionError: it may not be started.
            TimeoutError: it did not end in time, and was ended.
            OSError: it could not be started for another reason, or printed too much.
        """
        ...


class RealPrograms:
    """Starts programs with no input, in the C locale, without the caller's secrets.

    Output goes to files, not pipes: a program that leaves a child behind cannot keep
    us waiting. One that prints more than *most_bytes* is ended at once. Whatever it
    started ends with it; what even then stays (a drive that is dead keeps its program
    inside the kernel) is left behind, and nobody waits for it.
    """

    def __init__(
        self, environ: Mapping[str, str] | None = None, *, most_bytes: int = MOST_BYTES
    ) -> None:
        found = os.environ if environ is None else environ
        kept = {k: v for k, v in found.items() if not k.startswith("HATANG_")}
        self._environ = {**kept, **_C_LOCALE}
        self._most_bytes = most_bytes

    def run(
        self,
        *argv: str,
        timeout_s: float = 30.0,
        environ: Mapping[str, str] | None = None,
    ) -> Output:
        """Return what the program printed; *environ* is added to its environment."""
        own = {**self._environ, **(environ or {})}
        place = locate(argv[0], own, windows=_WINDOWS)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                argv,
                executable=place,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=own,
                start_new_session=not _WINDOWS,  # no terminal to ask anybody, and a group
            )
            try:
                self._wait(process, (out, err), argv[0], timeout_s)
            finally:
                status = _end(process)
            self._check(out, argv[0])
            out.seek(0)
            err.seek(0)
            return Output(out.read(), err.read(_MOST_COMPLAINTS), status)

    def _wait(
        self,
        process: "subprocess.Popen[bytes]",
        files: tuple[IO[bytes], ...],
        name: str,
        timeout_s: float,
    ) -> None:
        """Return when *process* has ended; it is not reaped yet, where that matters.

        Raises:
            TimeoutError: it has not.
            OSError: it printed too much.
        """
        end = time.monotonic() + timeout_s
        pause_s = _FIRST_PAUSE_S
        while not _has_ended(process):
            left_s = end - time.monotonic()
            if left_s <= 0:
                raise TimeoutError(f"{name} did not end within {timeout_s:g} s")
            for file in files:
                self._check(file, name)
            time.sleep(min(pause_s, left_s))
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _check(self, file: IO[bytes], name: str) -> None:
        if os.fstat(file.fileno()).st_size > self._most_bytes:
            raise OSError(f"{name} printed more than {self._most_bytes} bytes")


def _has_ended(process: "subprocess.Popen[bytes]") -> bool:
    """Return whether *process* has ended.

    On POSIX it stays a zombie: until it is reaped nobody else gets its number, so that
    its group can be ended.
    """
    if sys.platform == "win32":
        return process.poll() is not None
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, process.pid, how) is not None


def _end(process: "subprocess.Popen[bytes]") -> int:
    """End *process* and all that it started; return its exit status."""
    if sys.platform == "win32":
        _end_tree(process)
    else:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    try:
        return process.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        return _KILLED  # it cannot end: nobody waits for it


def _end_tree(process: Any) -> None:
    """End *process*, if it still runs, and its children: Windows knows no group."""
    if process.poll() is not None:
        return
    from agent.sources.host_psutil import library

    psutil = library()
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
    with contextlib.suppress(OSError):
        process.kill()
