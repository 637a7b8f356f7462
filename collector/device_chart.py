"""From the journal to the points of a chart of one device. Pure."""

from collections.abc import Collection, Iterable, Mapping

from agent.shared.wire import Table
from collector.device_signals import DeviceValues, Plan, device_signals
from collector.readings import device_values, readings_by_device
from collector.store.interface import StoredReport

Sums = dict[int, tuple[float, int]]


def device_points(  # noqa: PLR0913 - as chart_points, of one device
    reports: Iterable[StoredReport],
    tables: Mapping[str, Table],
    device: str,
    names: Collection[str],
    *,
    start: float,
    end: float,
    buckets: int,
) -> dict[str, list[tuple[float, float]]]:
    """Return for each signal of *names* the means of *buckets* equal parts of time.

    *reports* are those of the agent that reads the device with the key *device*, in
    order of time. A point is (time of the middle, mean); a part without values has none.
    """
    width = (end - start) / buckets
    sums: dict[str, Sums] = {name: {} for name in names}
    plans: dict[str, Plan] = {}
    last: dict[str, DeviceValues] = {}
    for report in reports:
        place = int((report.time - start) // width)
        for key, reading in readings_by_device(report.body, tables):
            if key != device:
                continue
            values = device_values(reading, tables, plans)
            if values is None:
                continue
            _narrow(values.plan, names)
            probe = tables[reading.table].probe
            if 0 <= place < buckets:
                for name, value in device_signals(last.get(probe), values):
                    if name in sums:
                        total, count = sums[name].get(place, (0.0, 0))
                        sums[name][place] = (total + value, count + 1)
            last[probe] = values
    return {
        name: [
            (start + (place + 0.5) * width, total / count)
            for place, (total, count) in sorted(parts.items())
        ]
        for name, parts in sums.items()
    }


def _narrow(plan: Plan, names: Collection[str]) -> None:
    """Leave out of *plan* the ports that nobody asks for: a chart is of one."""
    if len(plan.ports) > 1:
        plan.ports = [
            port for port in plan.ports if not set(port.names).isdisjoint(names)
        ]
