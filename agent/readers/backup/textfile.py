"""What drop-in files (``*.prom``) say of backups, by set.

Ours are ``hatang_backup_{last_success,last_attempt,last_restore_test}_timestamp_seconds``
and ``hatang_backup_last_attempt_success``. Those of widespread scripts are known by what
their names end with, if the rest of the name speaks of backups.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from agent.readers.backup.prom import Line
from agent.readers.backup.shapes import Claim, newer
from agent.readers.backup.times import plausible

MOST_SETS = 100
MOST_LABEL = 60

_ABOUT_BACKUPS = re.compile(
    r"backup|borg|restic|rsync|duplicity|duplicati|kopia|rclone|rsnapshot|veeam"
)
_SUCCESS = re.compile(
    r"last_success(ful)?(_timestamp)?(_seconds)?|last_successful_(backup|run)"
    r"(_timestamp)?(_seconds)?|last_archive_timestamp(_seconds)?"
    r"|snapshots_latest_time|(?<=restic_)backup_timestamp"
)
_ATTEMPT = re.compile(r"(last_(attempt|run)|(?<=restic_)backup)_timestamp(_seconds)?")
_SUCCEEDED = re.compile(
    r"last_(attempt|run)_success(ful)?|(?<=restic_)backup_success|last_(run_)?succeeded"
)
_RESTORED = re.compile(r"(last_)?restore_test(_success)?_timestamp(_seconds)?")
_SET_LABELS = ("set", "name", "config", "profile", "backup", "job")
_HOST_LABELS = ("client_hostname", "hostname", "host")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Told(msgspec.Struct):
    """What has been gathered for one set so far."""

    last_success: float | None = None
    last_attempt: float | None = None
    succeeded: bool | None = None
    last_restore_test: float | None = None


def claims(
    lines: Iterable[Line], *, otherwise: str, host: str, written: float
) -> dict[str, Claim]:
    """Return the claims of one file by set; *otherwise* names a set without a label.

    Series of other machines than *host* are passed over. A success without a time of
    its own was at *written*, when the file was.
    """
    told: dict[str, Told] = {}
    for line in lines:
        if not _ABOUT_BACKUPS.search(line.name) or not _of_host(line.labels, host):
            continue
        name = _set_of(line.labels, otherwise)
        if name in told or len(told) < MOST_SETS:
            _take(told.setdefault(name, Told()), line)
    return {name: _claim(one, written) for name, one in told.items() if one != Told()}


def _of_host(labels: Mapping[str, str], host: str) -> bool:
    return all(
        same_host(labels[label], host) for label in _HOST_LABELS if label in labels
    )


def same_host(one: str, other: str) -> bool:
    """Return whether two names mean one machine: case and domain do not count."""
    return one.partition(".")[0].casefold() == other.partition(".")[0].casefold()


def _set_of(labels: Mapping[str, str], otherwise: str) -> str:
    for label in _SET_LABELS:
        text = _CONTROL.sub("", labels.get(label, "")).strip()[:MOST_LABEL]
        if text:
            return text
    return otherwise[:MOST_LABEL]


def _take(told: Told, line: Line) -> None:
    """Enter one sample; of several series of one set the newest counts."""
    if _ends(_SUCCEEDED, line.name):
        told.succeeded = line.value == 1 and told.succeeded is not False
        return
    time = plausible(line.value)
    if _ends(_RESTORED, line.name):
        told.last_restore_test = newer(told.last_restore_test, time)
    elif _ends(_SUCCESS, line.name):
        told.last_success = newer(told.last_success, time)
    elif _ends(_ATTEMPT, line.name):
        told.last_attempt = newer(told.last_attempt, time)


def _ends(pattern: re.Pattern[str], name: str) -> bool:
    """Return whether *name* ends with what *pattern* means, at the start of a word."""
    return any(
        pattern.fullmatch(name, start)
        for start in [0, *(m.end() for m in re.finditer("_", name))]
    )


def _claim(told: Told, written: float) -> Claim:
    attempt = told.last_attempt
    if attempt is None and told.succeeded is not None:
        attempt = written
    success = told.last_success
    if success is None and told.succeeded:
        success = attempt
    return Claim(success, attempt, told.succeeded, told.last_restore_test)
