"""What watching ways costs a machine: processor time and memory, by targets and pace."""

import json
import subprocess
import sys
from typing import Any

_CODE = """
import json, resource, sys, threading, time
from agent.paths.prober import Prober, Wanted
from agent.paths.targets import Around
from agent.shared.clock import SystemClock
from agent.shared.path_settings import LineSettings, PathSettings

count, interval_s, seconds = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
hosts = tuple(f"127.0.0.{n + 1}" for n in range(count))
lines = [
    LineSettings(f"l{n}", domestic=hosts[n : n + 8], interval_s=interval_s)
    for n in range(0, count, 8)
]
def memory_kib():
    with open("/proc/self/status") as file:
        return next(int(l.split()[1]) for l in file if l.startswith("VmRSS"))
before = memory_kib()
wanted = Wanted(PathSettings(enabled=False), lines, tuple, lambda: Around(None))
prober = Prober(wanted, SystemClock(), lambda *_: None)
prober.start()
time.sleep(2)
used = time.process_time()
began = sum(row.probes for row in prober.rows())
time.sleep(seconds)
rows = prober.rows()
print(json.dumps({
    "cpu_ratio": round((time.process_time() - used) / seconds, 5),
    "probes": sum(row.probes for row in rows) - began,
    "lost": sum(row.lost for row in rows),
    "memory_kib": memory_kib() - before,
}))
prober.stop()
"""


def run(*, quick: bool) -> dict[str, Any]:
    """Return processor time as a share of one core, on loopback."""
    seconds = 10.0 if quick else 60.0
    found = {}
    for name, count, interval_s in (
        ("two_each_5s", 2, 5.0),
        ("twelve_each_1s", 12, 1.0),
        ("forty_each_1s", 40, 1.0),
    ):
        done = subprocess.run(
            [sys.executable, "-c", _CODE, str(count), str(interval_s), str(seconds)],
            check=True,
            capture_output=True,
            text=True,
        )
        found[name] = json.loads(done.stdout)
    return {"goal_cpu_ratio_of_an_agent": 0.01, "seconds": seconds, **found}
