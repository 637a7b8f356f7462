"""Between a machine and its gateway: who sees it and who does not."""

from collector.attribution.lan import lan_verdicts
from collector.attribution.shapes import Gap, Observer
from collector.attribution.slices import slices
from tests.collector.attribution.cases import GATEWAY, observers, site

TREE = {
    **{f"a{n}": "sw1 dist core" for n in range(3)},
    **{f"b{n}": "sw2 dist core" for n in range(3)},
    **{f"c{n}": "sw3 core" for n in range(3)},
}


def verdicts(bad, *, state="out", tree=TREE, unknown=()):
    """Return cause, place and victims when the *bad* do not see their gateway."""
    people = observers(**tree)
    seen = {
        (one.id, GATEWAY): state if one.id in bad else "good"
        for one in people
        if one.id not in unknown
    }
    found = slices(site(people, seen), 0, 30)
    by_id = {one.id: one for one in people}
    return [
        (v.cause, v.place, sorted(v.victims))
        for one in found
        for v in lan_verdicts(one, by_id)
    ]


def names(*letters):
    """Return the observers whose names begin so."""
    return sorted(name for name in TREE if name[0] in letters)


def test_one_alone_is_the_machine():
    """Its neighbours at the same switch see the gateway."""
    assert verdicts({"a1"}) == [("pc", "a1", ["a1"])]


def test_all_of_a_switch_are_the_switch():
    """And all below two of them what both hang at."""
    assert verdicts(set(names("a"))) == [("lan", "sw1", names("a"))]
    assert verdicts(set(names("a", "b"))) == [("lan", "dist", names("a", "b"))]


def test_everybody_is_the_gateway_or_what_is_before_it():
    """The device that everybody's way leads over; without a known way the gateway."""
    assert verdicts(set(TREE)) == [("lan", "core", sorted(TREE))]
    plain = dict.fromkeys(TREE, "")
    assert verdicts(set(TREE), tree=plain) == [("lan", "gateway", sorted(TREE))]


def test_two_places_at_once_are_two():
    """A switch, and a machine elsewhere."""
    found = verdicts({*names("a"), "c1"})
    assert ("lan", "sw1", names("a")) in found
    assert ("pc", "c1", ["c1"]) in found
    assert len(found) == 2


def test_a_few_that_are_on_suffice():
    """Machines that are off say nothing; what is left still has one cause."""
    off = {*names("b"), "a0"}
    assert verdicts({"a1", "a2"}, unknown=off) == [("lan", "sw1", ["a1", "a2"])]
    lonely = verdicts({"a1"}, unknown=set(TREE) - {"a1"})
    assert lonely == [("unknown", "a1", ["a1"])]


def test_loss_need_not_show_everywhere():
    """Two of three below are lossy, and nobody else is: the switch."""
    assert verdicts({"a0", "a1"}, state="loss") == [("lan", "sw1", ["a0", "a1"])]
    assert [v[0] for v in verdicts({"a0", "a1"}, state="out")] == ["pc", "pc"]


def test_more_that_see_it_make_it_surer():
    """Votes grow with those cut off and with those that are not."""
    people = observers(**TREE)
    by_id = {one.id: one for one in people}

    def votes(bad):
        seen = {(o.id, GATEWAY): "out" if o.id in bad else "good" for o in people}
        (found,) = lan_verdicts(slices(site(people, seen), 0, 30)[0], by_id)
        return found.votes, found.against

    assert votes(names("a", "b")) > votes(names("a"))
    assert votes(set(TREE))[1] == 1  # nobody elsewhere to compare with


def test_machines_that_fall_silent_together_are_the_mains():
    """Not one that was pulled, nor those that said that they stop."""
    people = (*observers(**TREE), Observer("ups", "UPS", "s", ("core",), battery=True))
    by_id = {one.id: one for one in people}

    def causes(lost):
        gaps = {name: (Gap(5, 200, lost=True),) for name in lost}
        seen = {(o.id, GATEWAY): "good" for o in people if o.id not in lost}
        found = slices(site(people, seen, gaps=gaps), 0, 30)
        return [v.cause for one in found for v in lan_verdicts(one, by_id)]

    assert causes(set(TREE)) == ["power"]
    assert causes({"a0"}) == []
    assert causes({"a0", "b0"}) == []
