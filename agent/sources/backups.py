"""All that can be seen of the sets of backups that the settings name."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PureWindowsPath

import msgspec

from agent.readers.backup.shapes import Claim, Snapshot, newer
from agent.shared.clock import Clock
from agent.shared.data_safety import REPOSITORY_TOOLS, BackupSettings
from agent.sources import backup_files
from agent.sources.backup_files import Dropped
from agent.sources.backup_repositories import Repositories
from agent.sources.backup_shapes import Evidence, Found, Remembered
from agent.sources.canaries import Book, Planted

RETEST_S = 20 * 3600.0
BUDGET_S = 240.0

NO_CANARY = "no canary is kept"
TOO_YOUNG = "the canary is younger than the newest snapshot"

System = Callable[[], Evidence]
"""Asks a backup program of the system that needs no settings (Veeam Agent, Windows)."""


class Backups:
    """Looks at sets of backups, one after the other, for ``BUDGET_S`` at most.

    *systems* are the ways to ask programs that need no settings, by tool.
    """

    def __init__(
        self,
        repositories: Repositories,
        systems: Mapping[str, System],
        *,
        textfiles: Path | None,
        host: str,
        clock: Clock,
    ) -> None:
        self._repositories = repositories
        self._systems = systems
        self._textfiles = textfiles
        self._host = host
        self._now = clock.now
        self._uptime = clock.uptime

    def dropped(self) -> Dropped:
        """Return what the drop-ins say of all sets."""
        if self._textfiles is None:
            return Dropped({})
        return backup_files.dropped(self._textfiles, host=self._host, now=self._now())

    def unnamed(self, sets: Sequence[BackupSettings]) -> Iterator[tuple[str, Evidence]]:
        """Yield the programs in use on this machine that no set names, by tool."""
        named = {one.tool for one in sets}
        for tool, ask in self._systems.items():
            if tool not in named:
                seen = ask()
                if not seen.absent:
                    yield tool, seen

    def look(
        self,
        sets: Sequence[BackupSettings],
        before: Mapping[str, Remembered],
        book: Book,
        dropped: Dropped,
    ) -> Iterator[tuple[BackupSettings, Evidence]]:
        """Yield each set and all that speaks for it."""
        end = self._uptime() + BUDGET_S
        for wanted in sets:
            if self._uptime() > end:
                yield wanted, Evidence(reason="no time was left in this run")
                continue
            past = before.get(wanted.name, Remembered())
            seen = self._by_tool(wanted, dropped)
            seen = self._with_words(wanted, seen, dropped)
            yield wanted, self._with_canary(wanted, seen, past, book)

    def _by_tool(self, wanted: BackupSettings, dropped: Dropped) -> Evidence:
        if wanted.tool in REPOSITORY_TOOLS:
            listing = self._repositories.newest(wanted, now=self._now())
            return Evidence(
                listing=listing, reachable=listing.reachable, reason=listing.reason
            )
        if wanted.tool in self._systems:
            return self._systems[wanted.tool]()
        if wanted.tool == "folder" and wanted.path is not None:
            return backup_files.folder(wanted.path, now=self._now())
        if wanted.tool == "rsync":
            target = wanted.path
            return Evidence(reachable=target.is_dir() if target else None)
        if wanted.tool == "textfile":
            return Evidence(reason=dropped.reason or "never seen")
        return Evidence(reason=f"{wanted.tool} is not on this system")

    def _with_words(
        self, wanted: BackupSettings, seen: Evidence, dropped: Dropped
    ) -> Evidence:
        """Add the stamp, and what the drop-ins claim of this set."""
        stamped, reachable, reason = seen.stamped, seen.reachable, seen.reason
        if wanted.stamp is not None:
            stamp = backup_files.stamp(wanted.stamp, now=self._now())
            stamped = newer(stamped, stamp.stamped)
            reachable = stamp.reachable if reachable is None else reachable
            reason = reason or stamp.reason
        if wanted.tool == "textfile" and wanted.path is not None:
            now = self._now()
            dropped = backup_files.dropped(wanted.path, host=self._host, now=now)
            reason = dropped.reason or reason
        claim = _merged(seen.claim, dropped.claims.get(wanted.name))
        return msgspec.structs.replace(
            seen, stamped=stamped, reachable=reachable, reason=reason, claim=claim
        )

    def _with_canary(
        self, wanted: BackupSettings, seen: Evidence, before: Remembered, book: Book
    ) -> Evidence:
        """Look for the canary in what has not been looked at yet."""
        if wanted.tool in REPOSITORY_TOOLS:
            snapshot = seen.listing.newest if seen.listing else None
            if snapshot is None or snapshot.id == before.tested:
                return seen
        else:
            snapshot = None
            recent = self._now() - (before.last_restore_test or 0) < RETEST_S
            if not wanted.restore_path or (recent and before.tested_well):
                return seen
        found, reason = self._search(wanted, snapshot, _candidates(wanted, book))
        return msgspec.structs.replace(seen, canary=found, canary_reason=reason)

    def _search(
        self,
        wanted: BackupSettings,
        snapshot: Snapshot | None,
        planted: Sequence[Planted],
    ) -> tuple[Found | None, str]:
        if not planted:
            return None, NO_CANARY
        if snapshot is not None:
            planted = [one for one in planted if one.planted < snapshot.time]
            if not planted:
                return None, TOO_YOUNG
        for one in planted:
            if snapshot is None:
                place = Path(wanted.restore_path)
                content, reason = backup_files.copy(place, one.file)
            else:
                path = path_in_snapshot(one, wanted.restore_path)
                content, reason = self._repositories.fetch(wanted, snapshot, path)
            if content is not None:
                same = hashlib.sha256(content).hexdigest() == one.sha256
                return "same" if same else "differs", ""
            if reason:
                return "unknown", reason
        return "absent", ""


def _candidates(wanted: BackupSettings, book: Book) -> list[Planted]:
    if wanted.canary is None:
        return list(book.canaries.values())
    return [one for name, one in book.canaries.items() if name == wanted.canary]


def _merged(one: Claim | None, other: Claim | None) -> Claim | None:
    """Return both claims in one; whose attempt is later says how it went."""
    if one is None or other is None:
        return one or other
    later = max(one, other, key=lambda claim: claim.last_attempt or 0)
    return Claim(
        newer(one.last_success, other.last_success),
        later.last_attempt,
        later.succeeded,
        newer(one.last_restore_test, other.last_restore_test),
    )


def path_in_snapshot(planted: Planted, restore_path: str) -> str:
    """Return where a canary lies in a snapshot: a drive is a folder there."""
    folder = restore_path or planted.folder
    windows = PureWindowsPath(folder)
    if windows.drive.endswith(":"):
        folder = "/".join(("", windows.drive[:-1], *windows.parts[1:]))
    return f"{folder.rstrip('/')}/{planted.file}"
