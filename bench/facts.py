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
from collections.abc import Collection
from pathlib import Path

from agent.probes import FACT_PROBES, PROBES

PEER = Path("/usr/bin/fusioninventory-inventory")


def run(*, quick: bool) -> dict[str, object]:
    """Return the medians of several cycles, ours and the peer's in turn."""
    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "hatang_facts": _ours(Path(folder), FACT_PROBES),
            "hatang_facts_without_updates": _ours(
                Path(folder), FACT_PROBES - {"updates"}
            ),
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
        ours = cycles["hatang_facts_without_updates"]  # the peer asks for no updates
        ratios = [
            a["cpu_s"] / b["cpu_s"]
            for a, b in zip(ours, cycles["fusioninventory"], strict=True)
        ]
        medians["cpu_ratio_without_updates"] = round(statistics.median(ratios), 3)
    return {"rounds": rounds, "probes": sorted(FACT_PROBES), **medians}


def _ours(folder: Path, probes: Collection[str]) -> list[str]:
    """Return how to read the facts of *probes* once, and nothing else."""
    lines = [f'data_directory = "{folder}/data"']
    off = [name for name in PROBES if name not in probes]
    lines += [f"[probes.{name}]\nenabled = false" for name in off]
    settings = folder / f"{len(probes)}.toml"
    settings.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "agent", "once", "--json"]
    return [*command, "--config", str(settings)]


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
