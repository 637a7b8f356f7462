"""What is measured of simulated broadband lines.

There are no reports of their past: their hourly roll-ups are written as such, with the
owner ``line:<id>``.
"""

from collections.abc import Iterator
from random import Random

from collector.rollup_row import Rollup, encode_rollup
from collector.simulator.rhythm import Calendar, busy, works
from collector.simulator.shapes import Wan
from collector.sketch import Sketch
from collector.store.interface import RollupRow

HOUR_S = 3600
_EVERY = 4  # values an hour
_FIRST, _LAST = 6, 22  # hours of the local day that are measured


def owner(line: Wan) -> str:
    """Return under which name roll-ups of *line* are kept."""
    return f"line:{line.id}"


def line_rows(line: Wan, calendar: Calendar, seed: int) -> Iterator[RollupRow]:
    """Yield the roll-ups of *line*, hour by hour, none of the running hour."""
    draw = Random(f"line {seed} {line.id}")
    for day, _ago, midnight in calendar.each():
        for number in range(_FIRST, _LAST):
            begin = midnight + number * HOUR_S
            if begin + HOUR_S > calendar.now:
                return
            sketches: dict[str, Sketch] = {}
            for part in range(_EVERY):
                second = (number + part / _EVERY) * HOUR_S
                level = busy(second, day) if works(day) else 0.02
                for name, value in _values(line, level, number, draw).items():
                    sketches.setdefault(name, Sketch()).add(value)
            packed = encode_rollup(Rollup(_EVERY, sketches))
            yield RollupRow(owner(line), int(begin // HOUR_S), packed)


def _values(line: Wan, level: float, hour: int, draw: Random) -> dict[str, float]:
    """Return one value of each signal at a *level* of work."""
    use = line.receive * level * draw.lognormvariate(0, 0.18)
    if hour >= 18:
        use = line.evening * draw.gauss(1, 0.02)
    use = min(use, line.throughput)
    full = max(0.0, use - 0.85) / 0.15
    found = {
        "line_receive_ratio": use,
        "line_transmit_ratio": min(1.0, line.transmit * level * draw.uniform(0.6, 1.3)),
        "line_throughput_ratio": line.throughput * draw.gauss(1, 0.012),
        "line_rtt_seconds": line.rtt_s * draw.uniform(0.9, 1.25) + 0.05 * full,
        "line_jitter_seconds": 0.002 * draw.uniform(0.5, 2) + 0.02 * full,
        "line_loss_ratio": max(0.0, 0.006 * full * draw.uniform(0.3, 1)),
        "line_up_ratio": 1.0,
        "line_watched_seconds": HOUR_S / _EVERY,
    }
    if line.international_mbps is not None:
        found["line_international_ratio"] = line.international * draw.gauss(1, 0.03)
    return found
