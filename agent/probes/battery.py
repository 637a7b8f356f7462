"""How much the battery holds, and whether the mains are there."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Battery

CHARGE = Metric(
    "hatang_battery_charge_ratio", "gauge", "How full the battery is, from 0 to 1."
)
MAINS = Metric(
    "hatang_power_mains",
    "gauge",
    "1 if the machine runs on mains, 0 if on its battery.",
)
FULL = Metric(
    "hatang_battery_full_joules",
    "gauge",
    "Energy that the battery holds when it is full (Linux power_supply).",
)
DESIGN = Metric(
    "hatang_battery_design_joules",
    "gauge",
    "Energy that the battery held when it was new (Linux power_supply).",
)
CYCLES = Metric(
    "hatang_battery_cycles_total",
    "counter",
    "Charge cycles that the battery counted (Linux power_supply).",
)


class BatteryProbe:
    """Reads the first battery of the machine."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        CHARGE,
        MAINS,
        FULL,
        DESIGN,
        CYCLES,
    )

    def __init__(self, *, read: Callable[[], Battery | None] = system.battery) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield what is known of the battery.

        Raises:
            NoData: there is no battery.
        """
        now = self._read()
        if now is None:
            raise NoData("there is no battery")
        yield from known(
            (
                (CHARGE, now.charge),
                (MAINS, None if now.mains is None else int(now.mains)),
                (FULL, now.full_j),
                (DESIGN, now.design_j),
                (CYCLES, now.cycles),
            )
        )
