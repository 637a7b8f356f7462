"""Ties a discovery to the network: a sweep over UDP, and connections to who answers."""

import socket
from collections.abc import Callable, Sequence

import msgspec

from agent.shared.switch_settings import SwitchSettings
from agent.sources.snmp.address import Address, AddressError, parse
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.datagrams import Datagrams
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.greeting import Greeting
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.opening import connector
from agent.sources.snmp.sweep import Pace, Sweeper
from agent.switches.discovery import Discovery, Plan
from agent.switches.discovery import discover as _discover
from agent.switches.finding import Found, Means, Progress, find

_GLANCE = Limits(most_rows=2000, most_octets=4 << 20, most_s=15.0)
"""More neighbours or parts than this are cut off: a glance need not see them all."""


class Manners(msgspec.Struct, frozen=True):
    """How politely a search asks: questions a second, patience, devices at once."""

    per_s: float = 20.0
    timeout_s: float = 2.0
    retries: int = 1
    at_once: int = 8


def search(  # noqa: PLR0913 - the doors and the clock come from outside
    plan: Plan,
    credentials: Sequence[Credential],
    manners: Manners,
    datagrams: Datagrams,
    monotonic: Callable[[], float],
    *,
    progress: Progress = lambda _what, _done, _all: None,
) -> Discovery:
    """Return what answers at the addresses of *plan* to one of *credentials*.

    Raises:
        RangeError: the ranges are too large.
        ImportError: a user of SNMPv3 needs the extra ``switch``.
    """
    sweeper = Sweeper(
        datagrams,
        Pace(manners.per_s, monotonic),
        monotonic,
        timeout_s=manners.timeout_s,
        tries=manners.retries + 1,
    )

    def sweep(
        targets: Sequence[Address], greeting: Greeting, told: Callable[[int, int], None]
    ) -> set[Address]:
        return sweeper.sweep(targets, greeting, told)

    def connect(address: Address, credential: Credential) -> SnmpDevice:
        make = connector(
            address,
            timeout_s=manners.timeout_s,
            retries=manners.retries,
            limits=_GLANCE,
        )
        return make(credential)

    means = Means(sweep, connect, manners.at_once)

    def finding(targets: Sequence[Address]) -> Found:
        return find(targets, credentials, means, progress=progress)

    return _discover(
        plan,
        find=finding,
        connect=connect,
        at_once=manners.at_once,
        progress=progress,
    )


def known_devices(settings: SwitchSettings) -> dict[str, str]:
    """Return the names of the devices in *settings* by their addresses.

    A device that is named by a host name stands under all addresses of that.
    """
    found: dict[str, str] = {}
    for device in settings.devices:
        try:
            host, port = parse(device.address)
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        except (AddressError, OSError, UnicodeError):
            continue
        found.update((str(row[4][0]), device.name) for row in rows)
    return found
