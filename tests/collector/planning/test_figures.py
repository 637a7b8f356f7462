"""The figures of an office."""

import datetime as dt
from pathlib import Path

from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from collector.planning.figure_texts import DEFINITIONS
from collector.planning.figures import figures, measure
from collector.planning.need import needs
from collector.planning.shapes.estate import Estate, Machine, Window
from collector.planning.shapes.records import Purchase
from collector.planning_facts import load_planning

ROOT = Path(__file__).parents[3]
NOW = 1_795_487_100.0
YEAR_S = 365.25 * 86400
PLANNING = load_planning()
WELL = {
    "operating_system": {"": Item({"name": "Windows 11 Pro"})},
    "antivirus": {"defender": Item({"name": "Defender"})},
}


def machine(name, *kinds, facts=None, **more):
    """Return a machine with findings of *kinds*."""
    found = tuple(
        Finding(kind, "critical", subject)
        for kind, _, subject in (one.partition(":") for one in kinds)
    )
    return Machine(
        id=name,
        name=name,
        site="",
        department="",
        room="",
        role="",
        facts=WELL if facts is None else facts,
        findings=found,
        **more,
    )


def counted(*machines, purchases=(), life=5.0):
    """Return the figures of an office of *machines*."""
    estate = Estate(NOW, Window(1, 30, 20, 160), machines=machines)
    return measure(estate, needs(estate, PLANNING), purchases, life)


def test_every_figure_is_there_for_an_empty_office():
    """Counts are zero; what cannot be is not known."""
    values = counted()
    assert values.keys() == DEFINITIONS.keys()
    assert values["machines"] == 0
    assert values["machine_age_years"] is None
    assert values["heads"] is None


def test_machines_are_counted_by_what_is_wrong_with_them():
    """One machine may count in several figures."""
    values = counted(
        machine("a", days=10, hours=80, made=NOW - 6 * YEAR_S),
        machine("b", "os_unsupported", "backup_none", made=NOW - 8 * YEAR_S),
        machine("c", "not_known:backup", "antivirus_off", bought=NOW - YEAR_S),
        machine("d", facts={}),
    )
    assert values["machines"] == 4
    assert values["machines_working"] == 1
    assert values["machines_unsupported_system"] == 1
    assert values["machines_supported_system"] == 2
    assert values["machines_over_life"] == 2
    assert values["machine_age_years"] == 6.0
    assert values["machines_with_antivirus"] == 2
    assert values["machines_with_backup"] == 1
    assert values["machines_backup_unknown"] == 2


def test_money_is_that_of_the_quarter():
    """Purchases are given, not looked for."""
    bought = Purchase(
        id="1", target="machine:a", option="x", done=dt.date(2026, 11, 1), price_vnd=7
    )
    values = counted(purchases=(bought, bought))
    assert (values["purchases"], values["purchases_vnd"]) == (2, 14)


def test_without_a_useful_life_nobody_is_past_it():
    """It is not known then."""
    assert counted(machine("a"), life=None)["machines_over_life"] is None


def test_each_figure_says_where_it_comes_from():
    """In both languages, and of how many it is."""
    told = {one.id: one for one in figures(counted(machine("a"), machine("b")))}
    assert told["machines_working"].of == 2
    for one in told.values():
        assert one.title.vi
        assert one.title.en
        assert one.source.vi
        assert one.source.en


def test_the_reference_has_every_figure():
    """Who writes a formula looks them up there."""
    page = (ROOT / "docs/quarter-report.md").read_text(encoding="utf-8")
    for name, what in DEFINITIONS.items():
        row = f"| `{name}` | {what.title.en} | {what.title.vi} | {what.unit} |"
        assert row in page
