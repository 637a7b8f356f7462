"""btrfs: when the stored data was last read through, and what was found."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import natural, pairs, to_text

_ERRORS = (
    "read_errors",
    "csum_errors",
    "verify_errors",
    "super_errors",
    "malloc_errors",
)


class ScrubStatus(msgspec.Struct, frozen=True):
    """The last scrub. ``started_local`` has the machine's own time, with no offset.

    ``started_seconds`` is Unix time, where the input says it. ``state``: finished,
    running, aborted, interrupted or never.
    """

    uuid: str | None = None
    state: str | None = None
    started_local: str | None = None
    started_seconds: float | None = None
    finished_seconds: float | None = None
    errors: int | None = None
    uncorrectable: int | None = None


def read_btrfs_scrub(content: bytes | str) -> ScrubStatus:
    """Return what ``btrfs scrub status`` printed, of old and of new versions.

    Raises:
        ReadError: it is not its output.
    """
    text = to_text(content)
    uuid = re.search(r"(?:UUID:\s*|scrub status for )([0-9a-fA-F-]{36})", text)
    if not uuid:
        raise ReadError("no output of btrfs scrub status")
    if re.search(r"no stats available", text):
        return ScrubStatus(uuid=uuid[1].lower(), state="never")
    started = re.search(
        r"[Ss]crub (?:started|resumed)(?: at|:)\s+(\w{3} \w{3} +\d+ [\d:]{8} \d{4})",
        text,
    )
    lost = re.search(r"[Uu]ncorrectable(?: errors)?:\s*(\d{1,18})", text)
    return ScrubStatus(
        uuid=uuid[1].lower(),
        state=_state(text),
        started_local=started[1] if started else None,
        errors=_errors(text),
        uncorrectable=int(lost[1]) if lost else None,
    )


def _state(text: str) -> str | None:
    said = pairs(text).get("status")
    if said:
        return said.split(" ")[0].lower()
    old = re.search(r"(finished) after|(running) for|was (aborted)|(interrupted)", text)
    return next((word for word in old.groups() if word), None) if old else None


def _errors(text: str) -> int | None:
    if re.search(r"no errors found|with 0 errors", text):
        return 0
    old = re.search(r"with (\d{1,18}) errors", text)
    if old:
        return int(old[1])
    details = re.search(r"[Ee]rror (?:summary|details):((?:\s+\w+=\d{1,18})+)", text)
    if not details:
        return None
    return sum(int(number) for number in re.findall(r"=(\d{1,18})", details[1]))


def read_btrfs_status_file(content: bytes | str) -> ScrubStatus:
    """Return what a file ``/var/lib/btrfs/scrub.status.UUID`` says, over its devices.

    The scrub of several devices counts as finished when the last of them is.

    Raises:
        ReadError: it is no such file.
    """
    rows = []
    uuid = None
    for line in to_text(content).splitlines():
        head = re.match(r"([0-9a-fA-F-]{36}):\d+\|", line)
        if head:
            uuid = head[1].lower()
            fields = (part.split(":", 1) for part in line.split("|")[1:])
            rows.append({f[0]: natural(f[1]) or 0 for f in fields if len(f) == 2})
    if not rows:
        raise ReadError("no status file of a btrfs scrub")
    started = max(max(r.get("t_start", 0), r.get("t_resumed", 0)) for r in rows)
    ended = max(
        max(r.get("t_start", 0), r.get("t_resumed", 0)) + r.get("duration", 0)
        for r in rows
    )
    finished = all(r.get("finished") for r in rows)
    stopped = any(r.get("canceled") for r in rows)
    return ScrubStatus(
        uuid=uuid,
        state="finished" if finished else ("aborted" if stopped else "interrupted"),
        started_seconds=float(started) or None,
        finished_seconds=float(ended) if finished and started else None,
        errors=sum(r.get(name, 0) for r in rows for name in _ERRORS),
        uncorrectable=sum(r.get("uncorrectable_errors", 0) for r in rows),
    )
