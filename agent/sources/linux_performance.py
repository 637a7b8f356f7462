"""What Linux is set to that makes a PC slow for nothing: platform profile, autostart.

The profile is that of the kernel's ABI (Documentation/ABI/testing/sysfs-platform_profile);
autostart entries follow the Desktop Application Autostart Specification and are counted.
"""

from pathlib import Path

from agent.sources.inventory import Performance
from agent.sources.text import read_or_none

_PROFILE = "sys/firmware/acpi/platform_profile"
_AUTOSTART = "etc/xdg/autostart"
_PLANS = {
    "low-power": "power_saver",
    "cool": "power_saver",
    "quiet": "power_saver",
    "balanced": "balanced",
    "balanced-performance": "balanced",
    "performance": "high_performance",
}


def read_performance(root: Path) -> Performance:
    """Return what stands below *root*."""
    profile = (read_or_none(root / _PROFILE) or "").strip()
    try:
        count = sum(
            1 for path in (root / _AUTOSTART).iterdir() if path.suffix == ".desktop"
        )
    except OSError:
        count = None
    return Performance(
        power_plan=_PLANS.get(profile, "other" if profile else None),
        startup_programs=count,
        reasons={
            "power_plan": "the firmware has no power profiles",
            "startup_programs": "there is no desktop with programs to start",
        },
    )
