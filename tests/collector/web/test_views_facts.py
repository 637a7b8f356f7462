"""Facts stand in groups, unknown ones with their reason."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Item
from collector.web.i18n import Tongue
from collector.web.views_facts import fact_groups, is_empty_slot
from tests.support.sample_fleet import item, office_pc

EN = Tongue("en")


def test_an_office_pc_reads_from_top_to_bottom():
    """Machine and system first, the modules by slot, the empty one as such."""
    groups = fact_groups(office_pc(1), EN)
    assert groups.cards[0].title == "Machine"
    assert groups.tables[0].title == "Memory modules"
    assert groups.tables[0].note == "1 of 2 slots in use"
    assert [line.empty for line in groups.tables[0].rows] == [False, True]


def test_what_is_unknown_for_one_reason_is_said_once():
    """A machine without SMBIOS does not repeat itself seven times."""
    reasons = {"manufacturer": "no table", "model": "no table", "uuid": "no rights"}
    (card,) = fact_groups({"system": {"": item(unknown=reasons)}}, EN).cards
    assert [(f.name, f.reason) for f in card.facts] == [
        ("Manufacturer, Model", "no table"),
        ("UUID", "no rights"),
    ]


def test_slots_of_which_nothing_is_known_are_not_counted():
    """Without a firmware table there is a reason, not a slot."""
    groups = fact_groups(
        {"memory_module": {"": item(unknown={"size_bytes": "no table"})}}, EN
    )
    assert not groups.tables
    assert groups.cards[0].facts[0].reason == "no table"


def test_a_slot_is_empty_only_if_the_agent_says_so():
    """An unknown size is not an empty slot."""
    assert is_empty_slot(item(size_bytes=0))
    assert not is_empty_slot(item(size_bytes=1))
    assert not is_empty_slot(item(unknown={"size_bytes": "?"}))


def test_no_facts_are_no_groups():
    """The page then says what to expect."""
    assert not fact_groups({}, EN)


def test_what_was_looked_for_and_not_found_is_said():
    """No backup is known; it is not that nothing is known of backups."""
    (card,) = fact_groups({"backup": {}}, EN).cards
    assert (card.title, card.facts[0].value) == ("Backups", "none")


SCALARS = st.none() | st.text() | st.integers() | st.floats() | st.booleans()
ITEMS = st.builds(
    Item,
    st.dictionaries(st.text(min_size=1), SCALARS, max_size=4),
    st.dictionaries(st.text(min_size=1), st.text(), max_size=4),
)


@given(
    st.dictionaries(
        st.text(min_size=1), st.dictionaries(st.text(), ITEMS, max_size=3), max_size=4
    )
)
def test_whatever_an_agent_sends_is_grouped(facts):
    """Every kind has its place, also where nothing was found."""
    groups = fact_groups(facts, EN)
    shown = {g.kind for g in (*groups.cards, *groups.tables)}
    assert shown == set(facts)
