"""Devices that agents read over SNMP: who they are to the collector; pure."""

import hashlib
from collections.abc import Iterable, Mapping
from math import inf
from typing import NamedTuple

import msgspec

from collector.store.device import DeviceRecord, SurveyRecord
from collector.store.interface import Agent

CLOCK_SET_BACK_S = 300.0  # more than deliveries overtake each other


def device_id(agent: str, key: str) -> str:
    """Return the id of the device that *agent* calls *key*: 32 hex digits.

    It looks like an agent's id, so that roll-ups, live values, findings and events of
    a device are kept as those of a machine.
    """
    return hashlib.sha256(f"{agent}/{key}".encode()).hexdigest()[:32]


def known_until(old: DeviceRecord, came: SurveyRecord) -> float:
    """Return the time of what is known of a device, to compare that of *came* with it.

    What lies far in the future of its arrival is from before our clock was set back,
    and gives way.
    """
    future = came.received and old.time > came.received + CLOCK_SET_BACK_S
    return -inf if future else old.time


def kept(old: DeviceRecord | None, came: SurveyRecord) -> DeviceRecord:
    """Return what is kept of a device when *came* has come in.

    The newest survey counts, of equal times the last; one that comes late only says
    that the device was known earlier. A stub takes the place of no survey, and gives
    way to any.
    """
    if old is None:
        id_ = device_id(came.agent, came.survey.device)
        return DeviceRecord(
            id_, came.agent, came.survey.device, came.time, came.time, came.survey
        )
    first = min(old.first_seen, came.time)
    if _is_newer(old, came):
        return msgspec.structs.replace(old, first_seen=first)
    return msgspec.structs.replace(
        old, first_seen=first, time=came.time, survey=came.survey
    )


def _is_newer(old: DeviceRecord, came: SurveyRecord) -> bool:
    if old.survey.answered != came.survey.answered:
        return old.survey.answered
    return known_until(old, came) > came.time


def instance_names(devices: Iterable[DeviceRecord]) -> dict[str, str]:
    """Return a name for each device that no other has, in the order they came.

    It is the key, which a person chose; sysName is often empty, the model's, or the
    same everywhere. Who comes second with the same adds ``~`` and the first eight
    digits of its id (all of them if need be), whoever comes or goes later.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for device in sorted(devices, key=lambda d: (d.first_seen, d.id)):
        own = device.key or device.survey.name or device.id
        for name in (own, f"{own}~{device.id[:8]}", f"{own}~{device.id}"):
            if name not in taken:
                break
        names[device.id] = name
        taken.add(name)
    return names


def is_believed(device: DeviceRecord, agents: Mapping[str, Agent]) -> bool:
    """Return whether *device* counts: nobody believes a revoked agent any longer."""
    agent = agents.get(device.agent)
    return agent is None or agent.state != "revoked"


class Place(NamedTuple):
    """Where a device stands: what its survey says, else what its agent's record says."""

    site: str
    department: str
    room: str


def place_of(device: DeviceRecord, agents: Mapping[str, Agent]) -> Place:
    """Return where *device* stands; *agents* are by id."""
    survey, agent = device.survey, agents.get(device.agent)
    if agent is None:
        return Place(survey.site, survey.department, survey.room)
    return Place(
        survey.site or agent.site,
        survey.department or agent.department,
        survey.room or agent.room,
    )
