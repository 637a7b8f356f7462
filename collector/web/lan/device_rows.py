"""The list of devices: its rows, filters and counts, as functions of values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from agent.shared.survey import Survey
from agent.shared.wire import Facts
from collector.device_book import DEVICE_STATES
from collector.web.i18n import Tongue
from collector.web.lan.model import BRIDGES, Device
from collector.web.lan.words import KIND_NAMES, kind_name, shown
from collector.web.views_fleet import fold

PATH = "/switches"
MOST_ROWS = 500
MOST_PROPOSALS = 50
_FOUND = "device_proposal"  # the kind of fact


@dataclass(frozen=True)
class DeviceWish:
    """What a person asked the list for; nonsense is left out."""

    text: str = ""
    site: str = ""
    kind: str = ""
    state: str = ""

    def link(self, **changes: str) -> str:
        """Return the address of this wish with *changes*."""
        values = {
            "q": self.text,
            "site": self.site,
            "kind": self.kind,
            "state": self.state,
            **changes,
        }
        query = urlencode([(k, v) for k, v in values.items() if v])
        return f"{PATH}?{query}" if query else PATH


def read_device_wish(query: Mapping[str, str]) -> DeviceWish:
    """Return what the query of an address asks for."""
    kind, state = query.get("kind", ""), query.get("state", "")
    return DeviceWish(
        text=" ".join(query.get("q", "").split())[:100],
        site=query.get("site", "")[:255],
        kind=kind if kind in KIND_NAMES else "",
        state=state if state in DEVICE_STATES or state == "findings" else "",
    )


@dataclass(frozen=True)
class PortCount:
    """How many physical ports a device has, and how many of them have a link."""

    total: int = 0
    up: int = 0

    @property
    def free(self) -> int:
        """Those without a link."""
        return self.total - self.up


def port_count(survey: Survey) -> PortCount:
    """Return how many physical ports there are."""
    links = [port.link == "up" for port in survey.ports if port.physical]
    return PortCount(len(links), sum(links))


@dataclass(frozen=True)
class DeviceRow:
    """One device in the list."""

    device: Device
    kind: str  # in words
    place: str
    model: str
    ports: PortCount
    poe_used_watts: float | None
    poe_budget_watts: float | None
    counts: Mapping[str, int]  # of findings, by severity

    @property
    def poe_ratio(self) -> float | None:
        """Use of the PoE budget."""
        used, budget = self.poe_used_watts, self.poe_budget_watts
        return min(used / budget, 1.0) if used is not None and budget else None


@dataclass(frozen=True)
class Proposal:
    """A device that discovery found and nobody has confirmed."""

    address: str
    name: str
    kind: str
    model: str
    seen_from: str
    agent: str  # the host name of the machine that found it
    command: str


@dataclass(frozen=True)
class DeviceList:
    """The page."""

    wish: DeviceWish
    rows: Sequence[DeviceRow]
    found: int
    total: int
    silent: int
    sites: Sequence[str]
    kinds: Sequence[tuple[str, str]]
    proposals: Sequence[Proposal]
    more_proposals: int


def device_list(
    devices: Iterable[Device],
    proposals: Sequence[Proposal],
    wish: DeviceWish,
    tongue: Tongue,
) -> DeviceList:
    """Return the devices that *wish* asks for: what needs a person first, then by name."""
    everything = list(devices)
    found = sorted(
        (one for one in everything if _fits(one, wish)),
        key=lambda one: (one.state != "down", _urgency(one), fold(one.name), one.id),
    )
    kinds = {one.survey.kind for one in everything}
    return DeviceList(
        wish=wish,
        rows=[_row(one, tongue) for one in found[:MOST_ROWS]],
        found=len(found),
        total=len(everything),
        silent=sum(1 for one in everything if one.state == "down"),
        sites=sorted({one.site for one in everything if one.site}, key=fold),
        kinds=[(kind, kind_name(tongue, kind)) for kind in KIND_NAMES if kind in kinds],
        proposals=proposals[:MOST_PROPOSALS],
        more_proposals=max(0, len(proposals) - MOST_PROPOSALS),
    )


def proposals(
    facts: Iterable[tuple[str, Facts]], known: Iterable[Device], tongue: Tongue
) -> list[Proposal]:
    """Return what the agents' discovery found, by address; *facts* by host name.

    What is polled already is none.
    """
    there = {address for one in known for address in _addresses(one.survey)}
    found: dict[str, Proposal] = {}
    for agent, told in facts:
        for address, item in told.get(_FOUND, {}).items():
            if address in there or address in found:
                continue
            word = _words(item.attributes)
            found[address] = Proposal(
                address=shown(address, 60),
                name=word("name"),
                kind=kind_name(tongue, word("kind")),
                model=" ".join(filter(None, [word("vendor"), word("model")])),
                seen_from=word("seen_from"),
                agent=shown(agent, 60),
                command=f"hatang-agent switch add {_word(address)}",
            )
    return sorted(found.values(), key=lambda one: _address_key(one.address))


def _words(values: Mapping[str, object]) -> Callable[[str], str]:
    """Return what reads one value of *values* as a text that can be shown."""

    def word(name: str) -> str:
        value = values.get(name)
        return shown(value) if isinstance(value, str) else ""

    return word


def _word(address: str) -> str:
    """Return *address* as one word for a shell, whatever a device called itself."""
    return "".join(
        c for c in address if c.isascii() and (c.isalnum() or c in ".:-_%[]")
    )[:80]


def _address_key(address: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in address.split(".")
    )


def _addresses(survey: Survey) -> Iterable[str]:
    return (survey.address, *survey.addresses)


def _urgency(device: Device) -> int:
    ranks = ("critical", "warning")
    return ranks.index(device.worst) if device.worst in ranks else len(ranks)


def _fits(device: Device, wish: DeviceWish) -> bool:
    survey = device.survey
    if wish.site and device.site != wish.site:
        return False
    if wish.kind and survey.kind != wish.kind:
        return False
    if wish.state == "findings" and device.worst not in {"critical", "warning"}:
        return False
    if wish.state in DEVICE_STATES and device.state != wish.state:
        return False
    if not wish.text:
        return True
    told = (
        *(device.name, survey.name, survey.device, survey.vendor, survey.model),
        *(survey.serial, survey.address, device.room, device.department),
        *(device.site, survey.location, survey.version),
    )
    heap = fold("\n".join(told))
    return all(word in heap for word in fold(wish.text).split())


def _row(device: Device, tongue: Tongue) -> DeviceRow:
    survey = device.survey
    used, budget = poe(device)
    counts: dict[str, int] = {}
    for record in device.findings:
        counts[record.severity] = counts.get(record.severity, 0) + 1
    return DeviceRow(
        device=device,
        kind=kind_name(tongue, survey.kind),
        place=place(device),
        model=shown(" ".join(filter(None, [survey.vendor, survey.model])), 60),
        ports=port_count(survey) if survey.kind in BRIDGES else PortCount(),
        poe_used_watts=used,
        poe_budget_watts=budget,
        counts=counts,
    )


def place(device: Device) -> str:
    """Return where a device stands: room, department, site."""
    parts = (device.room, device.department, device.site)
    told = dict.fromkeys(shown(part, 60) for part in parts if part)
    return " · ".join(told) or shown(device.survey.location, 60)


def poe(device: Device) -> tuple[float | None, float | None]:
    """Return the watts that a device gives by PoE, and its budget."""
    levels, groups = device.levels, device.survey.power
    used = [group.used_watts for group in groups if group.used_watts is not None]
    budget = [group.budget_watts for group in groups if group.budget_watts is not None]
    told = sum(used) if used else None
    return (
        levels.poe_used_watts if levels.poe_used_watts is not None else told,
        levels.poe_budget_watts or (sum(budget) if budget else None),
    )
