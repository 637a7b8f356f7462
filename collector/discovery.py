"""The targets that Prometheus finds by HTTP service discovery."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from collector.device_roster import DeviceEntry, DeviceRoster
from collector.roster import NO_SITE, Entry, Roster

Mode = Literal["agent", "site"]
MOST_PER_PAGE = 500  # agents; a larger site is split into several targets
NO_DEVICES = DeviceRoster({}, (), str)

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
    """Return into how many targets a site of the *size* of so many agents is split."""
    return max(1, -(-size // MOST_PER_PAGE))


def site_sizes(roster: Roster, devices: DeviceRoster) -> dict[str, int]:
    """Return the size of each site in agents; a device counts by its ports."""
    sizes = Counter({site: len(found) for site, found in roster.sites().items()})
    for site, entries in devices.sites().items():
        sizes[site] += sum(entry.weight for entry in entries)
    return dict(sizes)


def targets(  # noqa: PLR0913 - what a list of targets is made of
    roster: Roster,
    mode: Mode,
    *,
    address: str,
    scheme: str,
    devices: DeviceRoster = NO_DEVICES,
    switch_of: Callable[[str], str] = lambda _id: "",
) -> list[TargetGroup]:
    """Return one group for each agent and device, or for each site (or part of one).

    *switch_of* says on which switch an agent or device hangs, by its id.
    """
    where = {"__scheme__": scheme}
    if mode == "agent":
        found = [_agent_labels(e, switch_of) for e in roster.entries()]
        found += [_device_labels(e, switch_of) for e in devices.entries()]
    else:
        found = [
            labels
            for site, size in sorted(site_sizes(roster, devices).items())
            for labels in _site_labels(site, size)
        ]
    return [TargetGroup((address,), where | labels) for labels in found]


def _device_labels(
    entry: DeviceEntry, switch_of: Callable[[str], str]
) -> dict[str, str]:
    device, place = entry.device, entry.place
    labels = {
        "__metrics_path__": f"/metrics/device/{device.id}",
        "__meta_hatang_device_id": device.id,
        "__meta_hatang_device_key": device.key,
        "__meta_hatang_device_address": device.survey.address,
        "__meta_hatang_agent_id": device.agent,
        "instance": entry.instance,
        "site": place.site,
        "department": place.department,
        "room": place.room,
        "switch": entry.switch(switch_of),
        "kind": device.survey.kind,
    }
    return {name: clean(text) for name, text in labels.items() if text}


def clean(text: str) -> str:
    """Return *text* as a label can hold it: no NUL."""
    return text.replace("\x00", "\ufffd")


def _agent_labels(entry: Entry, switch_of: Callable[[str], str]) -> dict[str, str]:
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
        "switch": switch_of(agent.id),
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
