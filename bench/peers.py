"""Other agents of Debian for comparison, each where its package is installed."""

from pathlib import Path

import psutil

COLLECTD = Path("/usr/sbin/collectd")
_PLUGINS = ("cpu", "memory", "swap", "df", "disk", "interface", "load", "users")
_CONFIG = """\
Interval {interval_s}
FQDNLookup false
BaseDir "{folder}"
PIDFile "{folder}/collectd.pid"
{plugins}
LoadPlugin csv
<Plugin csv>
  DataDir "{folder}/csv"
</Plugin>
"""


def commands(folder: Path, interval_s: float) -> dict[str, list[str]]:
    """Return how to start each peer that measures by itself every *interval_s*."""
    found = {}
    if COLLECTD.exists():
        config = folder / "collectd.conf"
        plugins = "\n".join(f"LoadPlugin {name}" for name in _PLUGINS)
        text = _CONFIG.format(interval_s=interval_s, folder=folder, plugins=plugins)
        config.write_text(text, encoding="utf-8")
        found["collectd"] = [str(COLLECTD), "-f", "-C", str(config)]
    return found


def memory(pid: int) -> dict[str, float]:
    """Return RSS and PSS in MiB of a process and those it started."""
    total = {"rss_mib": 0.0, "pss_mib": 0.0}
    for process in _family(pid):
        info = process.memory_full_info()
        total["rss_mib"] += info.rss / 2**20
        total["pss_mib"] += info.pss / 2**20
    return total


def cpu_s(pid: int) -> float:
    """Return the CPU seconds of a process and those it started."""
    times = [process.cpu_times() for process in _family(pid)]
    return float(sum(t.user + t.system for t in times))


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]
