"""What to do today: at most five actions, by harm and ease. Pure.

What keeps being left undone does not shout every day: an action that was shown on
three days without getting worse rests for a week, and others come up. It is back at
once when a machine joins it or its severity rises. Destruction under way never rests.
"""

from collections.abc import Iterable, Mapping

import msgspec

from agent.shared.findings.shape import SEVERITIES, Severity
from agent.shared.wire import Scalar

MOST = 5
SHOWN_DAYS = 3
RESTS_DAYS = 7
FORGOTTEN_DAYS = 30
MOST_OWNERS = 500  # of one action, remembered
_NEVER_RESTS = 5

# 5: documents are being destroyed; 4: they may be lost today; 3: unprotected, or
# somebody cannot work; 2: what is critical else; 1: all other.
_HARM: Mapping[str, int] = {
    "canary_changed": 5,
    **dict.fromkeys(("disk_failing", "raid_degraded", "scrub_errors"), 4),
    **dict.fromkeys(("broadcast_storm", "ups_on_battery"), 4),
    **dict.fromkeys(("backup_none", "backup_never", "backup_stale"), 3),
    **dict.fromkeys(("backup_failed", "backup_target_unreachable"), 3),
    **dict.fromkeys(("canary_missing", "disk_replace_soon", "antivirus_off"), 3),
    **dict.fromkeys(("silent", "device_silent", "quarantined"), 3),
    **dict.fromkeys(("pending", "contract_ends"), 2),
}
# 2: minutes at the desk; 0: takes days, or money; 1: all other, a way to the machine.
_EASE: Mapping[str, int] = {
    **dict.fromkeys(("pending", "quarantined", "antivirus_off", "firewall_off"), 2),
    **dict.fromkeys(("antivirus_outdated", "encryption_suspended"), 2),
    **dict.fromkeys(("automatic_updates_off", "updates_security_pending"), 2),
    **dict.fromkeys(("backup_failed", "backup_stale", "backup_never"), 2),
    **dict.fromkeys(("os_unsupported", "os_unsupported_unless_paid"), 0),
    **dict.fromkeys(("office_unsupported", "office_support_ending"), 0),
    **dict.fromkeys(("os_support_ending", "windows11_part", "windows11_replace"), 0),
    **dict.fromkeys(("ports_used_up", "ups_battery_bad", "disk_replace_soon"), 0),
    "plan_due": 0,
}


class Action(msgspec.Struct, frozen=True):
    """Something to do: equal things of several owners (machines, devices) are one.

    ``since`` is when the first of them began, Unix seconds. ``evidence`` and
    ``subject`` are those of the first owner, for its sentence.
    """

    kind: str
    severity: Severity
    owners: tuple[str, ...]
    since: float
    subject: str = ""
    evidence: dict[str, Scalar] = {}

    @property
    def harm(self) -> int:
        """What it costs to leave it: 5 is worst."""
        return _HARM.get(self.kind, 2 if self.severity == "critical" else 1)

    @property
    def ease(self) -> int:
        """How soon it is done: 2 is minutes."""
        return _EASE.get(self.kind, 1)


class Shown(msgspec.Struct, frozen=True):
    """When an action was last shown (day since year 1), on how many days in a row."""

    last: int
    days: int
    severity: Severity
    owners: tuple[str, ...]


Memory = dict[str, Shown]


class Digest(msgspec.Struct, frozen=True):
    """The actions of a day, the first first; ``resting`` wait, ``later`` found no room."""

    actions: tuple[Action, ...]
    resting: tuple[Action, ...] = ()
    later: tuple[Action, ...] = ()


def choose(actions: Iterable[Action], memory: Memory, day: int) -> Digest:
    """Return what is to do on *day*; the same on every call of a day but for what is done."""
    ordered = sorted(actions, key=_rank)
    awake = [one for one in ordered if not _rests(one, memory.get(one.kind), day)]
    resting = [one for one in ordered if _rests(one, memory.get(one.kind), day)]
    return Digest(tuple(awake[:MOST]), tuple(resting), tuple(awake[MOST:]))


def remember(memory: Memory, digest: Digest, day: int) -> Memory:
    """Return *memory* once *digest* was shown on *day*."""
    kept = {k: s for k, s in memory.items() if 0 <= day - s.last <= FORGOTTEN_DAYS}
    for action in digest.actions:
        before = kept.get(action.kind)
        if before is not None and before.last == day:
            continue
        goes_on = (
            before is not None
            and not _worse(action, before)
            and day - before.last < RESTS_DAYS
        )
        kept[action.kind] = Shown(
            day,
            before.days + 1 if goes_on and before is not None else 1,
            action.severity,
            action.owners[:MOST_OWNERS],
        )
    return kept


def _rank(action: Action) -> tuple[int, int, int, float, str]:
    severity = SEVERITIES.index(action.severity)
    return (-action.harm, severity, -action.ease, action.since, action.kind)


def _rests(action: Action, shown: Shown | None, day: int) -> bool:
    if shown is None or action.harm >= _NEVER_RESTS or _worse(action, shown):
        return False
    return shown.days >= SHOWN_DAYS and 0 < day - shown.last < RESTS_DAYS


def _worse(action: Action, shown: Shown) -> bool:
    """Return whether another machine has joined, or it has become more severe."""
    if SEVERITIES.index(action.severity) < SEVERITIES.index(shown.severity):
        return True
    return not set(action.owners[:MOST_OWNERS]) <= set(shown.owners)
