"""Veeam Agent: what its own list of sessions claims."""

from collections.abc import Callable
from datetime import UTC, datetime

from agent.readers.backup import veeam
from agent.readers.backup.shapes import Claim
from agent.readers.backup.veeam import Session
from agent.readers.errors import ReadError
from agent.sources.backup_shapes import FUTURE_S, Evidence
from agent.sources.programs import Programs

LINUX = ("veeamconfig", "session", "list")
WINDOWS = (
    "wevtutil",
    "query-events",
    "Veeam Agent",
    "/query:*[System[(EventID=190)]]",
    "/count:50",
    "/reversedirection:true",
    "/format:xml",
)
GOOD = frozenset({"success", "warning"})


def local_time(value: float) -> float:
    """Return the moment whose reading on a clock of this machine's zone is *value*."""
    naive = datetime.fromtimestamp(value, UTC).replace(tzinfo=None)
    return naive.timestamp()


def claimed(
    programs: Programs,
    *,
    windows: bool,
    now: float,
    in_zone: Callable[[float], float] = local_time,
) -> Evidence:
    """Return what the sessions of Veeam Agent claim."""
    try:
        output = programs.run(*(WINDOWS if windows else LINUX), timeout_s=60)
    except FileNotFoundError:
        return Evidence(reason="Veeam Agent is not installed", absent=True)
    except (OSError, RuntimeError) as err:
        return Evidence(reason=f"Veeam Agent does not answer: {err}"[:200])
    if output.status:
        return Evidence(reason=f"Veeam Agent fails with status {output.status}")
    read = veeam.events if windows else veeam.sessions
    try:
        sessions = read(output.stdout)
        claim = summary(sessions, now=now, in_zone=in_zone)
    except (ReadError, OverflowError, ValueError, OSError) as err:
        return Evidence(reason=f"Veeam Agent: {err}"[:200])
    reason = "" if claim else "never seen: Veeam Agent has no session"
    return Evidence(claim=claim, reason=reason)


def summary(
    sessions: list[Session], *, now: float, in_zone: Callable[[float], float]
) -> Claim | None:
    """Return the last session and the last good one, those of the future left out."""
    ended = [
        (in_zone(one.ended) if one.local else one.ended, one.result) for one in sessions
    ]
    ended = sorted(one for one in ended if one[0] <= now + FUTURE_S)
    if not ended:
        return None
    good = [when for when, result in ended if result in GOOD]
    last, result = ended[-1]
    succeeded = None if result == "other" else result in GOOD
    return Claim(good[-1] if good else None, last, succeeded)
