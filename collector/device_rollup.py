"""From the reports of an agent to the roll-ups of its devices, one after the other."""

from collections.abc import Iterable, Iterator, Mapping

from agent.shared.wire import Table
from collector.device_signals import (
    MOST_PORTS,
    PORT_CHART_ONLY,
    PORT_SIGNALS,
    DeviceValues,
    Plan,
    device_signals,
)
from collector.readings import DeviceReading, device_values, readings_by_device
from collector.rollup_row import Rollup
from collector.sketch import Sketch
from collector.store.interface import StoredReport
from collector.surveys import MOST_DEVICES

HOUR_S = 3600
MOST_SKETCHES = (MOST_PORTS + 1) * len(PORT_SIGNALS)  # of one device
_CHART_ONLY = tuple(f"{name}{{" for name in PORT_CHART_ONLY)

_Told = list[tuple[float, DeviceReading]]  # by the time of the report


def device_rollups(
    reports: Iterable[StoredReport], tables: Mapping[str, Table], *, hour: int
) -> Iterator[tuple[str, Rollup]]:
    """Yield the key and the sketches of *hour* of each device that *reports* tell of.

    *reports* are those of one agent, as for ``roll_up``. A device counts the reports
    that tell of it.
    """
    told: dict[str, _Told] = {}
    for report in reports:
        for device, reading in readings_by_device(report.body, tables):
            of_device = told.get(device)
            if of_device is None:
                if len(told) >= MOST_DEVICES:
                    continue
                of_device = told[device] = []
            of_device.append((report.time, reading))
    for device in sorted(told):
        rollup = _roll_up(told.pop(device), tables, hour)
        if rollup.reports:
            yield device, rollup


def _roll_up(told: _Told, tables: Mapping[str, Table], hour: int) -> Rollup:
    plans: dict[str, Plan] = {}
    sketches: dict[str, Sketch] = {}
    last: dict[str, DeviceValues] = {}  # by probe
    times = set()
    for time, reading in told:
        counts = time // HOUR_S == hour
        if counts:
            times.add(time)
        values = device_values(reading, tables, plans)
        if values is None:
            continue
        probe = tables[reading.table].probe
        if counts:
            _add(sketches, device_signals(last.get(probe), values))
        last[probe] = values
    return Rollup(len(times), sketches)


def _add(sketches: dict[str, Sketch], found: Iterable[tuple[str, float]]) -> None:
    for name, value in found:
        if name.startswith(_CHART_ONLY):
            continue
        sketch = sketches.get(name)
        if sketch is None:
            if len(sketches) >= MOST_SKETCHES:
                continue
            sketch = sketches[name] = Sketch()
        sketch.add(value)
