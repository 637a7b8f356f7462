"""The shapes of attribution: what was seen by whom, and what is concluded."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

import msgspec

from agent.shared.wire import Scalar

State = Literal["good", "out", "loss", "slow", "dns"]
"""How a target was: ``dns``: its name could not be resolved."""
Cause = Literal["power", "lan", "line", "operator", "dns", "far_end", "pc", "unknown"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""The wider one first: it explains what the others see."""
Role = Literal[
    "gateway",
    "collector",
    "operator",
    "domestic",
    "international",
    "dns",
    "peer",
    "service",
]
WAY_ROLES: Mapping[str, Role] = {
    role: role for role in get_args(Role) if role != "service"
}
"""What a target of the path probe may be."""
BEYOND = frozenset({"operator", "domestic", "international", "dns"})
"""The roles of a line's targets that lie behind the gateway."""


class Target(NamedTuple):
    """What was asked; ``line`` is empty on the LAN path and of services."""

    name: str
    role: Role
    line: str = ""


class Span(NamedTuple):
    """A target was in one state from ``begin`` to ``end`` (Unix seconds)."""

    begin: float
    end: float
    state: State


class Gap(NamedTuple):
    """An observer said nothing. ``lost``: it had no time to say that it stops."""

    begin: float
    end: float
    lost: bool


class Observer(NamedTuple):
    """Who sees: a machine with an agent.

    ``way`` are the devices from its access switch up to the gateway, as far as they are
    known; ``battery``: it goes on without mains.
    """

    id: str
    name: str
    site: str
    way: tuple[str, ...] = ()
    battery: bool = False


class Site(NamedTuple):
    """What is known of one site in a window of time.

    ``use`` is the share of a line's contract that was used, in spans of (begin, end,
    share). ``maintenance`` are spans in which nothing is an incident.
    """

    name: str
    observers: tuple[Observer, ...]
    seen: Mapping[tuple[str, Target], tuple[Span, ...]]
    gaps: Mapping[str, tuple[Gap, ...]] = {}
    use: Mapping[str, tuple[tuple[float, float, float], ...]] = {}
    maintenance: tuple[tuple[float, float], ...] = ()


class Verdict(NamedTuple):
    """What one slice of time shows: a cause at a place, with the votes.

    ``votes`` count observers and targets that speak for it, ``against`` those that do
    not fit; ``victims`` are the observers, ``targets`` the targets that suffer.
    """

    cause: Cause
    place: str
    kind: str
    votes: int
    against: int
    victims: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


class Incident(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cause at one place, from its beginning to its end (None: it goes on).

    ``kind`` says how it shows (``out``, ``loss``, ``slow``, ``full``,
    ``international``, ``dns``). ``confidence`` is 0 to 1; ``evidence`` holds what a
    person can check: how many saw it and how many did not, when, what suffered.
    """

    id: str
    cause: Cause
    site: str
    place: str
    kind: str
    begin: float
    end: float | None
    confidence: float
    evidence: dict[str, Scalar] = {}
    victims: tuple[str, ...] = ()


def confidence(votes: int, against: int) -> float:
    """Return how sure *votes* for and *against* make, by Laplace's rule of succession.

    One alone is no more than a guess of 2 to 1; ten without contradiction are 0.92.
    """
    return (votes + 1) / (votes + against + 2)
