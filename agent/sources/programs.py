"""Runs programs of the system: by a list of arguments, with limits, never by a shell."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Protocol

import msgspec

MOST_BYTES = 32 << 20
_C_LOCALE = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "C"}


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
    us waiting, and one that prints without end is cut at ``MOST_BYTES``.
    """

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        found = os.environ if environ is None else environ
        kept = {k: v for k, v in found.items() if not k.startswith("HATANG_")}
        self._environ = {**kept, **_C_LOCALE}

    def run(
        self,
        *argv: str,
        timeout_s: float = 30.0,
        environ: Mapping[str, str] | None = None,
    ) -> Output:
        """Return what the program printed; *environ* is added to its environment."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            try:
                done = subprocess.run(
                    argv,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    timeout=timeout_s,
                    env={**self._environ, **(environ or {})},
                    check=False,
                )
            except subprocess.TimeoutExpired as late:
                raise TimeoutError(
                    f"{argv[0]} did not end within {timeout_s:g} s"
                ) from late
            if out.tell() > MOST_BYTES:
                raise OSError(f"{argv[0]} printed more than {MOST_BYTES} bytes")
            out.seek(0)
            err.seek(0)
            return Output(out.read(), err.read(1 << 16), done.returncode)
