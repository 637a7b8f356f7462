"""Writes docs/metrics.md, and what the privacy page lists, from the probes' declarations."""

import json
from pathlib import Path

from agent.probes import INTERVALS, metrics_of_all
from agent.shared.metric import Metric

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "metrics.md"
COLLECTED = ROOT / "collector" / "web" / "collected.json"

HEAD = """\
# Metrics

What an agent measures. This page is written by `python deploy/dev/reference.py` from the
declarations in `agent/probes/`; a test compares the two. Counters count from the start of the
machine unless they say otherwise. A series whose value the machine does not know is left out.
An interval is the default; `docs/settings.md` says how to change it.
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
}


def unit(metric: Metric) -> str:
    """Return the unit that the name of *metric* tells."""
    last = metric.name.removesuffix("_total").rpartition("_")[2]
    if metric.name == "hatang_network_speed_bytes":
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
        parts.append(f"\n## {name} (every {INTERVALS[name]:g} s)\n")
        parts.append(
            "\n| metric | type | labels | unit | meaning |\n|--|--|--|--|--|\n"
        )
        parts.extend(f"{row(metric)}\n" for metric in metrics)
    return "".join(parts)


def collected() -> str:
    """Return what the collector, which never imports a probe, tells of each of them."""
    told = {
        name: {
            "interval_s": INTERVALS[name],
            "metrics": [[metric.name, *metric.labels] for metric in metrics],
        }
        for name, metrics in metrics_of_all().items()
    }
    return json.dumps(told, indent=1) + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    COLLECTED.write_text(collected(), encoding="utf-8")
