"""What the finder found, sorted by what a page shows of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.topology.finder import Hit, find
from collector.topology.shapes import Attachment, End, Inputs
from collector.web.lan.model import Device, Lan, Machine

MOST_TOLD = 3  # with their whole story; more are a list


@dataclass(frozen=True)
class Found:
    """What fits: things at ports, devices, and machines of which nobody knows where."""

    attachments: Sequence[Attachment]
    devices: Sequence[Device]
    machines: Sequence[Machine]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.attachments) + len(self.devices) + len(self.machines)


def read_query(text: str) -> str:
    """Return what is looked for: at most 255 letters on one line."""
    return " ".join(text[:1000].split())[:255]


def found(query: str, lan: Lan, inputs: Inputs) -> Found:
    """Return what fits *query*, as ``collector.topology.finder`` sees it."""
    places = {(one.mac, one.at): one for one in lan.topology.attachments}
    attachments: list[Attachment] = []
    devices: dict[str, Device] = {}
    machines: dict[str, Machine] = {}
    for hit in find(query, lan.topology, inputs):
        device = lan.devices.get(hit.device)
        machine = lan.machines.get(hit.agent)
        if device is not None:
            devices[device.id] = device
        elif (place := _place(hit, places)) is not None:
            attachments.append(place)
        elif machine is not None:
            machines[machine.id] = machine
    return Found(attachments, list(devices.values()), list(machines.values()))


def _place(hit: Hit, places: dict[tuple[str, End], Attachment]) -> Attachment | None:
    return places.get((hit.mac, hit.at)) if hit.at is not None else None
