"""The lesser parts of a survey."""

from agent.readers.snmp.level_reading import Level
from agent.readers.snmp.rows import oid
from agent.shared.survey import PowerBudget, SpanningTree, Supply
from agent.switches.survey_parts import (
    survey_modules,
    survey_power,
    survey_supplies,
    survey_tree,
    survey_vlans,
)

ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")


def test_modules_are_parts_worth_naming():
    """Of ports, slots and sensors only those with a serial number: transceivers."""
    classes = {1: 3, 2: 6, 3: 10, 4: 10, 5: 8, 6: 1, 7: 5}
    walk = {(*ENTITY, 5, part): kind for part, kind in classes.items()}
    walk |= {(*ENTITY, 13, part): b"MODEL" for part in (3, 4, 6)}
    walk |= {(*ENTITY, 11, part): b"SERIAL" for part in (1, 4)}
    walk |= {(*ENTITY, 4, 2): 1, (*ENTITY, 7, 2): b"PSU A", (*ENTITY, 2, 2): b"Supply"}
    found = survey_modules(walk)
    assert [(m.index, m.kind) for m in found] == [
        (1, "chassis"),
        (2, "powerSupply"),
        (4, "port"),
        (6, "other"),
    ]
    assert (found[1].name, found[1].description, found[1].contained_in) == (
        "PSU A",
        "Supply",
        1,
    )


def test_budgets_are_the_standards_or_the_vendors():
    """The standard counts first."""
    entry = oid("1.3.6.1.2.1.105.1.3.1.1")
    told = [
        Level("poe_budget", "1", 150.0, "other", (0,)),
        Level("poe_used", "1", 40.4, "other", (0,)),
    ]
    assert survey_power({}, told) == (PowerBudget(1, 150.0, 40.4),)
    walk = {(*entry, 2, 3): 370, (*entry, 3, 3): 1, (*entry, 4, 3): 115}
    assert survey_power(walk, told) == (PowerBudget(3, 370.0, 115.0, True),)
    assert survey_power({}, []) == ()


def test_supplies_vlans_and_trees_are_taken_over():
    """VLANs that no frame can be in are none."""
    prt = oid("1.3.6.1.2.1.43.11.1.1")
    walk = {(*prt, 6, 1, 1): b"Black", (*prt, 5, 1, 1): 3, (*prt, 9, 1, 1): -3}
    assert survey_supplies(walk) == (Supply("Black", "toner"),)
    static = oid("1.3.6.1.2.1.17.7.1.4.3.1.1")
    walk = {(*static, 7): b"office", (*static, 4095): b"x", (*static, 70000): b"y"}
    assert survey_vlans(walk) == ((7, "office"),)
    assert survey_vlans({}) == ()
    stp = oid("1.3.6.1.2.1.17.2")
    root = bytes([128, 0, 2, 0, 0, 0, 0, 1])
    assert survey_tree({(*stp, 5, 0): root}, {}) == SpanningTree(
        root="02:00:00:00:00:01", root_priority=32768
    )
    assert survey_tree({}, {}) is None
