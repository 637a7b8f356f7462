"""What the store keeps of devices, of where machines hung, and of rules for links."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from agent.shared.survey import Survey


class DeviceRecord(msgspec.Struct, frozen=True):
    """The newest survey of one device; ``time`` is when it was made, by our clock.

    ``id`` is ``collector.devices.device_id(agent, key)``.
    """

    id: str
    agent: str
    key: str
    first_seen: float
    time: float
    survey: Survey


class SurveyRecord(msgspec.Struct, frozen=True):
    """A survey that has come in, at a time corrected to our clock.

    ``spool`` and ``sequence``, which are not kept, may name the report that brought it:
    it then counts only if that report is new. ``received`` is when it came, 0 if that
    is not known; it is not kept either.
    """

    agent: str
    time: float
    survey: Survey
    spool: str = ""
    sequence: int = 0
    received: float = 0.0


class Sighting(msgspec.Struct, frozen=True):
    """A machine hung at a port from ``first`` to ``last``.

    ``port`` is the port's key. A machine that comes back after a while elsewhere has
    several; the same place again within ``GAP_S`` only moves ``last``.
    """

    mac: str
    device: str
    port: str
    first: float
    last: float
    vlan: int | None = None


class LinkRule(msgspec.Struct, frozen=True):
    """A person knows better: this link is there (``pin``), or is not (``forbid``).

    ``a`` is a device's id and ``a_port`` the key of its port; ``b`` is a device's id
    with its ``b_port`` (which may be empty), or the MAC address of a machine.
    """

    action: Literal["pin", "forbid"]
    a: str
    a_port: str
    b: str
    b_port: str = ""
    note: str = ""
    actor: str = ""
    time: float = 0.0

    @property
    def name(self) -> tuple[str, str, str, str]:
        """By what it is found; one link has one rule."""
        return (self.a, self.a_port, self.b, self.b_port)


class DeviceStore(Protocol):
    """The part of a Store that keeps devices; surveys come with ``Store.commit``."""

    def devices(self) -> list[DeviceRecord]:
        """Return the newest survey of every device, by first_seen and id."""

    def device(self, device: str) -> DeviceRecord | None:
        """Return one device, or None."""

    def survey_times(self) -> dict[str, float]:
        """Return the time of the newest survey of every device, by id."""

    def forget_device(self, device: str) -> bool:
        """Delete a device's survey, sightings and findings; False if it is not there.

        What it counted and what happened to it goes by age.
        """

    def sightings(
        self,
        *,
        mac: str | None = None,
        device: str | None = None,
        start: float = 0.0,
        limit: int = 1000,
    ) -> list[Sighting]:
        """Return where machines hung with last >= *start*, the latest first."""

    def put_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Insert or replace *sightings* by mac, device, port and first."""

    def link_rules(self) -> list[LinkRule]:
        """Return all rules, oldest first."""

    def put_link_rule(self, rule: LinkRule) -> None:
        """Insert or replace *rule* by its name."""

    def remove_link_rule(self, name: tuple[str, str, str, str]) -> bool:
        """Delete one rule; False if it is not there."""
