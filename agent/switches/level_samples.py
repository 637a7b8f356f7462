"""Makes samples of what the readers of levels find; names are not yet unique."""

from collections.abc import Iterable, Iterator, Mapping

from agent.readers.snmp import entity_sensors, host_resources, printer
from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.poe import read_poe
from agent.readers.snmp.rows import Walk
from agent.readers.snmp.stp import read_stp
from agent.readers.snmp.values import number
from agent.shared.metric import Metric, Sample
from agent.switches import metrics as m
from agent.switches.fitting import short

_MEASURES: Mapping[str, tuple[Metric, str | None]] = {
    "cpu": (m.CPU_BUSY, "cpu"),
    "temperature": (m.TEMPERATURE, "sensor"),
    "fan": (m.FAN, "sensor"),
    "power": (m.POWER, "sensor"),
    "voltage": (m.VOLTAGE, "sensor"),
    "current": (m.CURRENT, "sensor"),
    "poe_budget": (m.POE_BUDGET, "group"),
    "poe_used": (m.POE_USED, "group"),
    "ups_charge": (m.UPS_CHARGE, None),
    "ups_runtime": (m.UPS_RUNTIME, None),
    "ups_on_battery": (m.UPS_ON_BATTERY, None),
    "ups_battery_ok": (m.UPS_BATTERY_OK, None),
    "ups_load": (m.UPS_LOAD, "line"),
    "ups_input": (m.UPS_INPUT, "line"),
}
_SENSORS: Mapping[str, tuple[Metric, str]] = {
    "celsius": (m.TEMPERATURE, "temperature"),
    "rpm": (m.FAN, "fan"),
    "watts": (m.POWER, "other"),
    "volts": (m.VOLTAGE, "voltage"),
    "volts_ac": (m.VOLTAGE, "voltage"),
    "amperes": (m.CURRENT, "other"),
}


def by_rules(told: Iterable[Level]) -> Iterator[Sample]:
    """Yield what rules found, without memory and the power of ports."""
    for level in told:
        if level.measure == "ok":
            yield m.SENSOR_OK.sample(
                level.value, sensor=short(level.name), part=level.part
            )
        elif level.measure in _MEASURES:
            metric, label = _MEASURES[level.measure]
            labels = {label: short(level.name)} if label else {}
            yield metric.sample(level.value, **labels)


def memory(walk: Walk, told: Iterable[Level]) -> Iterator[Sample]:
    """Yield the memory that rules found, else that of HOST-RESOURCES-MIB."""
    found = [level for level in told if level.measure == "memory"]
    for level in found:
        name = short(level.name)
        if level.size is None:
            yield m.MEMORY_RATIO.sample(level.value, memory=name)
        else:
            yield m.MEMORY_SIZE.sample(level.size, memory=name)
            yield m.MEMORY_USED.sample(level.value, memory=name)
    for store in () if found else host_resources.read_memory(walk):
        yield m.MEMORY_SIZE.sample(store.size, memory=short(store.name))
        yield m.MEMORY_USED.sample(store.used, memory=short(store.name))


def cpu_of_ucd(walk: Walk, told: Iterable[Level]) -> Iterator[Sample]:
    """Yield what UCD-SNMP-MIB says of the processors, if nothing else did."""
    idle = number(walk.get(host_resources.UCD_CPU_IDLE))
    known = any(level.measure == "cpu" for level in told)
    if idle is not None and 0 <= idle <= 100 and not known:
        yield m.CPU_BUSY.sample((100 - idle) / 100, cpu="CPU")


def storage(walk: Walk) -> Iterator[Sample]:
    """Yield size and use of disks."""
    for store in host_resources.read_storage(walk):
        yield m.STORAGE_SIZE.sample(store.size, storage=short(store.name))
        yield m.STORAGE_USED.sample(store.used, storage=short(store.name))


def sensors(walk: Walk) -> Iterator[Sample]:
    """Yield the sensors of ENTITY-MIB, those of ports last."""
    found = entity_sensors.read_sensors(walk)
    for sensor in sorted(found, key=lambda s: s.of_port):
        name = short(sensor.name)
        if sensor.kind not in _SENSORS:
            continue
        metric, part = _SENSORS[sensor.kind]
        if sensor.value is not None:
            yield metric.sample(sensor.value, sensor=name)
        if sensor.ok is not None and not sensor.of_port:
            yield m.SENSOR_OK.sample(float(sensor.ok), sensor=name, part=part)


def poe(walk: Walk) -> Iterator[Sample]:
    """Yield budget and use of each group of power ports."""
    found = read_poe(walk)
    for supply in found.main_pse if found else ():
        group = str(supply.group)
        if supply.power_w is not None and supply.power_w >= 0:
            yield m.POE_BUDGET.sample(supply.power_w, group=group)
        if supply.consumption_w is not None and supply.consumption_w >= 0:
            yield m.POE_USED.sample(supply.consumption_w, group=group)


def spanning_tree(walk: Walk) -> Iterator[Sample]:
    """Yield the changes of the spanning tree."""
    found = read_stp(walk)
    if found is not None and found.topology_changes is not None:
        yield m.STP_CHANGES.sample(found.topology_changes)


def of_printer(walk: Walk) -> Iterator[Sample]:
    """Yield pages and supplies."""
    pages = printer.read_pages(walk)
    if pages is not None:
        yield m.PRINTER_PAGES.sample(pages)
    for supply in printer.read_supplies(walk):
        if supply.ratio is not None:
            yield m.PRINTER_SUPPLY.sample(supply.ratio, supply=short(supply.name))
