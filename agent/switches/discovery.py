"""Discovery: a sweep of given ranges, a glance at who answers, and at their neighbours."""

import ipaddress
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from agent.shared.address_ranges import AddressRange, addresses_of, lies_in
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.sources.snmp.address import PORT, Address
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.device import SnmpDevice, SnmpError
from agent.switches.finding import Connect, Found, Progress, side_by_side
from agent.switches.glance import glance
from agent.switches.proposals import Proposal, Seen, Why, merged, unread
from agent.switches.survey import survey_of

_MOST_ROUNDS = 30  # of neighbours of neighbours
Find = Callable[[Sequence[Address]], Found]


class Plan(msgspec.Struct, frozen=True):
    """What a discovery may do.

    All of *ranges* is asked. With *neighbours*, the LLDP and CDP neighbours of who
    answers are asked, too, where they lie in *ranges* or *within*; nothing else is
    ever sent to. *known*: names of the settings by address.
    """

    ranges: tuple[AddressRange, ...]
    within: tuple[AddressRange, ...] = ()
    neighbours: bool = False
    port: int = PORT
    known: Mapping[str, str] = MappingProxyType({})


class Discovery(msgspec.Struct, frozen=True):
    """What was found: devices, neighbours that were not read, and what went wrong.

    *asked*: how many addresses. *problems*: why a device that answers could not be
    read, by address.
    """

    asked: int
    proposals: tuple[Proposal, ...] = ()
    seen: tuple[Seen, ...] = ()
    problems: dict[str, str] = {}


def discover(
    plan: Plan,
    *,
    find: Find,
    connect: Connect,
    at_once: int = 8,
    progress: Progress = lambda _what, _done, _all: None,
) -> Discovery:
    """Return what stands at the addresses of *plan*.

    *find* says who answers and to which credential; who does is read a little by what
    *connect* makes.

    Raises:
        RangeError: the ranges are too large.
    """
    reach = (*plan.ranges, *plan.within)
    waiting = [Address(str(a), plan.port) for a in addresses_of(plan.ranges)]
    asked: dict[str, None] = {}
    surveys: list[Survey] = []
    problems: dict[str, str] = {}
    strangers: dict[Address, str] = {}
    rounds = 0
    while waiting and rounds < _MOST_ROUNDS:
        rounds += 1
        asked.update((address.host, None) for address in waiting)
        found = find(waiting)
        strangers.update(found.strangers)
        looked = _look_at(found.devices, plan, connect, at_once, progress)
        for address, survey in looked.items():
            if isinstance(survey, Survey):
                surveys.append(survey)
            else:
                problems[address.host] = survey
        hosts = _neighbours(surveys) if plan.neighbours else ()
        new = [host for host in hosts if host not in asked and lies_in(host, reach)]
        waiting = [Address(host, plan.port) for host in dict.fromkeys(new)]
    return Discovery(
        asked=len(asked),
        proposals=tuple(merged(surveys, plan.known)),
        seen=_seen(surveys, asked, strangers),
        problems=problems,
    )


def _look_at(
    devices: Mapping[Address, Credential],
    plan: Plan,
    connect: Connect,
    at_once: int,
    progress: Progress,
) -> dict[Address, Survey | str]:
    """Return what each of *devices* is, or why it could not be read."""

    def look(address: Address) -> Survey | str:
        credential = devices[address]
        device = connect(address, credential)
        try:
            return read(device, address.host, credential.name, neighbours=neighbours)
        except SnmpError as err:
            return str(err) or type(err).__name__
        finally:
            device.close()

    neighbours = plan.neighbours
    chosen = list(devices)
    looked: dict[Address, Survey | str] = {}
    for address, survey in zip(
        chosen, side_by_side(look, chosen, at_once), strict=True
    ):
        looked[address] = survey
        progress("", len(looked), len(chosen))
    return looked


def read(device: SnmpDevice, host: str, credential: str, *, neighbours: bool) -> Survey:
    """Return what *device*, which answers at *host*, says in a glance.

    Raises:
        SnmpError: it did not even tell its system group.
    """
    collected = glance(device, neighbours=neighbours)
    settings = DeviceSettings(name=host, address=host)
    return survey_of(collected, settings, address=host, credential=credential)


def _neighbours(surveys: Iterable[Survey]) -> list[str]:
    """Return the addresses of all neighbours, as ``ipaddress`` writes them."""
    found = []
    for survey in surveys:
        for neighbour in survey.neighbours:
            for text in neighbour.addresses:
                try:
                    found.append(str(ipaddress.ip_address(text)))
                except ValueError:
                    continue
    return found


def _seen(
    surveys: Sequence[Survey],
    asked: Iterable[str],
    strangers: Mapping[Address, str],
) -> tuple[Seen, ...]:
    why: dict[str, Why] = dict.fromkeys(asked, "silent")
    why.update((address.host, "credential") for address in strangers)
    seen = unread(surveys, why, "outside")
    there = {one.address for one in seen}
    unknown = [
        Seen("credential", address.host, description=reason)
        for address, reason in strangers.items()
        if address.host not in there
    ]
    return (*seen, *unknown)
