"""What restic prints: its list of snapshots, and why it could not."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from agent.readers.backup.shapes import MOST_NAME, Snapshot
from agent.readers.backup.times import iso
from agent.readers.errors import ReadError, check_size

MOST_SNAPSHOTS = 200_000

Trouble = Literal["", "missing", "password", "locked", "absent", "other"]
"""Why there is no answer: no repository, a wrong password, a lock, no such file."""

_BY_STATUS: dict[int, Trouble] = {10: "missing", 11: "locked", 12: "password"}
_BY_TEXT: tuple[tuple[str, Trouble], ...] = (
    ("wrong password", "password"),
    ("no key found", "password"),
    ("an empty password is not a password", "password"),
    ("resolving password failed", "password"),
    ("unable to create lock", "locked"),
    ("already locked", "locked"),
    ("not found in snapshot", "absent"),
    ("no such file or directory", "missing"),
    ("unable to open config file", "missing"),
    ("repository does not exist", "missing"),
    ("unable to open repository", "missing"),
)


class _Entry(msgspec.Struct):
    time: str
    id: str
    hostname: str = ""
    tags: list[str] | None = None


def snapshots(content: bytes) -> list[Snapshot]:
    """Return what ``restic snapshots --json`` lists, in its order.

    An entry whose time cannot be read is left out; with ``--group-by`` or not.

    Raises:
        ReadError: it is not that list.
    """
    check_size(content)
    if not content.strip():
        raise ReadError("restic printed nothing")
    try:
        entries = msgspec.json.decode(content, type=list[_Entry] | None) or []
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
        raise ReadError(f"not a list of restic's snapshots: {err}"[:200]) from err
    if len(entries) > MOST_SNAPSHOTS:
        raise ReadError(f"{len(entries)} snapshots are more than a repository has")
    found = []
    for entry in entries:
        time = iso(entry.time)
        if time is not None:
            tags = tuple(tag[:MOST_NAME] for tag in (entry.tags or [])[:100])
            host = entry.hostname[:MOST_NAME]
            found.append(Snapshot(entry.id[:MOST_NAME], time, host, tags))
    return found


def trouble(status: int, stderr: bytes) -> Trouble:
    """Return why restic gave no answer, "" if it did; older ones always exit with 1."""
    if status == 0:
        return ""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return first_of(_BY_TEXT, stderr)


def first_of(table: Sequence[tuple[str, Trouble]], stderr: bytes) -> Trouble:
    """Return what the first text of *table* that stands in *stderr* means."""
    text = stderr[: 1 << 16].decode("utf-8", "replace").lower()
    return next((what for words, what in table if words in text), "other")
