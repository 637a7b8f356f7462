"""Writes docs/metrics.md and what the privacy page lists from the probes' declarations.

The schemas of docs/ are written, too.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.probes import INTERVALS, metrics_of_all
from agent.shared.metric import Metric
from agent.shared.switch_settings import SwitchSettings
from agent.switches.metrics import READINGS
from agent.switches.slow import INTERVAL_S
from deploy.dev import schemas

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "metrics.md"
COLLECTED = ROOT / "collector" / "web" / "collected.json"

_SWITCHES = SwitchSettings()
OF_DEVICES = {
    "switch_poll": _SWITCHES.interval_s,
    "switch_ports": _SWITCHES.interval_s,
    "switch_levels": INTERVAL_S,
}
"""How often each reading of a device is made, unless the settings say otherwise."""

HEAD = """\
# Metrics

What an agent measures. This page is written by `python deploy/dev/reference.py` from the
declarations in `agent/probes/`; a test compares the two. Counters count from the start of the
machine unless they say otherwise. A series whose value the machine does not know is left out.
An interval is the default; `docs/settings.md` says how to change it.
"""

DEVICES = """
# Metrics of devices

What an agent measures of switches, printers and other devices that its settings name, over SNMP.
The instance is the device. Counters of ports count from the moment at which the agent first read
the port, by differences that are proved: what a device counted while nobody could tell whether it
restarted or went round is left out. A port is named as its device names it (`ifName`).
"""

# The unit that a name ends with, as people write it.
UNITS = {
    "seconds": "s",
    "bytes": "B",
    "hertz": "Hz",
    "celsius": "°C",
    "joules": "J",
    "ratio": "0–1",
    "info": "1",
    "watts": "W",
    "volts": "V",
    "amperes": "A",
    "rpm": "1/min",
}


def unit(metric: Metric) -> str:
    """Return the unit that the name of *metric* tells."""
    last = metric.name.removesuffix("_total").rpartition("_")[2]
    if metric.name.endswith("_speed_bytes"):
        return "B/s"
    return UNITS.get(last, "")


def row(metric: Metric) -> str:
    """Return the line of the table for one metric."""
    labels = ", ".join(f"`{label}`" for label in metric.labels)
    text = metric.help.replace("|", "\\|")
    return f"| `{metric.name}` | {metric.kind} | {labels} | {unit(metric)} | {text} |"


def reference() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for name, metrics in metrics_of_all().items():
        parts.extend(section(name, INTERVALS[name], metrics))
    parts.append(DEVICES)
    for name, metrics in READINGS.items():
        parts.extend(section(name, OF_DEVICES[name], metrics))
    return "".join(parts)


def section(name: str, interval_s: float, metrics: Iterable[Metric]) -> Iterator[str]:
    """Yield the part of the page on one probe, or on one reading of devices."""
    yield f"\n## {name} (every {interval_s:g} s)\n"
    yield "\n| metric | type | labels | unit | meaning |\n|--|--|--|--|--|\n"
    yield from (f"{row(metric)}\n" for metric in metrics)


def collected() -> str:
    """Return what the collector, which never imports a probe, tells of each of them."""
    every = {**INTERVALS, **OF_DEVICES, "switch_survey": _SWITCHES.survey_interval_s}
    of_all = {**metrics_of_all(), **READINGS, "switch_survey": ()}
    told = {
        name: {
            "interval_s": every[name],
            "metrics": [[metric.name, *metric.labels] for metric in metrics],
        }
        for name, metrics in of_all.items()
    }
    return json.dumps(told, indent=1) + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    COLLECTED.write_text(collected(), encoding="utf-8")
    schemas.write()
