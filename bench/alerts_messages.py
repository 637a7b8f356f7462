"""What Alertmanager makes of alerts: inhibition, office hours, groups. A small model of it.

Of the product's own configuration (``dashboards.alertmanager``); a test compares it with the
real Alertmanager. Time goes in steps of so many minutes as alerts are looked at.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Labels = Mapping[str, str]
_MATCHER = re.compile(r'\s*(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"\s*')


class Message(NamedTuple):
    """One message: when (minute), of which alert, about how many."""

    minute: int
    alert: str
    severity: str
    count: int


def matches(labels: Labels, matchers: Sequence[str]) -> bool:
    """Return whether *labels* fit all *matchers*, as Alertmanager writes them."""
    for text in matchers:
        found = _MATCHER.fullmatch(text)
        if found is None:
            raise ValueError(f"no matcher: {text}")
        name, kind, wanted = found.groups()
        value = labels.get(name, "")
        same = value == wanted if "~" not in kind else bool(re.fullmatch(wanted, value))
        if same == kind.startswith("!"):
            return False
    return True


def heard(alerts: Sequence[Labels], rules: Sequence[Mapping[str, Any]]) -> list[Labels]:
    """Return the alerts that no other inhibits."""
    return [one for one in alerts if not _hidden(one, alerts, rules)]


def _hidden(
    one: Labels, alerts: Sequence[Labels], rules: Sequence[Mapping[str, Any]]
) -> bool:
    for rule in rules:
        if not matches(one, rule["target_matchers"]):
            continue
        for other in alerts:
            if other is one or not matches(other, rule["source_matchers"]):
                continue
            equal = rule.get("equal", ())
            if all(other.get(name, "") == one.get(name, "") for name in equal):
                return True
    return False


def messages(
    firing: Mapping[int, Sequence[Labels]],
    config: Mapping[str, Any],
    *,
    open_minutes: range,
    working: bool,
) -> list[Message]:
    """Return the messages of one day; *firing* are the alerts of each minute looked at.

    A group tells when it gets a member that was not told of, 24 hours are longer than a
    day, and what is over is told beside what goes on: it is counted as no message here.
    """
    told: dict[tuple[str, ...], set[tuple[tuple[str, str], ...]]] = {}
    found: list[Message] = []
    for minute, alerts in sorted(firing.items()):
        groups: dict[tuple[str, ...], list[Labels]] = {}
        for one in heard(alerts, config["inhibit_rules"]):
            severity = one["severity"]
            if severity == "none":
                continue
            if severity != "critical" and not (working and minute in open_minutes):
                continue
            key = (
                ("info",)
                if severity == "info"
                else (one.get("site", ""), one["alertname"])
            )
            groups.setdefault(key, []).append(one)
        for key, members in groups.items():
            names = {tuple(sorted(one.items())) for one in members}
            before = told.setdefault(key, set())
            if names - before:
                first = members[0]
                name = first["alertname"] if len(key) > 1 else "(info)"
                found.append(Message(minute, name, first["severity"], len(members)))
                before |= names
    return found
