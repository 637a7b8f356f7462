"""What a device measures of itself, as samples: loads, memory, sensors, supplies, trees.

Names are unique within a device and stay: they are those of the device's own tables.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from agent.readers.snmp import entity_sensors, host_resources, printer
from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY
from agent.readers.snmp.entity_sensors import CISCO_SENSOR_ENTRY, SENSOR_ENTRY
from agent.readers.snmp.host_resources import STORAGE_ENTRY
from agent.readers.snmp.level_reading import read_levels
from agent.readers.snmp.level_rules import LevelRules, shipped
from agent.readers.snmp.poe_ports import POWER_ETHERNET
from agent.readers.snmp.poe_ports import columns as poe_columns
from agent.readers.snmp.rows import Indexed, Oid, Walk, below, oid
from agent.readers.snmp.stp import CHANGES, ROOT
from agent.shared.metric import Sample
from agent.switches import level_samples
from agent.switches.port_power import PORT_MEASURES, port_power_samples

MOST_SERIES = 128
"""Of one metric; what is more is left out, the sensors of transceivers first."""
MOST_PORTS = 2000
"""Of a metric of ports."""

SYS_OBJECT_ID = oid("1.3.6.1.2.1.1.2.0")
_ENTITY_NAMES = (2, 7)
_BUDGETS = frozenset({"poe_budget", "poe_used"})


def level_bases(walk: Walk, rules: LevelRules | None = None) -> tuple[Oid, ...]:
    """Return the columns to read for ``levels``: those that *walk*, of a survey, has.

    Names and units are among them, so that what they give stands for itself.
    """
    known = Indexed(walk)
    told = (shipped() if rules is None else rules).of(walk.get(SYS_OBJECT_ID))
    columns = [
        column for rule in told if _stands(known, rule.rows) for column in rule.columns
    ]
    if any(rule.via or rule.entity for rule in told if _stands(known, rule.rows)):
        columns += [(*ENT_PHYSICAL_ENTRY, column) for column in _ENTITY_NAMES]
    for first, others in (
        (SENSOR_ENTRY, entity_sensors.columns()),
        (CISCO_SENSOR_ENTRY, entity_sensors.columns()),
        (STORAGE_ENTRY, host_resources.columns()),
        (host_resources.UCD, host_resources.columns()),
        (printer.PRINTER, printer.columns()),
        (POWER_ETHERNET, poe_columns()),
        (CHANGES, (CHANGES, ROOT)),
    ):
        columns += others if _stands(known, first) else ()
    if any(rule.measure in PORT_MEASURES for rule in told if _stands(known, rule.rows)):
        columns += poe_columns()
    there = (column for column in dict.fromkeys(columns) if _stands(known, column))
    return (SYS_OBJECT_ID[:-1], *there)


def _stands(walk: Walk, column: Oid) -> bool:
    return any(True for _ in below(walk, column))


def levels(walk: Walk, rules: LevelRules | None = None) -> list[Sample]:
    """Return all levels in *walk*: what stands below ``level_bases``, or a whole survey.

    No series comes twice; of one metric there are ``MOST_SERIES`` at most.
    """
    known = Indexed(walk)
    told = read_levels(known, shipped() if rules is None else rules)
    budgets = list(level_samples.poe(known))
    others = [x for x in told if not budgets or x.measure not in _BUDGETS]
    samples = [
        *level_samples.by_rules(others),
        *level_samples.cpu_of_ucd(known, told),
        *level_samples.memory(known, told),
        *level_samples.storage(known),
        *level_samples.sensors(known),
        *budgets,
        *level_samples.spanning_tree(known),
        *level_samples.of_printer(known),
        *port_power_samples(known, told),
    ]
    return list(_unique(samples))


def _unique(samples: Iterable[Sample]) -> Iterator[Sample]:
    """Yield *samples* with names that stand twice numbered: ``fan``, ``fan 2``.

    A series without labels has only its first value.
    """
    seen: set[tuple[str, tuple[str, ...]]] = set()
    count: Counter[str] = Counter()
    for sample in samples:
        name, labels = sample.metric.name, sample.labels
        most = (
            MOST_PORTS if labels and sample.metric.labels[0] == "port" else MOST_SERIES
        )
        if count[name] >= most:
            continue
        place = 1
        while (name, labels) in seen and labels and place <= MOST_SERIES:
            place += 1
            labels = (f"{sample.labels[0]} {place}", *sample.labels[1:])
        if (name, labels) not in seen:
            seen.add((name, labels))
            count[name] += 1
            yield sample._replace(labels=labels)
