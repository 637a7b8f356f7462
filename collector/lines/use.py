"""When a line is used, and how far: the busy hour, and what is rarely exceeded. Pure."""

from collections.abc import Callable, Mapping

import msgspec

from collector.sketch import Sketch

DOWN, UP = "line_receive_ratio", "line_transmit_ratio"
HOURS = 24
Place = Callable[[int], tuple[int, bool]]
"""Of an hour since 1970: the local hour of the day, and whether people work then."""


class Use(msgspec.Struct, frozen=True):
    """The use of a line in working hours, as shares of the contract; None: not known.

    ``by_hour`` has the mean (down, up) of each local hour of a working day,
    ``busy_hour`` is the one with the highest mean of either.
    """

    by_hour: tuple[tuple[float | None, float | None], ...]
    busy_hour: int | None
    p95_down: float | None
    p95_up: float | None


def use_of(hours: Mapping[int, Mapping[str, Sketch]], place: Place) -> Use:
    """Return what *hours* (roll-ups, by hour since 1970) say of working hours."""
    downs, ups = _by_hour(hours, DOWN, place), _by_hour(hours, UP, place)
    by_hour = tuple((downs[n].mean, ups[n].mean) for n in range(HOURS))
    known = [
        (max(value for value in both if value is not None), -number)
        for number, both in enumerate(by_hour)
        if any(value is not None for value in both)
    ]
    return Use(
        by_hour,
        -max(known)[1] if known else None,
        _whole(downs).quantile(0.95),
        _whole(ups).quantile(0.95),
    )


def _by_hour(
    hours: Mapping[int, Mapping[str, Sketch]], signal: str, place: Place
) -> list[Sketch]:
    found = [Sketch() for _ in range(HOURS)]
    for hour, sketches in hours.items():
        local, working = place(hour)
        if working and signal in sketches:
            found[local].merge(sketches[signal])
    return found


def _whole(parts: list[Sketch]) -> Sketch:
    whole = Sketch()
    for part in parts:
        whole.merge(part)
    return whole
