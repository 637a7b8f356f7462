"""How warm the machine is."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Temperature

CELSIUS = Metric(
    "hatang_temperature_celsius",
    "gauge",
    "What the sensor measures (Linux hwmon, else thermal zones).",
    labels=("sensor",),
)
CRITICAL = Metric(
    "hatang_temperature_critical_celsius",
    "gauge",
    "Temperature at which the part protects itself, as its maker says.",
    labels=("sensor",),
)


class TemperatureProbe:
    """Reads the temperature sensors; of the processor the package, not each core."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        CELSIUS,
        CRITICAL,
    )

    def __init__(
        self, *, read: Callable[[], list[Temperature]] = system.temperatures
    ) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the temperature of each sensor.

        Raises:
            NoData: there is no sensor.
        """
        sensors = self._read()
        if not sensors:
            raise NoData("there is no temperature sensor that we can read")
        for one in sensors:
            yield from known(
                ((CELSIUS, one.celsius), (CRITICAL, one.critical)), sensor=one.sensor
            )
