"""Machines with an agent as the LAN knows them, from their facts."""

import re

from agent.shared.wire import Facts, Scalar
from collector.store.interface import Agent
from collector.topology.macs import is_station, mac_of
from collector.topology.shapes import Host

_KIND = "network_interface"
_SEPARATORS = re.compile(r"[\s,]+")
MOST_MACS = 32  # of one machine


def host_of(agent: Agent, facts: Facts) -> Host:
    """Return what *facts* tell of the addresses of *agent*'s machine."""
    macs: dict[str, None] = {}
    addresses: dict[str, None] = {}
    gateways: dict[str, None] = {}
    wired: list[int] = []
    speeds: dict[str, int] = {}
    for _key, item in sorted(facts.get(_KIND, {}).items()):
        told = item.attributes
        mac = mac_of(str(told.get("mac") or ""))
        if mac is not None and is_station(mac):
            macs[mac] = None
        addresses.update(dict.fromkeys(_words(told.get("addresses"))))
        gateways.update(dict.fromkeys(_words(told.get("gateway"))))
        speed = told.get("capable_bps")
        if isinstance(speed, int | float) and not told.get("wireless"):
            wired.append(int(speed))
            if mac in macs:
                speeds[mac] = max(int(speed), speeds.get(mac, 0))
    return Host(
        agent=agent.id,
        name=agent.hostname,
        site=agent.site,
        macs=tuple(macs)[:MOST_MACS],
        addresses=tuple(addresses),
        gateways=tuple(gateways),
        wired_bps=max(wired, default=None),
        speeds=tuple(speeds.items())[:MOST_MACS],
    )


def _words(value: Scalar) -> list[str]:
    """Return the addresses of a text, without the length of their prefix or a zone."""
    if not isinstance(value, str):
        return []
    found = (w.partition("/")[0].partition("%")[0] for w in _SEPARATORS.split(value))
    return [word.lower() for word in found if word]
