"""What a device last said of itself, out of its series. Pure."""

from collections.abc import Iterable, Mapping

from agent.shared.wire import Declaration
from collector.web.lan.model import Levels

_DEVICE = "hatang_device_"
MOST_OTHERS = 1000


def levels_of(series: Iterable[tuple[Declaration, Mapping[str, str], float]]) -> Levels:
    """Return the levels of one device; of several processors the mean counts."""
    others: dict[tuple[str, tuple[str, ...]], float] = {}
    for declaration, labels, value in series:
        if declaration.name.startswith(_DEVICE) and len(others) < MOST_OTHERS:
            others[(declaration.name, tuple(labels.values()))] = value
    cpu = _all(others, "cpu_busy_ratio")
    temperatures = _all(others, "temperature_celsius")
    size = {
        labels: v
        for (n, labels), v in others.items()
        if n == _DEVICE + "memory_size_bytes"
    }
    used = {
        labels: v
        for (n, labels), v in others.items()
        if n == _DEVICE + "memory_used_bytes"
    }
    shares = [v / size[labels] for labels, v in used.items() if size.get(labels, 0) > 0]
    poe_used, poe_budget = (
        _all(others, "poe_used_watts"),
        _all(others, "poe_budget_watts"),
    )
    return Levels(
        cpu_ratio=sum(cpu) / len(cpu) if cpu else None,
        memory_ratio=max([*shares, *_all(others, "memory_used_ratio")], default=None),
        temperature_celsius=max(temperatures) if temperatures else None,
        boot_timestamp_s=next(iter(_all(others, "boot_timestamp_seconds")), None),
        poe_used_watts=sum(poe_used) if poe_used else None,
        poe_budget_watts=sum(poe_budget) if poe_budget else None,
        others=others,
    )


def _all(series: Mapping[tuple[str, tuple[str, ...]], float], name: str) -> list[float]:
    return [
        value for (full, _labels), value in series.items() if full == _DEVICE + name
    ]
