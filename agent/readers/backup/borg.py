"""What BorgBackup prints: its list of archives, and why it could not."""

import msgspec

from agent.readers.backup.restic import MOST_SNAPSHOTS, Trouble, first_of
from agent.readers.backup.shapes import MOST_NAME, Snapshot
from agent.readers.backup.times import iso
from agent.readers.errors import ReadError, check_size

# The statuses of borg 1.4 and 2 with BORG_EXIT_CODES=modern; older ones say 2.
_BY_STATUS: dict[int, Trouble] = {
    13: "missing",
    15: "missing",
    50: "password",
    51: "password",
    52: "password",
    70: "locked",
    71: "locked",
    72: "locked",
    73: "locked",
}
_BY_TEXT: tuple[tuple[str, Trouble], ...] = (
    ("passphrase", "password"),
    ("passcommand", "password"),
    ("key file", "password"),
    ("failed to create/acquire the lock", "locked"),
    ("never matched", "absent"),
    ("does not exist", "missing"),
    ("is not a valid repository", "missing"),
    ("connection closed by remote", "missing"),
)


class _Archive(msgspec.Struct):
    name: str
    start: str = ""
    time: str = ""
    id: str = ""
    hostname: str = ""


class _List(msgspec.Struct):
    archives: list[_Archive]


def archives(content: bytes) -> list[Snapshot]:
    """Return the archives that ``borg list --json`` or ``borg info --json`` lists.

    Times without an offset are taken as UTC: run borg with ``TZ=UTC``. The id of an
    archive is its name, by which borg is asked for it.

    Raises:
        ReadError: it is not that list.
    """
    check_size(content)
    try:
        entries = msgspec.json.decode(content, type=_List).archives
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
        raise ReadError(f"not a list of borg's archives: {err}"[:200]) from err
    if len(entries) > MOST_SNAPSHOTS:
        raise ReadError(f"{len(entries)} archives are more than a repository has")
    found = []
    for entry in entries:
        # An archive that was cut short while it was made is not a backup.
        checkpoint = ".checkpoint" in entry.name
        time = iso(entry.start or entry.time, naive_is_utc=True)
        if time is not None and not checkpoint:
            name, host = entry.name[:MOST_NAME], entry.hostname[:MOST_NAME]
            found.append(Snapshot(name, time, host))
    return found


def trouble(status: int, stderr: bytes) -> Trouble:
    """Return why borg gave no answer, "" if it did; 1 is a mere warning."""
    if status in {0, 1}:
        absent = status == 1 and b"never matched" in stderr
        return "absent" if absent else ""
    return _BY_STATUS.get(status) or first_of(_BY_TEXT, stderr)
