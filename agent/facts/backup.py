"""What the evidence for a set of backups is worth: functions of values.

A job's own success is never believed alone: the strongest proof decides, and is named.
"""

import math
from collections.abc import Iterator
from typing import Literal

import msgspec

from agent.facts.items import item
from agent.readers.backup.shapes import Claim, newer
from agent.shared.wire import Event, Item, Scalar
from agent.sources.backup_shapes import Evidence, Remembered

Proof = Literal["canary", "snapshot", "stamp", "own word"]

NEVER = "never seen"
LEAST_TOLERANCE_S = 600.0
MOST_TOLERANCE_S = 12 * 3600.0


class Standing(msgspec.Struct, frozen=True):
    """How one set stands. Times are Unix seconds; ``reasons`` why others are unknown.

    ``doubted``: the job says that it succeeded, and its target shows nothing of it.
    ``damaged``: the canary was found in the backup with another content.
    """

    last_success: float | None = None
    proof: str | None = None
    last_attempt: float | None = None
    succeeded: bool | None = None
    last_restore_test: float | None = None
    reachable: bool | None = None
    doubted: bool = False
    damaged: bool = False
    tested: str = ""
    tested_well: bool = False
    reasons: dict[str, str] = {}

    def remembered(self, of: str) -> Remembered:
        """Return what is worth remembering."""
        return Remembered(
            of,
            self.last_success,
            self.proof,
            self.last_attempt,
            self.succeeded,
            self.last_restore_test,
            self.tested,
            self.tested_well,
        )


def judge(
    seen: Evidence, before: Remembered, *, now: float, every_s: float
) -> Standing:
    """Return how a set stands by what is *seen* now and was known *before*."""
    success, proof, reason = _success(seen, before)
    attempt, succeeded = _attempt(seen, before)
    answered = seen.listing is not None and seen.listing.answered
    tolerance = min(max(every_s / 2, LEAST_TOLERANCE_S), MOST_TOLERANCE_S)
    doubted = bool(
        answered
        and succeeded
        and attempt is not None
        and attempt - (success or 0.0) > tolerance
    )
    tested, well = _tested(seen, before)
    restored = now if seen.canary == "same" else before.last_restore_test
    claimed = seen.claim.last_restore_test if seen.claim else None
    if well and success is not None and _still_tested(seen, tested):
        proof = "canary"
    reasons = {
        "last_success_timestamp_seconds": reason or NEVER,
        "proof": reason or NEVER,
        "last_restore_test_timestamp_seconds": _no_restore(seen),
        "target_reachable": seen.reason or "nothing is asked that could tell",
        "last_attempt_timestamp_seconds": "no attempt is told of",
        "last_attempt_succeeded": "no attempt is told of",
    }
    return Standing(
        success,
        proof if success is not None else None,
        attempt,
        False if doubted else succeeded,
        newer(restored, claimed),
        seen.reachable,
        doubted,
        seen.canary == "differs",
        tested,
        well,
        reasons,
    )


def _success(
    seen: Evidence, before: Remembered
) -> tuple[float | None, str | None, str]:
    """Return the last success, what proves it, and why there is none."""
    listing = seen.listing
    if listing is not None and listing.newest is not None:
        return listing.newest.time, "snapshot", ""
    if listing is not None and listing.answered:
        return None, None, listing.reason
    unseen = listing is not None or seen.reachable is False
    if unseen and before.last_success is not None:
        return before.last_success, before.proof, seen.reason
    if seen.stamped is not None:
        return seen.stamped, "stamp", ""
    if seen.claim is not None and seen.claim.last_success is not None:
        return seen.claim.last_success, "own word", ""
    return None, None, seen.reason


def _attempt(seen: Evidence, before: Remembered) -> tuple[float | None, bool | None]:
    """Return the last attempt that anything tells of, and how it is said to have gone."""
    found: list[tuple[float, bool | None]] = []
    if seen.listing is not None and seen.listing.newest is not None:
        found.append((seen.listing.newest.time, True))
    if seen.stamped is not None:
        found.append((seen.stamped, True))
    if seen.claim is not None:
        found.extend(_claimed(seen.claim))
    if not found and before.last_attempt is not None:
        return before.last_attempt, before.succeeded
    return max(found, key=lambda one: one[0], default=(None, None))


def _claimed(claim: Claim) -> Iterator[tuple[float, bool | None]]:
    if claim.last_success is not None:
        yield claim.last_success, True
    if claim.last_attempt is not None:
        # An attempt that is older than the last success says nothing new.
        succeeded = claim.succeeded
        if succeeded is None and claim.last_success is not None:
            succeeded = claim.last_attempt <= claim.last_success
        yield claim.last_attempt, succeeded


def _tested(seen: Evidence, before: Remembered) -> tuple[str, bool]:
    """Return in which snapshot the canary was looked for last, and whether in vain."""
    if seen.canary in {None, "unknown"}:
        return before.tested, before.tested_well
    newest = seen.listing.newest if seen.listing else None
    return newest.id if newest else "", seen.canary == "same"


def _still_tested(seen: Evidence, tested: str) -> bool:
    """Return whether the last test was of what is the newest backup now."""
    newest = seen.listing.newest if seen.listing else None
    return newest is None or newest.id == tested


def _no_restore(seen: Evidence) -> str:
    if seen.canary_reason:
        return seen.canary_reason
    words = {
        "absent": "the canary is not in the backup",
        "differs": "the canary in the backup is damaged",
    }
    return words.get(seen.canary or "", NEVER)


def standing_item(standing: Standing, *, tool: str, every_s: float | None) -> Item:
    """Return the fact of one set; times in whole minutes."""
    values: dict[str, Scalar] = {
        "tool": tool,
        "last_success_timestamp_seconds": minute(standing.last_success),
        "last_attempt_timestamp_seconds": minute(standing.last_attempt),
        "last_attempt_succeeded": standing.succeeded,
        "last_restore_test_timestamp_seconds": minute(standing.last_restore_test),
        "proof": standing.proof,
        "target_reachable": standing.reachable,
        "every_seconds": every_s,
    }
    return item(values, standing.reasons, otherwise="the settings do not say")


def minute(value: float | None) -> int | None:
    """Return *value* down to the whole minute."""
    return None if value is None else math.floor(value / 60) * 60


def happened(name: str, before: Standing | None, now: Standing) -> Iterator[Event]:
    """Yield what has become of the set *name* since it stood as *before*."""
    old = before or Standing()
    if now.reachable is False and old.reachable is not False:
        reason = now.reasons.get("target_reachable", "")
        attributes: dict[str, Scalar] = {"set": name, "reason": reason}
        yield Event("backup_target_unreachable", 0.0, "warning", attributes)
    if now.reachable and old.reachable is False:
        yield Event("backup_target_reachable", 0.0, "info", {"set": name})
    if now.doubted and not old.doubted:
        yield Event("backup_not_believed", 0.0, "warning", {"set": name})
    if now.damaged and not old.damaged:
        yield Event("backup_canary_differs", 0.0, "critical", {"set": name})
