"""Samples of what readers of levels find."""

from agent.readers.snmp.entity_sensors import SENSOR_ENTRY
from agent.readers.snmp.host_resources import STORAGE_ENTRY
from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.printer import MARKER_ENTRY, SUPPLY_ENTRY
from agent.readers.snmp.rows import oid
from agent.switches import level_samples, metrics

FIXED = oid("1.3.6.1.2.1.25.2.1.4")
RAM = oid("1.3.6.1.2.1.25.2.1.2")


def plain(samples):
    """Return name, labels and value of each."""
    return [(s.metric, s.labels, s.value) for s in samples]


def level(measure, name, value, part="other", size=None):
    """Return one level."""
    return Level(measure, name, value, part, (1,), size)


def storage(index, kind, name):
    """Return a storage of 4 MiB, half in use."""
    told = (kind, name, 1024, 4096, 2048)
    return {(*STORAGE_ENTRY, c, index): cell for c, cell in enumerate(told, 2)}


def test_each_measure_has_its_metric():
    """With the name as its label, where there may be several."""
    told = [
        level("cpu", "CPU 1", 0.5),
        level("ups_charge", "battery", 1.0),
        level("ok", "fan\n1", 0.0, "fan"),
        level("memory", "m", 5, size=10),
        level("port_watts", "1", 5),
    ]
    assert plain(level_samples.by_rules(told)) == [
        (metrics.CPU_BUSY, ("CPU 1",), 0.5),
        (metrics.UPS_CHARGE, (), 1.0),
        (metrics.SENSOR_OK, ("fan 1", "fan"), 0.0),
    ]


def test_memory_is_the_vendors_or_the_standards():
    """Without a size it is a share."""
    walk = storage(1, RAM, b"Physical memory")
    told = [level("memory", "a", 5, size=10), level("memory", "b", 0.4)]
    assert plain(level_samples.memory(walk, told)) == [
        (metrics.MEMORY_SIZE, ("a",), 10),
        (metrics.MEMORY_USED, ("a",), 5),
        (metrics.MEMORY_RATIO, ("b",), 0.4),
    ]
    assert plain(level_samples.memory(walk, [])) == [
        (metrics.MEMORY_SIZE, ("Physical memory",), 1 << 22),
        (metrics.MEMORY_USED, ("Physical memory",), 1 << 21),
    ]


def test_the_processors_of_ucd_count_where_nobody_else_tells():
    """Idle is not busy."""
    walk = {oid("1.3.6.1.4.1.2021.11.11.0"): 97}
    assert plain(level_samples.cpu_of_ucd(walk, [])) == [
        (metrics.CPU_BUSY, ("CPU",), 0.03)
    ]
    assert not plain(level_samples.cpu_of_ucd(walk, [level("cpu", "1", 0.1)]))
    assert not plain(level_samples.cpu_of_ucd({}, []))


def test_disks_have_size_and_use():
    """By their names."""
    assert plain(level_samples.storage(storage(1, FIXED, b"C:"))) == [
        (metrics.STORAGE_SIZE, ("C:",), 1 << 22),
        (metrics.STORAGE_USED, ("C:",), 1 << 21),
    ]


def test_sensors_have_the_metric_of_their_unit():
    """Those of transceivers come last and are not judged; light is left out."""
    walk = {}
    for index, kind in ((1, 8), (2, 10), (3, 14)):
        told = (kind, 9, 0, 40, 1)
        walk |= {(*SENSOR_ENTRY, c, index): cell for c, cell in enumerate(told, 1)}
    walk[(*oid("1.3.6.1.2.1.47.1.1.1.1.5"), 1)] = 10
    assert plain(level_samples.sensors(walk)) == [
        (metrics.FAN, ("sensor 2",), 40),
        (metrics.SENSOR_OK, ("sensor 2", "fan"), 1.0),
        (metrics.TEMPERATURE, ("sensor 1",), 40),
    ]


def test_budgets_trees_and_printers_are_told():
    """What they do not say makes no sample."""
    entry = oid("1.3.6.1.2.1.105.1.3.1.1")
    walk = {(*entry, 2, 1): 370, (*entry, 4, 1): 115, (*entry, 2, 2): -1}
    assert plain(level_samples.poe(walk)) == [
        (metrics.POE_BUDGET, ("1",), 370),
        (metrics.POE_USED, ("1",), 115),
    ]
    stp = oid("1.3.6.1.2.1.17.2")
    walk = {(*stp, 5, 0): bytes([128, 0, 2, 0, 0, 0, 0, 1]), (*stp, 4, 0): 7}
    assert plain(level_samples.spanning_tree(walk)) == [(metrics.STP_CHANGES, (), 7)]
    walk = {(*MARKER_ENTRY, 4, 1, 1): 99, (*SUPPLY_ENTRY, 6, 1, 1): b"Black"}
    walk |= {(*SUPPLY_ENTRY, 8, 1, 1): 100, (*SUPPLY_ENTRY, 9, 1, 1): 25}
    walk |= {(*SUPPLY_ENTRY, 9, 1, 2): -3}
    assert plain(level_samples.of_printer(walk)) == [
        (metrics.PRINTER_PAGES, (), 99),
        (metrics.PRINTER_SUPPLY, ("Black",), 0.25),
    ]
