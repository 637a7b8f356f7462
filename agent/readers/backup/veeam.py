"""Sessions of Veeam Agent: the table of ``veeamconfig``, and the events on Windows."""

import re
from typing import Literal

import msgspec

from agent.readers.backup.event_log import logged
from agent.readers.backup.times import iso
from agent.readers.errors import ReadError, check_size

MOST_SESSIONS = 10_000

Result = Literal["success", "warning", "failed", "running", "other"]

_ROW = re.compile(
    r"^(?P<before>.{0,400}?)\{?(?P<id>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
    r"\}?\s+(?P<state>[A-Za-z]{2,30})(?P<after>.{0,400})$"
)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_STATES: dict[str, Result] = {
    "success": "success",
    "warning": "warning",
    "failed": "failed",
    "error": "failed",
    "stopped": "failed",
    "running": "running",
    "starting": "running",
    "pending": "running",
}
_FINISHED = 190  # "Veeam Agent '…' finished with …", in whatever language
_LEVELS: dict[int, Result] = {4: "success", 3: "warning", 2: "failed", 1: "failed"}


class Session(msgspec.Struct, frozen=True):
    """One run of a job; ``ended`` as Unix seconds.

    ``local``: ``ended`` was written in the machine's own zone and is given as if that
    were UTC; who knows the zone corrects it.
    """

    ended: float
    result: Result
    local: bool = False


def sessions(content: bytes) -> list[Session]:
    """Return the backup sessions that ``veeamconfig session list`` prints.

    A session that is still running is left out. Restores are no backups.

    Raises:
        ReadError: it is not that table.
    """
    check_size(content)
    lines = content.decode("utf-8", "replace").splitlines()
    known = [line for line in lines if "ID" in line and "State" in line]
    if not known and not any("total amount" in line.lower() for line in lines):
        raise ReadError("not the list of sessions of veeamconfig")
    found = []
    for line in lines[:MOST_SESSIONS]:
        row = _ROW.match(line)
        if row is None or "restore" in row["before"].lower():
            continue
        result = _STATES.get(row["state"].lower(), "other")
        moments = _MOMENT.findall(row["after"])
        ended = iso(moments[-1], naive_is_utc=True) if moments else None
        if ended is not None and result != "running":
            found.append(Session(ended, result, local=True))
    return found


def events(content: bytes) -> list[Session]:
    """Return the finished jobs among *content*, events as ``wevtutil`` prints XML.

    Raises:
        ReadError: it is no such XML.
    """
    return [
        Session(one.time, _LEVELS.get(one.level, "other"))
        for one in logged(content)
        if one.number == _FINISHED
    ]
