"""The targets that Prometheus finds by HTTP service discovery."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from collector.roster import NO_SITE, Entry, Roster

Mode = Literal["agent", "site"]
MOST_PER_PAGE = 500  # agents; a larger site is split into several targets

_HOST = re.compile(
    r"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9]([A-Za-z0-9_.-]{0,252}))(:(\d{1,5}))?"
)
_PORTS = {"http": 80, "https": 443}


class TargetGroup(msgspec.Struct, frozen=True):
    """One element of the list that Prometheus reads."""

    targets: tuple[str, ...]
    labels: dict[str, str]


def target_address(host: str, scheme: str) -> str | None:
    """Return *host* (a Host header) as ``host:port``, or None if it is not one."""
    match = _HOST.fullmatch(host)
    if match is None:
        return None
    port = int(match[4]) if match[4] else _PORTS.get(scheme, 0)
    return f"{match[1]}:{port}" if 0 < port < 65536 else None


def parts_of(size: int) -> int:
    """Return into how many targets a site of *size* agents is split."""
    return max(1, -(-size // MOST_PER_PAGE))


def targets(
    roster: Roster, mode: Mode, *, address: str, scheme: str
) -> list[TargetGroup]:
    """Return one group for each agent, or for each site (or part of a large one)."""
    where = {"__scheme__": scheme}
    if mode == "agent":
        return [
            TargetGroup((address,), where | _agent_labels(entry))
            for entry in roster.entries()
        ]
    return [
        TargetGroup((address,), where | labels)
        for site, entries in sorted(roster.sites().items())
        for labels in _site_labels(site, len(entries))
    ]


def _agent_labels(entry: Entry) -> dict[str, str]:
    agent = entry.agent
    labels = {
        "__metrics_path__": f"/metrics/agent/{agent.id}",
        "__meta_hatang_agent_id": agent.id,
        "__meta_hatang_state": agent.state,
        "instance": entry.instance,
        "site": agent.site,
        "department": agent.department,
        "room": agent.room,
        "role": agent.role,
        "kind": agent.kind,
    }
    return {name: text for name, text in labels.items() if text}


def _site_labels(site: str, size: int) -> Iterator[dict[str, str]]:
    """Yield the labels of each part of a site; Prometheus escapes the path itself."""
    parts = parts_of(size)
    for part in range(1, parts + 1):
        labels = {
            "__metrics_path__": f"/metrics/site/{site}",
            "instance": site if parts == 1 else f"{site} {part}/{parts}",
        }
        if site != NO_SITE:
            labels["site"] = site
        if parts > 1:
            labels["__param_part"] = f"{part}/{parts}"
        yield labels
