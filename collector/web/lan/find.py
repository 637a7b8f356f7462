"""The finder: what fits a MAC address, an IP address or a name. Pure."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collector.topology.shapes import Attachment
from collector.web.lan.model import Device, Lan, Machine
from collector.web.lan.words import bare_mac
from collector.web.views_fleet import fold

MOST_TOLD = 3  # with their whole story; more are a list
MOST_FOUND = 100
_LEAST_DIGITS = 4


@dataclass(frozen=True)
class Found:
    """What fits: things at ports, devices, and machines that hang nowhere known."""

    attachments: Sequence[Attachment]
    devices: Sequence[Device]
    machines: Sequence[Machine]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return (
            len(self.attachments) + len(self.devices) + len(self.machines) + self.more
        )


def read_query(text: str) -> str:
    """Return what is looked for: without what surrounds it, at most 255 letters."""
    return " ".join(text[:1000].split())[:255]


def find(query: str, lan: Lan) -> Found:
    """Return what fits *query*; what fits wholly stands before what only contains it."""
    wanted = _Wanted(query)
    if not wanted:
        return Found((), (), ())
    ranked: list[tuple[int, int, Attachment]] = []
    for number, one in enumerate(lan.topology.attachments):
        fit = wanted.fit([lan.attached_name(one), one.name], [one.address], [one.mac])
        if fit:
            ranked.append((-fit, number, one))
    devices: list[tuple[int, str, Device]] = []
    for device in lan.devices.values():
        survey = device.survey
        fit = wanted.fit(
            [device.name, survey.name, survey.device],
            [survey.address, *survey.addresses],
            [survey.chassis, *survey.macs],
        )
        if fit:
            devices.append((-fit, device.name, device))
    hanging = {one.agent for one in lan.topology.attachments if one.agent}
    machines = [
        machine
        for machine in lan.machines.values()
        if machine.id not in hanging and wanted.fit([machine.name, machine.id], [], [])
    ]
    best = min([fit for fit, *_ in (*ranked, *devices)], default=0)
    if best == -2:  # a whole address or name: what only contains it is no answer
        ranked = [entry for entry in ranked if entry[0] == best]
        devices = [entry for entry in devices if entry[0] == best]
    return _bounded(
        [one for *_rank, one in sorted(ranked, key=lambda e: e[:2])],
        [one for *_rank, one in sorted(devices, key=lambda e: e[:2])],
        sorted(machines, key=lambda m: (fold(m.name), m.id)),
    )


def _bounded(
    attachments: list[Attachment], devices: list[Device], machines: list[Machine]
) -> Found:
    shown_devices = {device.id for device in devices}
    attachments = [one for one in attachments if one.device not in shown_devices]
    total = len(attachments) + len(devices) + len(machines)
    devices = devices[:MOST_FOUND]
    attachments = attachments[: MOST_FOUND - len(devices)]
    machines = machines[: MOST_FOUND - len(devices) - len(attachments)]
    kept = len(attachments) + len(devices) + len(machines)
    return Found(attachments, devices, machines, total - kept)


class _Wanted:
    """What is looked for, in the forms in which it may stand somewhere."""

    def __init__(self, query: str) -> None:
        self._text = fold(read_query(query))
        self._mac = bare_mac(query)
        digits = "".join(c for c in query.lower() if c not in ":-. ")
        part = len(digits) >= _LEAST_DIGITS and all(
            c in "0123456789abcdef" for c in digits
        )
        self._part = digits if part and any(c in query for c in ":-") else ""
        self._address = _address(query)

    def __bool__(self) -> bool:
        return bool(self._text)

    def fit(
        self, names: Iterable[str], addresses: Iterable[str], macs: Iterable[str]
    ) -> int:
        """Return 2 if something fits wholly, 1 in part, 0 if nothing does."""
        if self._mac:
            return 2 if any(bare_mac(mac) == self._mac for mac in macs) else 0
        if self._address:
            return 2 if any(_address(a) == self._address for a in addresses) else 0
        folded = [fold(name) for name in names if name]
        if self._text in folded:
            return 2
        parts = any(self._text in name for name in folded)
        parts = parts or any(self._text in address for address in addresses)
        if self._part:
            parts = parts or any(self._part in bare_mac(mac) for mac in macs)
        return 1 if parts else 0


def _address(text: str) -> str:
    """Return an IP address in its one right form; empty if *text* is none."""
    try:
        return ipaddress.ip_address(text.strip().strip("[]").split("%")[0]).compressed
    except ValueError:
        return ""
