"""Backups as files: stamps, folders that fill, drop-ins, and copies of our canary."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from agent.readers.backup import prom, textfile
from agent.readers.backup.shapes import Claim, newer
from agent.readers.backup.stamp import written_time
from agent.readers.errors import ReadError
from agent.sources import small_file
from agent.sources.backup_shapes import FUTURE_S, Evidence
from agent.sources.guarded_folder import leads_elsewhere

log = logging.getLogger(__name__)

MOST_FILES = 200
MOST_ENTRIES = 50_000
MOST_DEPTH = 4
MOST_SETS = 40
MOST_COPY = 64 << 10


class Dropped(NamedTuple):
    """What the drop-ins say by set, and what is wrong with some of them."""

    claims: dict[str, Claim]
    reason: str = ""


def stamp(path: Path, *, now: float) -> Evidence:
    """Return what the stamp at *path* says: its first line, else when it was written."""
    try:
        found = small_file.read(path, most=1 << 20)
    except FileNotFoundError:
        there = path.parent.is_dir()
        reason = "never seen: no stamp" if there else "the folder of the stamp is gone"
        return Evidence(reachable=there, reason=reason)
    except OSError as err:
        return Evidence(reason=f"the stamp cannot be read: {err.strerror or err}")
    said = written_time(found.content)
    when = found.written if said is None else said
    if when > now + FUTURE_S:
        return Evidence(reachable=True, reason="the stamp lies in the future")
    return Evidence(reachable=True, stamped=when)


def folder(path: Path, *, now: float) -> Evidence:
    """Return when the newest file below *path* was written; empty ones do not count."""
    latest: float | None = None
    future = False
    try:
        for status in _files(path, path.stat().st_dev):
            if status.st_size and status.st_mtime > now + FUTURE_S:
                future = True
            elif status.st_size:
                latest = newer(latest, status.st_mtime)
    except (FileNotFoundError, NotADirectoryError):
        return Evidence(reachable=False, reason="the folder is not there")
    except PermissionError:
        return Evidence(reachable=True, reason="the agent may not read the folder")
    except OSError as err:
        return Evidence(reachable=False, reason=f"no answer: {err.strerror or err}")
    reason = "the files lie in the future" if future else "never seen: no file"
    return Evidence(
        reachable=True, stamped=latest, reason=reason if latest is None else ""
    )


def _files(top: Path, device: int) -> Iterator[os.stat_result]:
    """Yield the status of files below *top*: no links, no other drive, within limits."""
    waiting = [(top, 0)]
    left = MOST_ENTRIES
    while waiting:
        place, depth = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                left -= 1
                if left < 0:
                    return
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if leads_elsewhere(status):
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield status
                elif (
                    stat.S_ISDIR(status.st_mode)
                    and depth < MOST_DEPTH
                    and status.st_dev in {device, 0}  # scandir of Windows says 0
                ):
                    waiting.append((Path(entry.path), depth + 1))


def dropped(path: Path, *, host: str, now: float) -> Dropped:
    """Return what the drop-ins at *path*, a file or a folder of ``*.prom``, claim."""
    try:
        files = _drop_ins(path)
    except OSError as err:
        return Dropped({}, f"no drop-ins: {err.strerror or err}")
    claims: dict[str, Claim] = {}
    reason = ""
    for file in files:
        try:
            content = small_file.read(file, most=prom.MOST_BYTES)
            found = textfile.claims(
                prom.samples(content.content),
                otherwise=file.stem,
                host=host,
                written=min(content.written, now),
            )
        except (OSError, ReadError) as err:
            why = err.strerror if isinstance(err, OSError) else err
            log.info("drop-in %s: %s", file, why)
            reason = f"a drop-in cannot be read: {why}"
            continue
        for name, claim in found.items():
            if name in claims or len(claims) < MOST_SETS:
                claims[name] = _past(claim, now)
    return Dropped(claims, reason)


def _drop_ins(path: Path) -> list[Path]:
    if not path.is_dir():
        path.lstat()
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix == ".prom")[:MOST_FILES]


def _past(claim: Claim, now: float) -> Claim:
    """Return *claim* without what lies in the future."""

    def past(value: float | None) -> float | None:
        return None if value is None or value > now + FUTURE_S else value

    return Claim(
        past(claim.last_success),
        past(claim.last_attempt),
        claim.succeeded,
        past(claim.last_restore_test),
    )


def copy(folder: Path, file: str) -> tuple[bytes | None, str]:
    """Return the copy of our canary *file* in *folder*, or None and why.

    "" if it is not there. File History puts a time behind the name: the last counts.
    """
    try:
        found = small_file.read(folder / file, most=MOST_COPY)
    except FileNotFoundError:
        return _version(folder, file)
    except OSError as err:
        return None, f"the copy cannot be read: {err.strerror or err}"
    return found.content, ""


def _version(folder: Path, file: str) -> tuple[bytes | None, str]:
    name = PurePath(file)
    try:
        with os.scandir(folder) as entries:
            versions = [
                entry.name
                for _, entry in zip(range(MOST_ENTRIES), entries, strict=False)
                if entry.name.startswith(f"{name.stem} (")
                and entry.name.endswith(f"){name.suffix}")
            ]
        if not versions:
            return None, ""
        latest = folder / max(versions)
        return small_file.read(latest, most=MOST_COPY).content, ""
    except OSError as err:
        return None, f"the restore path does not answer: {err.strerror or err}"
