"""Events that follow from a device's new survey: it is new, another, moved, cabled anew.

What the polling agent tells as an event of its own (links, restarts, silence) is left
out here, so that nothing is told twice.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from agent.shared.survey import Neighbour, Survey
from agent.shared.wire import Event, Scalar

Severity = Literal["info", "warning", "critical"]
REPLACED = "device_replaced"  # agents notice it, too
MOST_EVENTS = 50  # of one change; the first are told
_INFRASTRUCTURE = frozenset({"bridge", "router", "repeater", "wlan_access_point"})
_TOLD: tuple[tuple[str, str, Severity], ...] = (  # of a survey: attribute, event
    ("model", "device_model_changed", "warning"),
    ("version", "device_version_changed", "info"),
    ("address", "device_address_changed", "info"),
)


class _Peer(NamedTuple):
    """A switch, router or access point that announces itself on a port."""

    port: str  # its key
    name: str


def events_between(before: Survey | None, after: Survey) -> list[Event]:
    """Return what happened to a device from one survey to the next, at most MOST_EVENTS.

    *before* is None for a device that was never surveyed; a stub is as good as none, and
    tells nothing. What one of the two does not
    know has not changed.
    """
    if not after.answered:
        return []
    if before is None or not before.answered:
        found = _event(
            after,
            "device_first_seen",
            kind=after.kind,
            model=f"{after.vendor} {after.model}".strip(),
            address=after.address,
        )
        return [found]
    return [*_identity(before, after), *_neighbours(before, after)][:MOST_EVENTS]


def _identity(before: Survey, after: Survey) -> Iterator[Event]:
    if before.serial and after.serial and before.serial != after.serial:
        yield _event(
            after,
            REPLACED,
            "warning",
            before=before.serial,
            after=after.serial,
            model=after.model,
        )
        return  # another device has another model, too
    for name, kind, severity in _TOLD:
        old, new = getattr(before, name), getattr(after, name)
        if old and new and old != new:
            yield _event(after, kind, severity, before=old, after=new)


def _neighbours(before: Survey, after: Survey) -> Iterator[Event]:
    old, new = _peers(before), _peers(after)
    if "neighbours" in before.incomplete or not _speaks(before):
        new &= old  # whoever was not read before has not just come
    if "neighbours" in after.incomplete or not _speaks(after):
        old &= new
    for peer in sorted(old - new):
        yield _event(
            after, "neighbour_gone", "warning", port=peer.port, neighbour=peer.name
        )
    for peer in sorted(new - old):
        yield _event(after, "neighbour_appeared", port=peer.port, neighbour=peer.name)


def _speaks(survey: Survey) -> bool:
    """Return whether *survey* was able to tell of neighbours at all."""
    return "neighbours" not in survey.problems


def _peers(survey: Survey) -> set[_Peer]:
    """Return who hangs on the uplinks of a device; LLDP and CDP tell of one peer once."""
    keys = {port.index: port.key for port in survey.ports}
    root = survey.spanning_tree.root_port if survey.spanning_tree else None
    return {
        _Peer(keys.get(n.port, str(n.port)), name)
        for n in survey.neighbours
        if n.port is not None
        and (n.port == root or _is_infrastructure(n))
        and (name := _name(n))
    }


def _is_infrastructure(neighbour: Neighbour) -> bool:
    """Return whether it is no mere end: telephones are bridges, too."""
    told = set(neighbour.capabilities)
    return bool(told & _INFRASTRUCTURE) and "telephone" not in told


def _name(neighbour: Neighbour) -> str:
    """Return what LLDP and CDP agree to call it: the host name without its domain."""
    name = neighbour.name or neighbour.chassis
    return name.split(".")[0].split("(")[0] if neighbour.name else name


def _event(
    survey: Survey, kind: str, severity: Severity = "info", /, **more: Scalar
) -> Event:
    known: dict[str, Scalar] = {n: v for n, v in more.items() if v not in (None, "")}
    return Event(kind, 0.0, severity, known, survey.device)
