"""What the Windows Update Agent's answers mean; numbers only, no titles.

Signatures of antivirus come every day. As a last update they would hide that the system
itself gets none, so they are counted as waiting, and never as installed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from agent.readers.windows.values import natural

# Classifications of updates, the same on every Windows.
SECURITY = "0fa1201d-4330-4fa8-8ae9-b877473b6441"
CRITICAL = "e6cf1350-c01b-414d-a61f-263d14d133b4"
DEFINITIONS = "e0789628-ce08-4437-be74-2495b842f43b"

# Articles of Defender's signatures and platform, and of the malicious software tool.
_EVERYDAY = frozenset({"2267602", "2310138", "4052623", "890830"})
_INSTALLATION = 1
_SUCCEEDED = frozenset({2, 3})  # in full, and with errors
_LEVELS = {1: False, 2: False, 3: False, 4: True}  # 4: by a schedule, without asking


class Waiting(msgspec.Struct, frozen=True):
    """How many updates wait: without optional ones, and those of them for security."""

    pending: int
    security: int


def waiting(updates: Iterable[Mapping[str, Any]]) -> Waiting:
    """Return how many of *updates* Windows wants to install."""
    wanted = [update for update in updates if not update.get("optional")]
    return Waiting(len(wanted), sum(map(_secures, wanted)))


def _secures(update: Mapping[str, Any]) -> bool:
    categories = update.get("categories")
    numbers = {
        str(each).strip("{}").lower()
        for each in (categories if isinstance(categories, (list, tuple)) else ())
    }
    if DEFINITIONS in numbers:
        return False
    return bool(update.get("severity")) or bool(numbers & {SECURITY, CRITICAL})


def last_installed(history: Iterable[Mapping[str, Any]]) -> float | None:
    """Return when the newest update was installed, by Unix time."""
    times = [
        float(entry["time"])
        for entry in history
        if isinstance(entry.get("time"), (int, float))
        and natural(entry.get("operation")) == _INSTALLATION
        and natural(entry.get("result")) in _SUCCEEDED
        and not _EVERYDAY & _articles(entry)
    ]
    return max(times, default=None)


def _articles(entry: Mapping[str, Any]) -> set[str]:
    articles = entry.get("articles")
    return set(map(str, articles)) if isinstance(articles, (list, tuple)) else set()


def installs_by_itself(
    *, level: object, policy_off: object, policy_option: object, service: object
) -> bool | None:
    """Return whether Windows installs updates without asking; None if nothing says so.

    *service*: how wuauserv starts (4: never). *policy_off*: NoAutoUpdate;
    *policy_option*: AUOptions of the policy. *level*: the Update Agent's own word.
    """
    if service == 4 or policy_off == 1:
        return False
    option = policy_option if type(policy_option) is int else None
    if option in _LEVELS:
        return _LEVELS[option]
    return _LEVELS.get(level) if type(level) is int else None
