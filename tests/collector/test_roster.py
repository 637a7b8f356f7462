from hypothesis import given
from hypothesis import strategies as st

from collector.roster import NO_SITE, Roster, instance_names, is_shown
from tests.support.exposition import agent


def roster(*agents):
    """Return the roster of *agents*."""
    return Roster({one.id: one for one in agents})


def test_the_second_agent_of_a_name_adds_its_id():
    """Who was enrolled first keeps the plain name, whatever order they come in."""
    first, second = agent(1, hostname="pc"), agent(2, hostname="pc")
    names = instance_names([second, first])
    assert names == {first.id: "pc", second.id: "pc~00000002"}


def test_an_agent_without_a_host_name_is_called_by_its_id():
    """An instance is never empty."""
    assert instance_names([agent(hostname="")]) == {agent().id: agent().id}


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from(["pc", "pc~00000001", ""])),
        unique_by=lambda pair: pair[0],
    )
)
def test_no_two_agents_share_an_instance(pairs):
    """Series of different machines never fall together."""
    names = instance_names(agent(n, hostname=name) for n, name in pairs)
    assert len(set(names.values())) == len(pairs)


def test_pending_and_revoked_agents_are_not_shown():
    """A quarantined one is: its silence is news."""
    states = ("active", "pending", "quarantined", "revoked")
    assert [s for s in states if is_shown(agent(state=s))] == ["active", "quarantined"]
    assert roster(agent(state="revoked")).entry(agent().id) is None


def test_agents_are_found_by_id_and_site():
    """Machines without a site stand under a dash."""
    here, there = agent(1, site="so-a"), agent(2)
    both = roster(here, there)
    assert both.entry(here.id).agent is here
    assert {site: len(e) for site, e in both.sites().items()} == {"so-a": 1, NO_SITE: 1}
    assert [e.instance for e in both.entries()] == ["pc-1", "pc-2"]


def test_the_parts_of_a_site_are_the_whole_without_overlap():
    """Every agent is in exactly one part; an unknown site has none."""
    many = roster(*(agent(n, site="a") for n in range(50)))
    parts = [many.part("a", n, 3) for n in (1, 2, 3)]
    assert sorted(e.agent.id for part in parts for e in part) == sorted(
        e.agent.id for e in many.entries()
    )
    assert many.part("b", 1, 1) == []


def test_a_roster_knows_when_its_agents_changed():
    """An equal picture of the agents needs no new roster."""
    known = {agent().id: agent()}
    one = Roster(known)
    assert one.is_of(known)
    assert one.is_of({agent().id: agent()})
    assert not one.is_of(known | {agent(2).id: agent(2)})
