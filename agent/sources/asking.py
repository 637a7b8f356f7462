"""Asks programs and files through the doors: an answer, or the reason for none."""

import posixpath
import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent.readers.errors import ReadError
from agent.sources.doors import Doors
from agent.sources.programs import Output
from agent.sources.text import exists, read_or_none

Value = TypeVar("Value")


class Unanswered(Exception):  # noqa: N818 - an outcome, not an error
    """A part could not be read; the text is the reason, for a person."""


class NotInstalled(Unanswered):
    """The program is not there."""


def ask(doors: Doors, *argv: str, timeout_s: float = 20.0) -> Output:
    """Return what the program *argv* printed, whatever its exit status.

    Raises:
        NotInstalled: there is no such program.
        Unanswered: it could not be run, or did not end in time.
    """
    name = posixpath.basename(argv[0])
    try:
        return _run(doors, argv, timeout_s)
    except FileNotFoundError as err:
        raise NotInstalled(f"{name} is not installed") from err
    except PermissionError as err:
        raise Unanswered(f"{name} may not be started: run the service as root") from err
    except TimeoutError as err:
        raise Unanswered(f"{name} did not answer in time") from err
    except (OSError, RuntimeError) as err:
        raise Unanswered(f"{name} could not be run: {type(err).__name__}") from err


def _run(doors: Doors, argv: tuple[str, ...], timeout_s: float) -> Output:
    """Run *argv*; a user's PATH may lack the folder of the administrator's tools."""
    try:
        return doors.programs.run(*argv, timeout_s=timeout_s)
    except FileNotFoundError:
        if "/" in argv[0]:
            raise
        return doors.programs.run(
            f"/usr/sbin/{argv[0]}", *argv[1:], timeout_s=timeout_s
        )


def understand(read: Callable[[bytes], Value], output: Output, name: str) -> Value:
    """Return what *read* makes of the *output* of the program *name*.

    Raises:
        Unanswered: it is not what that program prints.
    """
    try:
        return read(output.stdout)
    except ReadError as err:
        raise Unanswered(refusal(output, name)) from err


def refusal(output: Output, name: str) -> str:
    """Return why the program *name* gave no answer, by what it printed on errors.

    Its own words are not passed on: they may hold names of files and persons.
    """
    words = output.stderr.decode("utf-8", "replace").lower()
    if re.search(r"permission|root|privilege|not permitted|superuser|denied", words):
        return f"{name} needs root: run the service as root"
    if "systemd" in words and "init" in words:
        return f"{name}: the system was not started by systemd"
    return f"{name} gave no answer that we understand (status {output.status})"


def zone_of(root: Path) -> tzinfo | None:
    """Return the time zone of the machine below *root*; None where it is not said."""
    name = read_or_none(root / "etc/timezone")
    try:
        exists(root / "etc/localtime")  # whoever makes a recording keeps the link
        link = (root / "etc/localtime").readlink().as_posix()
        name = link.partition("zoneinfo/")[2] or name
    except (OSError, ValueError):
        pass
    if not name or not re.fullmatch(r"[A-Za-z][\w+/-]{0,60}", name):
        return None
    try:
        return UTC if name in {"Etc/UTC", "UTC"} else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def listed(path: Path) -> tuple[str, ...]:
    """Return the sorted names in the folder *path*; none where it cannot be read."""
    try:
        return tuple(sorted(entry.name for entry in path.iterdir()))
    except OSError:
        return ()
