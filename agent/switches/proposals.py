"""What a discovery says: devices to watch, and neighbours that were seen, not asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from agent.shared.survey import DeviceKind, Neighbour, Survey
from agent.shared.wire import Facts, Item

FACT_KIND = "device_proposal"
MOST_PROPOSALS = 500
_MOST_NAMES = 10
_NO_DEVICE = frozenset({"telephone", "station", "docsis"})
"""What a neighbour may be that is nothing to read: LLDP's words."""

_LOOPBACK = "127."
_NOBODYS = frozenset({"", "::", "::1", "0.0.0.0"})  # noqa: S104 - nothing listens

Why = Literal["outside", "silent", "credential", "no_address"]


class Proposal(msgspec.Struct, frozen=True):
    """A device that answers.

    ``addresses`` are all at which it was asked, ``credential`` the name of the one
    that it takes, ``known`` its name in the settings (empty: it is not there), and
    ``seen_from`` who has it as a neighbour.
    """

    address: str
    name: str = ""
    kind: DeviceKind = "other"
    vendor: str = ""
    model: str = ""
    version: str = ""
    serial: str = ""
    credential: str = ""
    known: str = ""
    addresses: tuple[str, ...] = ()
    seen_from: tuple[str, ...] = ()


class Seen(msgspec.Struct, frozen=True):
    """A device that was not read: ``why``.

    ``outside``: its address is in no range; ``silent``: it takes none of the
    credentials; ``credential``: it speaks SNMPv3 and takes none; ``no_address``: who
    sees it does not say where to ask.
    """

    why: Why
    address: str = ""
    name: str = ""
    description: str = ""
    seen_from: tuple[str, ...] = ()


def merged(surveys: Sequence[Survey], known: Mapping[str, str]) -> list[Proposal]:
    """Return one proposal for each device of *surveys*, in their order.

    A device that answers at several addresses is one. *known*: names of the settings
    by address.
    """
    devices: list[list[Survey]] = []
    for survey in surveys:
        for same in devices:
            if any(same_device(survey, other) for other in same):
                same.append(survey)
                break
        else:
            devices.append([survey])
    return [_proposal(same, surveys, known) for same in devices]


def same_device(one: Survey, other: Survey) -> bool:
    """Return whether both are of one device, asked at two addresses."""
    if one.name != other.name or one.object_id != other.object_id:
        return False
    if one.address in own_addresses(other) or other.address in own_addresses(one):
        return True
    if one.chassis and one.chassis == other.chassis:
        return True
    return bool(one.serial) and one.serial == other.serial


def own_addresses(survey: Survey) -> list[str]:
    """Return the addresses of a device but those that every device has."""
    return [
        text
        for text in survey.addresses
        if text not in _NOBODYS and not text.startswith(_LOOPBACK)
    ]


def _proposal(
    same: Sequence[Survey], everybody: Iterable[Survey], known: Mapping[str, str]
) -> Proposal:
    asked = tuple(survey.address for survey in same)
    all_addresses = {*asked, *(a for survey in same for a in own_addresses(survey))}
    names = [known[address] for address in (*asked, *all_addresses) if address in known]
    first = next((one for one in same if one.address in known), same[0])
    return Proposal(
        address=first.address,
        name=first.name,
        kind=first.kind,
        vendor=first.vendor,
        model=first.model,
        version=first.version,
        serial=first.serial,
        credential=first.credential,
        known=names[0] if names else "",
        addresses=asked,
        seen_from=_who_sees(same, everybody),
    )


def _who_sees(same: Sequence[Survey], everybody: Iterable[Survey]) -> tuple[str, ...]:
    known = Known(same)
    own = {id(survey) for survey in same}
    found = [
        _called(survey)
        for survey in everybody
        if id(survey) not in own and any(map(known.is_one, survey.neighbours))
    ]
    return tuple(dict.fromkeys(found))[:_MOST_NAMES]


class Known:
    """By what neighbours name the devices of *surveys*: addresses, chassis, names."""

    def __init__(self, surveys: Iterable[Survey]) -> None:
        self._addresses: set[str] = set()
        self._chassis: set[str] = set()
        self._names: set[str] = set()
        for survey in surveys:
            self._addresses.update((survey.address, *own_addresses(survey)))
            self._chassis.update((survey.chassis, *survey.macs))
            self._names.add(survey.name)

    def is_one(self, neighbour: Neighbour) -> bool:
        """Return whether *neighbour* is one of the devices."""
        return (
            not self._addresses.isdisjoint(neighbour.addresses)
            or bool(neighbour.chassis and neighbour.chassis in self._chassis)
            or bool(neighbour.name and neighbour.name in self._names)
        )


def unread(
    surveys: Sequence[Survey], why: Mapping[str, Why], otherwise: Why
) -> list[Seen]:
    """Return the neighbours in *surveys* that are none of their devices.

    *why* says it of an address, *otherwise* of every other. Telephones and PCs are
    left out: nobody reads them.
    """
    found: dict[str, Seen] = {}
    known = Known(surveys)
    for survey in surveys:
        for neighbour in survey.neighbours:
            if _is_nothing_to_read(neighbour):
                continue
            if known.is_one(neighbour):
                continue
            key = next(iter(neighbour.addresses), neighbour.chassis or neighbour.name)
            before = found.get(key)
            by = (*(before.seen_from if before else ()), _called(survey))
            address = next(iter(neighbour.addresses), "")
            found[key] = Seen(
                why=why.get(address, otherwise) if address else "no_address",
                address=address,
                name=neighbour.name,
                description=neighbour.description.partition("\n")[0][:200],
                seen_from=tuple(dict.fromkeys(by))[:_MOST_NAMES],
            )
    return list(found.values())


def _is_nothing_to_read(neighbour: Neighbour) -> bool:
    able = set(neighbour.capabilities)
    return bool(able) and able <= _NO_DEVICE


def _called(survey: Survey) -> str:
    return survey.name or survey.address


def facts_of(proposals: Iterable[Proposal]) -> Facts:
    """Return the proposals that are not in the settings as facts, by address."""
    new = [one for one in proposals if not one.known][:MOST_PROPOSALS]
    return {FACT_KIND: {one.address: _item(one) for one in new}}


def _item(proposal: Proposal) -> Item:
    said = {
        "kind": proposal.kind,
        "name": proposal.name,
        "vendor": proposal.vendor,
        "model": proposal.model,
        "credential": proposal.credential,
        "seen_from": ", ".join(proposal.seen_from),
    }
    return Item(
        {name: text[:500] for name, text in said.items() if text},
        {name: "it does not say" for name, text in said.items() if not text},
    )
