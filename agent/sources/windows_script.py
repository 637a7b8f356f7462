"""One PowerShell call in place of COM, where COM does not work; rarely, and for all.

The script is a file that an administrator can read: ``scripts/facts.ps1``. It is run
when a question to COM fails as such (not: no rights, no such class, no answer in time),
at most every six hours, whatever came out of it; its answers serve all questions between.
"""

import functools
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from agent.readers.errors import ReadError
from agent.readers.windows.facts_script import Answers, key, read_answers
from agent.sources.programs import Programs, RealPrograms
from agent.sources.windows_doors import Wmi

SCRIPT = Path(__file__).parent / "scripts" / "facts.ps1"
EVERY_S = 6 * 3600.0
LIMIT_S = 120.0
_OPTIONS = ("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File")
_PLACE = r"System32\WindowsPowerShell\v1.0\powershell.exe"


def powershell(environ: Mapping[str, str] = os.environ) -> str:
    """Return where Windows keeps its PowerShell; PATH could name another program."""
    root = environ.get("SystemRoot", r"C:\Windows")
    return rf"{root}\{_PLACE}"


class Script:
    """The answers of the script, asked anew when they are old. Safe in all threads."""

    def __init__(
        self,
        programs: Programs,
        *,
        program: str,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        self._programs = programs
        self._program = program
        self._uptime = uptime
        self._lock = threading.Lock()
        self._asked: float | None = None
        self._answers: Answers = {}

    def rows(self, namespace: str, class_name: str) -> list[dict[str, Any]] | None:
        """Return the rows of a class, None where the script has no answer."""
        with self._lock:
            now = self._uptime()
            if self._asked is None or now - self._asked >= EVERY_S:
                self._asked = now
                self._answers = self._run()
            return self._answers.get(key(namespace, class_name))

    def _run(self) -> Answers:
        try:
            found = self._programs.run(
                self._program, *_OPTIONS, str(SCRIPT), timeout_s=LIMIT_S
            )
            return read_answers(found.stdout)
        except (OSError, RuntimeError, ReadError):
            return {}


class FallbackWmi:
    """WMI through *first*, else through *script*."""

    def __init__(self, first: Wmi, script: Script) -> None:
        self._first = first
        self._script = script

    def query(
        self, namespace: str, class_name: str, properties: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return one row per instance; see the door.

        Raises:
            OSError: as *first* does, where the script has no answer either.
        """
        try:
            return self._first.query(namespace, class_name, properties)
        except (FileNotFoundError, PermissionError, TimeoutError):
            raise
        except (OSError, RuntimeError):
            rows = self._script.rows(namespace, class_name)
            if rows is None:
                raise
            return [{name: row.get(name) for name in properties} for row in rows]


@functools.cache
def wmi_with_fallback() -> FallbackWmi:
    """Return this process's way to WMI: one, so that the six hours hold for all."""
    from agent.sources.windows_com import ComWmi

    return FallbackWmi(ComWmi(), Script(RealPrograms(), program=powershell()))
