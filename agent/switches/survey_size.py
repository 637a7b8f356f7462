"""Keeps a survey within what the wire takes, and says what had to go."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from agent.shared.survey import (
    MOST_BYTES,
    MOST_NEIGHBOURS,
    MOST_PORTS,
    MOST_STATIONS,
    Station,
    Survey,
)

MOST_MODULES = 1000
_LONG_LIST = 64
_LEAST = 16
"""Below so many rows nothing more is cut: the rest of the survey must be smaller."""

Cut = Callable[[Survey], Survey]


def fitted(survey: Survey, most_bytes: int = MOST_BYTES) -> Survey:
    """Return *survey* with all lists within their bounds, and *most_bytes* as JSON.

    Lists of tagged VLANs go first, then parts, then addresses. Of stations those go
    first that stand behind the busiest ports: uplinks show what others know better.
    ``incomplete`` names what was cut.
    """
    found = _bounded(survey)
    for cut in (_without_long_tagged, _without_modules):
        if _size(found) > most_bytes:
            found = cut(found)
    while _size(found) > most_bytes:
        longest = max(_LISTS, key=lambda name: len(getattr(found, name)))
        rows = getattr(found, longest)
        if len(rows) <= _LEAST:
            break
        found = _shortened(found, longest, len(rows) * 3 // 4)
    return found


_LISTS = ("stations", "hosts", "neighbours", "ports", "vlans", "modules")


def _size(survey: Survey) -> int:
    return len(msgspec.json.encode(survey))


def _bounded(survey: Survey) -> Survey:
    most = {
        "ports": MOST_PORTS,
        "neighbours": MOST_NEIGHBOURS,
        "stations": MOST_STATIONS,
        "hosts": MOST_STATIONS,
        "modules": MOST_MODULES,
    }
    for name, bound in most.items():
        if len(getattr(survey, name)) > bound:
            survey = _shortened(survey, name, bound)
    return survey


def _shortened(survey: Survey, name: str, most: int) -> Survey:
    rows = getattr(survey, name)
    kept = _nearest(rows, most) if name == "stations" else rows[:most]
    return _noted(survey, name, **{name: kept})


def _nearest(stations: Sequence[Station], most: int) -> tuple[Station, ...]:
    """Return *most* of *stations*, of the ports with the fewest first, in their order."""
    count = Counter(station.port for station in stations)
    order = sorted(
        range(len(stations)),
        key=lambda place: (stations[place].port is None, count[stations[place].port]),
    )
    return tuple(stations[place] for place in sorted(order[:most]))


def _without_long_tagged(survey: Survey) -> Survey:
    ports = tuple(
        msgspec.structs.replace(port, tagged=())
        if len(port.tagged) > _LONG_LIST
        else port
        for port in survey.ports
    )
    return survey if ports == survey.ports else _noted(survey, "tagged", ports=ports)


def _without_modules(survey: Survey) -> Survey:
    modules = tuple(module for module in survey.modules if module.serial)
    if len(modules) == len(survey.modules):
        return survey
    return _noted(survey, "modules", modules=modules)


def _noted(survey: Survey, what: str, **changes: object) -> Survey:
    noted = tuple(dict.fromkeys((*survey.incomplete, what)))
    return msgspec.structs.replace(survey, incomplete=noted, **changes)
