"""What Windows is set to that makes a PC slow for nothing: power plan, start-up load.

The active plan stands in the registry as a GUID; those of Windows' own plans are fixed
(Microsoft, "Power Policy Settings", personality GUIDs). Programs that start with every
user stand in the Run keys ("Run and RunOnce Registry Keys"); they are counted only.
"""

from functools import partial

from agent.sources.inventory import Performance
from agent.sources.windows_doors import Registry, attempt, text

_POWER = r"SYSTEM\CurrentControlSet\Control\Power\User\PowerSchemes"
_RUN = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Run",
    r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Run",
)
_PLANS = {
    "a1841308-3541-4fab-bc81-f71556f20b4a": "power_saver",
    "381b4222-f694-41f0-9685-ff5bb260df2e": "balanced",
    "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c": "high_performance",
    "e9a42b02-d5df-448d-aa00-03f14749eb61": "ultimate_performance",
}


def performance(registry: Registry) -> Performance:
    """Return the power plan, and how many programs start with every user."""
    active, why = attempt(lambda: registry.value(_POWER, "ActivePowerScheme"), None)
    guid = (text(active) or "").strip("{}").lower()
    count, failure = None, ""
    for path in _RUN:
        found, failed = attempt(partial(registry.values, path), None)
        failure = failure or failed
        if found is not None:
            count = (count or 0) + len(found)
    return Performance(
        power_plan=_PLANS.get(guid, "other" if guid else None),
        startup_programs=count,
        reasons={
            "power_plan": why or "Windows names no active power plan",
            "startup_programs": failure or "this Windows does not know it",
        },
    )
