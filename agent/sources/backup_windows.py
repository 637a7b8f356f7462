"""Backups that Windows makes itself: Windows Backup and File History."""

import re

from agent.readers.backup.event_log import Logged, logged
from agent.readers.backup.shapes import Claim
from agent.readers.backup.times import iso
from agent.readers.errors import ReadError
from agent.readers.windows.backup import Backups, read_backup
from agent.readers.windows.encoding import decode_console
from agent.sources.backup_shapes import FUTURE_S, Evidence
from agent.sources.programs import Output, Programs

VERSIONS = ("wbadmin", "get", "versions")
EVENTS = (
    "wevtutil",
    "query-events",
    "Microsoft-Windows-Backup",
    "/count:50",
    "/reversedirection:true",
    "/format:xml",
)
USERS = ("reg", "query", "HKU")
HISTORY = r"HKU\{user}\Software\Microsoft\Windows\CurrentVersion\FileHistory"
MOST_USERS = 20
_SUCCESS = 4  # "The backup operation has finished successfully"
_ERROR = 2
# Accounts of persons: of the machine or a domain, or of a cloud.
_PERSON = re.compile(r"S-1-(?:5-21|12-1)(?:-[0-9]{1,10}){4}(?=\s|$)")


def windows_backup(programs: Programs, *, now: float) -> Evidence:
    """Return what Windows Backup's own catalogue and log claim."""
    try:
        found = _read(programs.run(*VERSIONS, timeout_s=60))
    except FileNotFoundError:
        return Evidence(reason="Windows Backup is not installed", absent=True)
    except (OSError, RuntimeError, ReadError) as err:
        return Evidence(reason=f"Windows Backup does not answer: {err}"[:200])
    success = _past(found.last_success_utc, now)
    attempts = _attempts(programs, now)
    last = max(attempts, key=lambda one: one.time, default=None)
    if success is None and last is None:
        # Its status is the same for no version and for no right to ask; as a service we
        # have that right.
        reason = "never seen: Windows Backup has no version"
        return Evidence(reason=reason, absent=True)
    if last is None:
        return Evidence(claim=Claim(success, success, succeeded=True))
    return Evidence(claim=Claim(success, last.time, last.number == _SUCCESS))


def _read(output: Output) -> Backups:
    """Return what wbadmin says.

    Raises:
        ReadError: it says something else.
    """
    found = read_backup(decode_console(output.stdout)[0])
    if not isinstance(found, Backups):
        raise ReadError("not the versions of Windows Backup")
    return found


def _attempts(programs: Programs, now: float) -> list[Logged]:
    """Return the ends of backups that the log holds; none if it does not answer."""
    try:
        found = logged(programs.run(*EVENTS, timeout_s=60).stdout)
    except (OSError, RuntimeError, ReadError):
        return []
    return [
        one
        for one in found
        if one.time <= now + FUTURE_S
        and (one.number == _SUCCESS or 0 < one.level <= _ERROR)
    ]


def file_history(programs: Programs, *, now: float) -> Evidence:
    """Return up to when the files of all users that are signed in are safe.

    The user who is worst off decides. Accounts that are not signed in are not seen.
    """
    try:
        listed = programs.run(*USERS, timeout_s=20).text
    except FileNotFoundError:
        return Evidence(reason="there is no registry to ask", absent=True)
    except (OSError, RuntimeError) as err:
        return Evidence(reason=f"the registry does not answer: {err}"[:200])
    times = []
    for user in sorted(set(_PERSON.findall(listed)))[:MOST_USERS]:
        key = HISTORY.format(user=user)
        try:
            output = programs.run(
                "reg", "query", key, "/v", "ProtectedUpToTime", timeout_s=20
            )
            found = read_backup(output.text) if not output.status else None
        except (OSError, RuntimeError, ReadError):
            continue
        if isinstance(found, Backups):
            times.append(_past(found.last_success_utc, now))
    if not times:
        return Evidence(reason="File History is not switched on", absent=True)
    known = [time for time in times if time is not None]
    oldest = min(known) if len(known) == len(times) else None
    if oldest is None:
        return Evidence(reason="never seen: File History has saved nothing")
    return Evidence(claim=Claim(oldest, oldest, succeeded=True))


def _past(text: str | None, now: float) -> float | None:
    time = iso(text) if text else None
    return time if time is not None and time <= now + FUTURE_S else None
