"""What a full cycle of facts costs a machine, beside an inventory agent of Debian.

CPU seconds and peak memory are the kernel's own account of the ended process and of all
that it started and waited for.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agent.probes import FACT_PROBES, PROBES

PEER = Path("/usr/bin/fusioninventory-inventory")


def run(*, quick: bool) -> dict[str, object]:
    """Return the medians of several cycles, ours and the peer's in turn."""
    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "agent.toml"
        settings.write_text(_only_facts(folder), encoding="utf-8")
        commands = {
            "hatang_facts": [
                *(sys.executable, "-m", "agent", "once", "--json"),
                *("--config", str(settings)),
            ],
            "python_alone": [sys.executable, "-c", "pass"],
        }
        if PEER.exists():
            commands["fusioninventory"] = [str(PEER)]
        cycles: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                cycles[name].append(_cycle(command))
    medians: dict[str, object] = {
        name: {
            key: round(statistics.median(one[key] for one in found), 4)
            for key in found[0]
        }
        for name, found in cycles.items()
    }
    if PEER.exists():
        ratios = [
            a["cpu_s"] / b["cpu_s"]
            for a, b in zip(
                cycles["hatang_facts"], cycles["fusioninventory"], strict=True
            )
        ]
        medians["cpu_ratio_to_fusioninventory"] = round(statistics.median(ratios), 3)
    return {"rounds": rounds, "probes": sorted(FACT_PROBES), **medians}


def _only_facts(folder: str) -> str:
    off = [name for name in PROBES if name not in FACT_PROBES]
    lines = [f'data_directory = "{folder}/data"']
    lines += [f"[probes.{name}]\nenabled = false" for name in off]
    return "\n".join(lines)


def _cycle(command: list[str]) -> dict[str, float]:
    started = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    return {
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "wall_s": time.monotonic() - started,
        "peak_rss_mib": usage.ru_maxrss / 1024,
    }
