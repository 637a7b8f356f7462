"""Updates of Windows: what waits, what was installed last, whether a restart is due."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from agent.readers.windows import update_agent
from agent.readers.windows.times import hotfix_day
from agent.readers.windows.update_agent import Waiting
from agent.readers.windows.values import text
from agent.sources.doors import Doors
from agent.sources.safety import Updates, UpdateState, whole_minutes
from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import attempt
from agent.sources.windows_office import office

HOTFIX = ("InstalledOn",)
_POLICY = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU"
_SERVICE = r"SYSTEM\CurrentControlSet\Services\wuauserv"
# Keys that are there while a restart is due. Files that wait to be renamed
# (PendingFileRenameOperations) are no sign of updates: browsers and antivirus leave
# some at all times.
_RESTART = (
    (
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing",
        "RebootPending",
    ),
    (
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update",
        "RebootRequired",
    ),
)
_NOTHING: Mapping[str, Any] = {}


def read_updates(doors: Doors) -> UpdateState:
    """Return how Windows is kept up to date; each part that is refused is unknown."""
    ask = Asking(doors)
    return UpdateState(updates=_updates(doors, ask), office=office(ask))


def _updates(doors: Doors, ask: Asking) -> Updates:
    state, no_state = attempt(doors.updates.state, _NOTHING)
    waits, no_search = attempt(lambda: _waiting(doors), None)
    restart, no_restart = _restart(ask, state.get("reboot_required"))
    automatic, no_automatic = _automatic(ask, state)
    installed, no_installed = _installed(doors, ask)
    checked = _time(state.get("last_search"))
    return Updates(
        source="windows_update",
        pending=waits.pending if waits else None,
        pending_security=waits.security if waits else None,
        reboot_required=restart,
        automatic=automatic,
        last_installed_timestamp_seconds=whole_minutes(installed),
        last_checked_timestamp_seconds=whole_minutes(checked),
        reasons={
            "pending": no_search,
            "pending_security": no_search,
            "reboot_required": no_restart,
            "automatic": no_automatic,
            "last_installed_timestamp_seconds": no_installed,
            "last_checked_timestamp_seconds": no_state
            or "Windows never looked for any",
        },
    )


def _waiting(doors: Doors) -> Waiting:
    return update_agent.waiting(doors.updates.waiting())


def _restart(ask: Asking, said: object) -> tuple[bool | None, str]:
    """Return whether Windows must be started anew for its updates."""
    if said is True:
        return True, ""
    reason = ""
    for place, key in _RESTART:
        keys, why = ask.keys(place)
        if key in (keys or ()):
            return True, ""
        reason = reason or why
    return (None, reason) if reason and said is None else (False, "")


def _automatic(ask: Asking, state: Mapping[str, Any]) -> tuple[bool | None, str]:
    off, no_policy = ask.number(_POLICY, "NoAutoUpdate")
    option, _ = ask.number(_POLICY, "AUOptions")
    service, _ = ask.number(_SERVICE, "Start")
    found = update_agent.installs_by_itself(
        level=state.get("notification_level"),
        policy_off=off,
        policy_option=option,
        service=service,
    )
    return found, no_policy or "neither a policy nor the Update Agent says"


def _installed(doors: Doors, ask: Asking) -> tuple[float | None, str]:
    """Return when an update was installed last: by the history, else by the hotfixes."""
    ways: tuple[Callable[[], float | None], ...] = (
        lambda: update_agent.last_installed(doors.updates.history()),
        lambda: _newest_hotfix(ask),
    )
    reason = ""
    for way in ways:
        found, why = attempt(way, None)
        if found is not None:
            return found, ""
        reason = reason or why
    return None, reason or "Windows lists no update with a date"


def _newest_hotfix(ask: Asking) -> float | None:
    rows, _ = ask.rows("Win32_QuickFixEngineering", HOTFIX)
    days = [hotfix_day(text(row.get("InstalledOn"))) for row in rows]
    newest = max((day for day in days if day), default=None)
    if newest is None:
        return None
    return datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp()


def _time(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and value > 0 else None
