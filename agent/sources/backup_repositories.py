"""Repositories of restic and borg: what they list, and single files out of them.

Passwords are read by the programs themselves, from the file that the settings name; they
and the address of the repository travel in the environment, never in the arguments, and
what a program complains of is told in our words: its own may hold an address.
"""

import os
import shlex
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from agent.readers.backup import borg, restic
from agent.readers.backup.restic import Trouble
from agent.readers.backup.shapes import Snapshot
from agent.readers.backup.textfile import same_host
from agent.readers.errors import ReadError
from agent.shared.data_safety import BackupSettings
from agent.sources.backup_shapes import FUTURE_S, Listing
from agent.sources.programs import Output

LIMIT_S = 60.0
_REASONS: dict[Trouble, tuple[bool | None, str]] = {
    "missing": (False, "there is no repository, or it cannot be reached"),
    "password": (True, "the password file does not open the repository"),
    "locked": (True, "the repository is locked by another program"),
    "absent": (True, "not found in the snapshot"),
    "other": (None, "{tool} failed with status {status}"),
}


class Tools(Protocol):
    """Runs a program with more in its environment; ``programs.RealPrograms`` does."""

    def run(
        self,
        *argv: str,
        timeout_s: float = ...,
        environ: Mapping[str, str] | None = None,
    ) -> Output:
        """Return what it printed, as ``programs.Programs``."""
        ...


class _Tool(NamedTuple):
    """How one tool is asked."""

    list_all: Callable[[BackupSettings], Sequence[str]]
    fetch_one: Callable[[Snapshot, str], Sequence[str]]
    read: Callable[[bytes], list[Snapshot]]
    trouble: Callable[[int, bytes], Trouble]
    environ: Callable[[BackupSettings, Path], dict[str, str]]


class Answer(NamedTuple):
    """What a tool printed, or why it did not."""

    stdout: bytes | None = None
    reachable: bool | None = None
    reason: str = ""
    trouble: Trouble = ""


def _restic_list(wanted: BackupSettings) -> list[str]:
    tag = ["--tag", wanted.tag] if wanted.tag else []
    return ["restic", "--no-lock", "--no-cache", "snapshots", "--json", *tag]


def _restic_fetch(snapshot: Snapshot, path: str) -> list[str]:
    return ["restic", "--no-lock", "--no-cache", "dump", snapshot.id, path]


def _restic_environ(wanted: BackupSettings, _keep: Path) -> dict[str, str]:
    found = {"RESTIC_REPOSITORY": wanted.repository.reveal()}
    if wanted.password_file is not None:
        found["RESTIC_PASSWORD_FILE"] = str(wanted.password_file)
    return found


def _borg_list(wanted: BackupSettings) -> list[str]:
    tag = ["--glob-archives", wanted.tag] if wanted.tag else []
    words = ["borg", "list", "--bypass-lock", "--json", "--format", "{hostname}"]
    return [*words, "--last", "1000", *tag]


def _borg_fetch(snapshot: Snapshot, path: str) -> list[str]:
    place = path.lstrip("/")
    return ["borg", "extract", "--bypass-lock", "--stdout", f"::{snapshot.id}", place]


def _borg_environ(wanted: BackupSettings, keep: Path) -> dict[str, str]:
    """Borg asks nobody, reads only, and keeps its own files in our folder."""
    found = {
        "BORG_REPO": wanted.repository.reveal(),
        "BORG_CACHE_DIR": str(keep / "borg" / "cache"),
        "BORG_SECURITY_DIR": str(keep / "borg" / "security"),
        "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes",
        "BORG_RELOCATED_REPO_ACCESS_IS_OK": "yes",
        "BORG_PASSPHRASE": "",
        "TZ": "UTC",
    }
    if wanted.password_file is not None:
        del found["BORG_PASSPHRASE"]
        found["BORG_PASSCOMMAND"] = f"cat {shlex.quote(str(wanted.password_file))}"
    return found


_TOOLS = {
    "restic": _Tool(
        _restic_list, _restic_fetch, restic.snapshots, restic.trouble, _restic_environ
    ),
    "borg": _Tool(_borg_list, _borg_fetch, borg.archives, borg.trouble, _borg_environ),
}


class Repositories:
    """Asks repositories; *keep* is a folder of ours for what borg wants to keep."""

    def __init__(
        self, tools: Tools, *, keep: Path, host: str, limit_s: float = LIMIT_S
    ) -> None:
        self._tools = tools
        self._keep = keep
        self._host = host
        self._limit_s = limit_s

    def newest(self, wanted: BackupSettings, *, now: float) -> Listing:
        """Return the newest snapshot of this machine that *wanted*'s repository has."""
        tool = _TOOLS[wanted.tool]
        answer = self._ask(wanted, tool.list_all(wanted))
        if answer.stdout is None:
            return Listing(reachable=answer.reachable, reason=answer.reason)
        try:
            snapshots = tool.read(answer.stdout)
        except ReadError as err:
            return Listing(reachable=True, reason=str(err))
        host = wanted.host or self._host
        return choose(snapshots, host=host, now=now)

    def fetch(
        self, wanted: BackupSettings, snapshot: Snapshot, path: str
    ) -> tuple[bytes | None, str]:
        """Return the file *path* of *snapshot*, or None and why; "" if it is not in it."""
        tool = _TOOLS[wanted.tool]
        answer = self._ask(wanted, tool.fetch_one(snapshot, path))
        reason = "" if answer.trouble == "absent" else answer.reason
        return answer.stdout, reason

    def _ask(self, wanted: BackupSettings, argv: Sequence[str]) -> Answer:
        refusal = password_file_trouble(wanted.password_file)
        if refusal:
            return Answer(reason=refusal)
        tool = _TOOLS[wanted.tool]
        environ = tool.environ(wanted, self._keep)
        try:
            output = self._tools.run(*argv, timeout_s=self._limit_s, environ=environ)
        except FileNotFoundError:
            return Answer(reason=f"{wanted.tool} is not installed")
        except TimeoutError:
            reason = f"no answer within {self._limit_s:g} s"
            return Answer(reachable=False, reason=reason)
        except OSError as err:
            why = err.strerror or "it printed too much"
            return Answer(reason=f"{wanted.tool} gave no answer: {why}")
        trouble = tool.trouble(output.status, output.stderr)
        if not trouble:
            return Answer(output.stdout, reachable=True)
        reachable, words = _REASONS[trouble]
        reason = words.format(tool=wanted.tool, status=output.status)
        return Answer(None, reachable, reason, trouble)


def choose(snapshots: Sequence[Snapshot], *, host: str, now: float) -> Listing:
    """Return the newest of *snapshots* that is of *host* and not of the future.

    Where no snapshot says of which host it is, all of them count.
    """
    named = [one for one in snapshots if one.host]
    own = [
        one
        for one in snapshots
        if host == "*" or not named or same_host(one.host, host)
    ]
    past = [one for one in own if one.time <= now + FUTURE_S]
    if past:
        newest = max(past, key=lambda one: one.time)
        return Listing(reachable=True, newest=newest, answered=True)
    if own:
        reason = "the snapshots lie in the future: is the clock of this machine right?"
    elif snapshots:
        reason = "never seen: the repository has snapshots of other machines only"
    else:
        reason = "never seen: the repository has no snapshot"
    return Listing(reachable=True, reason=reason, answered=True)


def password_file_trouble(path: Path | None) -> str:
    """Return why the password file cannot be used, "" if it can.

    On Windows the rights of its folder decide, and are not looked at.
    """
    if path is None:
        return ""
    try:
        status = path.stat()
    except FileNotFoundError:
        return "the password file is not there"
    except OSError:
        return "the password file cannot be read by the agent"
    others = os.name == "posix" and status.st_mode & 0o077
    checks = (
        (not stat.S_ISREG(status.st_mode), "the password file is not a file"),
        (others, "the password file can be read by others: chmod 600"),
        (not os.access(path, os.R_OK), "the password file cannot be read by the agent"),
    )
    return next((reason for wrong, reason in checks if wrong), "")
