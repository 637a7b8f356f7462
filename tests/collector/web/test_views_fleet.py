"""The table finds, sorts and turns its pages."""

from hypothesis import given
from hypothesis import strategies as st

from collector.store.interface import Agent, AgentStatus
from collector.web.fact_summary import Summary
from collector.web.views_fleet import (
    PAGE_ROWS,
    SORTS,
    FleetRow,
    Wish,
    fleet_table,
    fold,
    read_wish,
)


def row(host, *, state="fresh", department="", offset=None, memory=None):
    """Return a row of the table."""
    agent = Agent(host.rjust(32, "0"), "active", "0", host, department=department)
    status = None
    if offset is not None:
        status = AgentStatus(agent.id, last_received=1.0, clock_offset_s=offset)
    return FleetRow(agent, state, status, Summary(memory_bytes=memory))


def names(table):
    """Return the host names in order."""
    return [r.agent.hostname for r in table.rows]


ROWS = [
    row("PC-10", department="Kế toán", memory=8),
    row("PC-2", state="silent", department="Đào tạo", offset=-4000.0, memory=4),
    row("PC-1", state="off", offset=0.5),
]


def test_what_needs_a_person_stands_first():
    """Silent before reporting before off."""
    assert names(fleet_table(ROWS, Wish())) == ["PC-2", "PC-10", "PC-1"]


def test_numbers_in_names_count_as_numbers():
    """PC-2 stands before PC-10."""
    assert names(fleet_table(ROWS, Wish(sort="host"))) == ["PC-1", "PC-2", "PC-10"]


def test_what_is_not_known_stands_last_in_either_direction():
    """Turning the order round does not bring up empty cells."""
    for down, expected in ((False, ["PC-2", "PC-10"]), (True, ["PC-10", "PC-2"])):
        wish = Wish(sort="memory", descending=down)
        assert names(fleet_table(ROWS, wish)) == [*expected, "PC-1"]


def test_a_search_needs_no_diacritics():
    """Who types ke toan finds Kế toán, and dao tao finds Đào tạo."""
    assert fold("Đào TẠO") == "dao tao"
    assert names(fleet_table(ROWS, Wish(text="ke toan"))) == ["PC-10"]
    assert names(fleet_table(ROWS, Wish(text="pc dao"))) == ["PC-2"]
    assert names(fleet_table(ROWS, Wish(text="nowhere"))) == []


def test_filters_narrow_together():
    """State and department both hold."""
    assert names(fleet_table(ROWS, Wish(state="off"))) == ["PC-1"]
    assert names(fleet_table(ROWS, Wish(state="off", department="Kế toán"))) == []


def test_two_thousand_rows_come_in_pages():
    """A page holds so many that a browser does not mind."""
    rows = [row(f"PC-{n}") for n in range(2000)]
    table = fleet_table(rows, Wish(page=3))
    assert (table.pages, len(table.rows), table.found) == (10, PAGE_ROWS, 2000)
    assert names(table)[0] == "PC-400"
    assert fleet_table(rows, Wish(page=99)).page == 10


def test_links_keep_the_wish():
    """Sorting keeps the filter and begins at page one; sorting again turns round."""
    wish = Wish(text="a b", department="Kế toán", page=3)
    link = wish.sorted_by("memory")
    assert link == "/fleet?q=a+b&department=K%E1%BA%BF+to%C3%A1n&sort=memory"
    assert "down=1" in Wish(sort="memory").sorted_by("memory")
    assert Wish().sorted_by("state") == "/fleet?down=1"
    assert Wish().link(page=2) == "/fleet?page=2"


def test_a_clock_is_wrong_from_two_minutes():
    """Seconds do not need a person."""
    assert ROWS[1].wrong_clock
    assert not ROWS[2].wrong_clock
    assert not ROWS[0].wrong_clock


@given(
    st.dictionaries(
        st.sampled_from(["q", "state", "department", "sort", "down", "page"]), st.text()
    )
)
def test_any_address_gives_a_table(query):
    """Nonsense in an address is no error."""
    wish = read_wish(query)
    assert wish.sort in SORTS
    assert fleet_table(ROWS, wish).total == 3
