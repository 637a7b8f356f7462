"""One row for each machine, typed, and empty where nobody knows."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Item
from collector.store.interface import Agent
from collector.web.i18n import Tongue
from collector.web.inventory import (
    COLUMNS,
    FACT_HEAD,
    FINDING_HEAD,
    Entry,
    fact_rows,
    finding_rows,
    head,
    machine_row,
    titles,
)
from tests.support.sample_fleet import (
    agent_id,
    page_services,
    sample_fleet,
)

EN, VI = Tongue("en"), Tongue("vi")


@pytest.fixture(scope="module")
def entry():
    """Return a function that makes the entry of a machine of the sample fleet."""
    services = page_services(*sample_fleet())

    def make(number):
        me = agent_id(number)
        record = services.store.latest_facts(me)
        return Entry(
            services.store.agent(me),
            "fresh",
            1_795_487_000.0,
            record.facts if record else {},
            services.findings.judged(me),
        )

    return make


def named(entry, tongue=EN):
    """Return one row by the titles of its columns."""
    return dict(zip(head(tongue), machine_row(entry, tongue), strict=True))


def test_a_machine_is_told_in_typed_cells(entry):
    """Numbers are numbers, and times the clock of the pages."""
    row = named(entry(7))
    assert row["Name"] == "PC-VP-07"
    assert row["RAM (GB)"] == 8.0
    assert (row["Slots"], row["Empty slots"], row["At most (GB)"]) == (2, 1, 32.0)
    assert row["Worst verdict on a drive"] == "failing"
    assert row["Drives"] == "SSD 256\u00a0GB KINGSTON SA400S37240G"
    assert row["Last backup"] == datetime(2026, 11, 1, 9, 25)  # noqa: DTZ001
    assert row["Support ends"] == datetime(2025, 10, 14, 19, 0)  # noqa: DTZ001
    assert row["Windows 11"] == "after a change of settings"
    assert row["Data at risk (0–100)"] > 40
    assert row["Critical findings"] >= 1


def test_titles_are_translated(entry):
    """Every one of them that is a word."""
    same = [a for a, b in zip(head(EN), head(VI), strict=True) if a == b]
    assert same == ["Model", "RAM (GB)", "Windows 11"]
    assert titles(FACT_HEAD, VI) != list(FACT_HEAD)
    assert named(entry(7), VI)["Windows 11"] != "after a change of settings"


def test_a_machine_of_which_nothing_is_known_has_empty_cells():
    """No zero stands where nobody counted."""
    row = named(Entry(Agent("a", "active", "0", "PC"), "expected", None, {}, None))
    filled = {title for title, cell in row.items() if cell not in {None, ""}}
    assert filled == {"Name", "State", "Agent id"}


def test_facts_in_long_form_say_why_something_is_not_known(entry):
    """One attribute a row, its value as it is and as people write it."""
    rows = list(fact_rows(entry(7), EN))
    assert all(len(row) == len(FACT_HEAD) for row in rows)
    by_name = {row[1:4]: row[4:] for row in rows}
    assert by_name["Memory", "", "Installed"] == (8 * 1024**3, "8\u00a0GB", "")
    life = by_name["Health of the drives", "sda", "Life that remains"]
    assert life == ("", "", "the drive does not say")
    assert by_name["Chassis", "", "Portable"] == ("no", "", "")
    assert by_name["Memory", "", "Slots"] == (2, "", "")


def test_findings_are_rows_too(entry):
    """With since when and what to do."""
    rows = list(finding_rows(entry(7), EN))
    assert all(len(row) == len(FINDING_HEAD) for row in rows)
    assert rows[0][2:5] == ("Critical", "A drive is failing", "sda")
    assert isinstance(rows[0][6], datetime)


SCALARS = st.none() | st.text() | st.integers() | st.floats() | st.booleans()
ITEMS = st.builds(
    Item,
    st.dictionaries(st.text(min_size=1), SCALARS, max_size=3),
    st.dictionaries(st.text(min_size=1), st.text(), max_size=2),
)


@given(
    st.dictionaries(
        st.sampled_from(["system", "disk", "backup", "memory", "disk_health", "x"]),
        st.dictionaries(st.text(), ITEMS, max_size=2),
    )
)
def test_whatever_an_agent_sends_has_a_row(facts):
    """No export breaks over one machine's odd facts."""
    entry = Entry(Agent("a", "active", "0", "PC"), "fresh", 1e300, facts, None)
    for tongue in (EN, VI):
        assert len(machine_row(entry, tongue)) == len(COLUMNS)
        assert list(fact_rows(entry, tongue)) is not None
