"""Are alerts worth trusting? A month of an office with known faults, judged by promtool.

Prometheus' own engine (``promtool test rules``) evaluates the generated rules minute by minute,
``for`` and ``keep_firing_for`` included; what fires is read every five minutes. Precision and
recall of each alert, delay, and messages a working day as Alertmanager would send them.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

import yaml

from bench.alerts_levels import SITE
from bench.alerts_messages import Labels, Message, heard, messages
from bench.alerts_notation import notation
from bench.alerts_office import (
    CLOSE_MINUTE,
    MINUTES,
    MONDAY,
    OPEN_MINUTE,
    Fault,
    Office,
)
from dashboards.alertmanager import Office as Hours
from dashboards.alertmanager import config
from dashboards.alerts import every
from dashboards.generate import RULES

STEP = 5
GRACE = 90
"""Minutes after the end of a fault in which its alert may still fire (keep_firing_for)."""
_TIME = re.compile(r"time: (\S+?),$", re.MULTILINE)
_SERIES = re.compile(r"\{(__name__=\"ALERTS\"[^}]*)\}")
_LABEL = re.compile(r'(\w+)="([^"]*)"')
_UNITS = {"d": 1440, "h": 60, "m": 1, "s": 1 / 60}


def run(*, quick: bool) -> dict[str, Any]:
    """Return the figures of one month for several seeds.

    Raises:
        RuntimeError: promtool is not installed.
    """
    if shutil.which("promtool") is None:
        raise RuntimeError("promtool is missing: deploy/dev/system-packages bench")
    seeds, days = ((1,), 5) if quick else ((1, 2, 3), 30)
    found = [_month(seed, days) for seed in seeds]
    return {
        "pcs": 60,
        "days": days,
        "seeds": len(seeds),
        "messages": _budget([one for month in found for one in month[0]]),
        "alerts": _scores([one for month in found for one in month[1]]),
    }


Figures = tuple[bool, list[Message], int]
Scored = tuple[list[Fault], dict[int, list[Labels]]]


def _month(seed: int, days: int) -> tuple[list[Figures], list[Scored]]:
    draw = Random(f"alerts {seed}")
    figures: list[Figures] = []
    scored: list[Scored] = []
    for number in range(days):
        working = number % 7 < 5
        office = Office(draw, MONDAY + number * 86400.0)
        day = office.day(working=working)
        firing = evaluate(day.series)
        told = messages(
            firing,
            config(Hours()),
            open_minutes=range(OPEN_MINUTE, CLOSE_MINUTE),
            working=working,
        )
        alone = sum(
            len(
                {
                    tuple(sorted(one.items()))
                    for one in alerts
                    if one["severity"] != "none"
                }
            )
            for alerts in _new(firing)
        )
        figures.append((working, told, alone))
        rules = config(Hours())["inhibit_rules"]
        heard_of = {minute: heard(alerts, rules) for minute, alerts in firing.items()}
        scored.append((day.faults, heard_of))
    return figures, scored


def _new(firing: dict[int, list[Labels]]) -> list[list[Labels]]:
    """Return what began to fire at each time."""
    found, before = [], set()
    for _minute, alerts in sorted(firing.items()):
        names = {tuple(sorted(one.items())) for one in alerts}
        found.append([dict(one) for one in names - before])
        before = names
    return found


def evaluate(series: dict[str, list[float | None]]) -> dict[int, list[Labels]]:
    """Return which alerts fire at each of the minutes looked at, by Prometheus' engine."""
    times = range(0, MINUTES, STEP)
    test = {
        "interval": "1m",
        "input_series": [
            {"series": name, "values": notation(values)}
            for name, values in series.items()
        ],
        "promql_expr_test": [
            {"expr": 'ALERTS{alertstate="firing"}', "eval_time": f"{minute}m"}
            for minute in times
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "test.yml"
        document = {
            "rule_files": [str(RULES)],
            "evaluation_interval": "1m",
            "tests": [test],
        }
        path.write_text(yaml.dump(document, Dumper=yaml.CSafeDumper))
        done = subprocess.run(
            ["promtool", "test", "rules", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    return read(done.stdout + done.stderr)


def read(output: str) -> dict[int, list[Labels]]:
    """Return what promtool found instead of nothing, by minute.

    Raises:
        RuntimeError: it says something else.
    """
    if "FAILED" not in output:
        raise RuntimeError(output[-500:] or "promtool said nothing")
    found: dict[int, list[Labels]] = {}
    for part in output.split("expr: ")[1:]:
        time = _TIME.search(part)
        if time is None:
            raise RuntimeError(part[:300])
        alerts: list[Labels] = []
        for text in _SERIES.findall(part):
            labels = dict(_LABEL.findall(text))
            if labels.pop("alertstate", "") == "firing":
                labels.pop("__name__")
                alerts.append(labels)
        found[_minutes(time[1])] = alerts
    return found


def _minutes(text: str) -> int:
    return round(sum(int(n) * _UNITS[u] for n, u in re.findall(r"(\d+)([dhms])", text)))


def _budget(days: list[Figures]) -> dict[str, Any]:
    """Return how many messages come on a working day, and what was saved."""
    working = [told for is_working, told, _alone in days if is_working]
    counts = [len(told) for told in working]
    kinds = Counter(one.alert for told in working for one in told)
    return {
        "goal_a_working_day": 3,
        "mean_a_working_day": round(mean(counts), 2),
        "worst_day": max(counts),
        "days_over_goal": sum(count > 3 for count in counts),
        "working_days": len(working),
        "by_alert": dict(kinds.most_common()),
        "alerts_without_grouping_a_day": round(
            mean(alone for is_working, _told, alone in days if is_working), 1
        ),
    }


def _scores(days: list[Scored]) -> dict[str, Any]:
    """Return precision, recall and delay of each alert."""
    found = {}
    for alert in every():
        if alert.severity == "none":
            continue
        right = wrong = faults = told = 0
        delays: list[int] = []
        for truth, firing in days:
            mine = [one for one in truth if one.alert == alert.name]
            fired = _fired(firing, alert.name)
            faults += len(mine)
            for fault in mine:
                minutes = [m for m, where in fired if _is_of(fault, where, m)]
                if minutes:
                    told += 1
                    delays.append(max(min(minutes) - fault.start, 0))
            for where in {where for _m, where in fired}:
                at = [m for m, place in fired if place == where]
                hit = any(_is_of(fault, where, m) for fault in mine for m in at)
                right, wrong = right + hit, wrong + (not hit)
        found[alert.name] = {
            "faults": faults,
            "told": told,
            "recall": round(told / faults, 3) if faults else None,
            "precision": round(right / (right + wrong), 3) if right + wrong else None,
            "wrong": wrong,
            "median_delay_minutes": median(delays) if delays else None,
        }
    return found


def _fired(firing: dict[int, list[Labels]], name: str) -> list[tuple[int, str]]:
    return [
        (minute, one.get("instance") or one.get("site") or SITE)
        for minute, alerts in firing.items()
        for one in alerts
        if one["alertname"] == name
    ]


def _is_of(fault: Fault, where: str, minute: int) -> bool:
    near = fault.start <= minute <= fault.end + GRACE
    return near and where in {fault.where, SITE}
