"""A Windows PC of our own under Wine: its drive C:, its services, its registry.

Unlike the Windows of tests.support.wine it holds nothing but Windows: no Python, no
libraries. What is installed there brings all that it needs.
"""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import need

ENVIRONMENT = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml="}


class WinePc:
    """One prefix; Windows runs between ``boot`` and ``shut_down``."""

    def __init__(self, folder: Path) -> None:
        self.prefix = folder
        self.drive = folder / "drive_c"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "LANG": "C.UTF-8",
            "WINEPREFIX": str(folder),
            **ENVIRONMENT,
        }

    def make(self) -> None:
        """Install Windows 10."""
        for program in ("wine", "wineserver"):
            need(program)
        self._quiet("wineboot", "-i", within_s=180)
        self._quiet("wine", "winecfg", "-v", "win10")
        self._compile()
        self.shut_down()

    def _compile(self) -> None:
        """Put the one library into it that Wine 8 lacks (libraries in Rust want it)."""
        source = Path(__file__).parents[2] / "deploy/dev/bcryptprimitives.c"
        target = self.drive / "windows/system32/bcryptprimitives.dll"
        words = ("-shared", "-O2", "-s", "-o", target, source, "-ladvapi32")
        subprocess.run([need("x86_64-w64-mingw32-gcc"), *map(str, words)], check=True)

    def boot(self) -> None:
        """Start Windows with its services; it runs on when a program ends."""
        self._quiet("wineserver", "-p600")
        self._quiet("wine", "cmd", "/c", "ver")

    def shut_down(self) -> None:
        """Stop Windows as its shutdown does, services and all."""
        self._quiet("wineboot", "--shutdown", within_s=60)
        self._quiet("wineserver", "-k")
        self._quiet("wineserver", "-w")

    def _quiet(self, *command: str, within_s: float = 60) -> None:
        """Run what may leave something in the background that would hold our pipes."""
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment,
            check=False,
            timeout=within_s,
        )

    def run(
        self, program: Path | str, *words: str, within_s: float = 120
    ) -> subprocess.CompletedProcess:
        """Run *program*, a file of Linux or a name of Windows, to its end."""
        return subprocess.run(
            ["wine", str(program), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=self.environment,
            check=False,
            timeout=within_s,
        )

    def registry(self, key: str) -> dict[str, str]:
        """Return the values of *key* as ``reg query`` prints them; empty if it is not there."""
        done = self.run("reg", "query", key, "/reg:64")
        values = {}
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            parts = line.split(maxsplit=2)
            if line.startswith(" ") and len(parts) >= 2:
                values[parts[0]] = parts[2].strip() if len(parts) > 2 else ""
        return values

    def files(self) -> set[str]:
        """Return what lies on drive C:, except what Windows itself keeps."""
        own = ("windows/", "users/")
        found = (
            path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*")
        )
        return {name for name in found if not name.startswith(own)}


@contextlib.contextmanager
def wine_pc(folder: Path) -> Iterator[WinePc]:
    """Give a Windows PC that runs, for the length of a block."""
    pc = WinePc(folder)
    pc.make()
    pc.boot()
    try:
        yield pc
    finally:
        pc.shut_down()
