"""What is said of a device in one line: by the command line and by the API."""

from collections.abc import Mapping

import msgspec

from agent.shared.survey import DeviceKind
from collector.devices import place_of
from collector.store.device import DeviceRecord
from collector.store.interface import Agent


class DeviceLine(msgspec.Struct, frozen=True):
    """One device; times are Unix seconds. ``agent`` reads it, and calls it ``key``.

    ``own_name`` is its sysName; what has never ``answered`` has nothing but its address.
    """

    id: str
    name: str
    kind: DeviceKind
    key: str
    agent: str
    agent_hostname: str
    site: str
    department: str
    room: str
    address: str
    vendor: str
    model: str
    version: str
    serial: str
    ports: int
    ports_up: int
    first_seen: float
    survey_time: float
    own_name: str = ""
    answered: bool = True


def line_of(device: DeviceRecord, name: str, agents: Mapping[str, Agent]) -> DeviceLine:
    """Return *device*, called *name*, as a line; *agents* are by id.

    Of its ports the sockets count; all of them where it does not say which those are.
    """
    survey, place = device.survey, place_of(device, agents)
    agent = agents.get(device.agent)
    ports = [port for port in survey.ports if port.physical] or survey.ports
    return DeviceLine(
        id=device.id,
        name=name,
        kind=survey.kind,
        key=device.key,
        agent=device.agent,
        agent_hostname=agent.hostname if agent else "",
        site=place.site,
        department=place.department,
        room=place.room,
        address=survey.address,
        vendor=survey.vendor,
        model=survey.model,
        version=survey.version,
        serial=survey.serial,
        ports=len(ports),
        ports_up=sum(port.link == "up" for port in ports),
        first_seen=device.first_seen,
        survey_time=device.time,
        own_name=survey.name,
        answered=survey.answered,
    )
