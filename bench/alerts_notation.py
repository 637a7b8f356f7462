"""How a series of a day is written for promtool, and read from the exposition."""

from collections.abc import Iterator

Values = list[float | None]
"""One value a minute; None: there is no series."""


def name_of(line: bytes) -> tuple[str, float]:
    """Return the series of one line of the exposition, and its value."""
    name, _, value = line.decode().strip().rpartition(" ")
    return name, float(value)


def notation(values: Values) -> str:
    """Return *values* as promtool's tests write a series; what ends becomes stale."""
    found: list[str] = []
    for value, count, ended in _runs(values):
        if value is None:
            if ended:
                found.append("stale")
            if count > ended:
                found.append(f"_x{count - ended}")
        else:
            text = f"{value:.0f}"
            found.append(f"{text}x{count - 1}" if count > 1 else text)
    return " ".join(found)


def _runs(values: Values) -> Iterator[tuple[float | None, int, bool]]:
    """Yield each value, how often it stands in a row, and whether a series ended before."""
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            ended = start > 0 and values[start] is None
            yield values[start], place - start, ended
            start = place
