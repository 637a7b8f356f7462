"""Incidents: one for each cause, from its beginning to its end, under one name."""

import random
from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.attribution import scenarios_of, score
from bench.attribution_site import CLASSES, World, fault
from collector.attribution.incidents import follow, judge
from collector.attribution.shapes import Span, confidence
from tests.collector.attribution.cases import GATEWAY, observers, service, site

TREE = {f"a{n}": "sw1 core" for n in range(4)} | {f"b{n}": "sw2 core" for n in range(4)}
PEOPLE = observers(**TREE)


def cut(begin, end, *, first="a", maintenance=()):
    """Return a site where one switch was dead for a while, seen at everybody's own pace."""
    seen = {}
    for number, one in enumerate(PEOPLE):
        if one.id.startswith(first):
            left, right = begin - number % 4, end + number % 4
            spans = (
                Span(0, left, "good"),
                Span(left, right, "out"),
                Span(right, 1200, "good"),
            )
        else:
            spans = (Span(0, 1200, "good"),)
        seen[one.id, GATEWAY] = spans
    made = site(PEOPLE, {}, maintenance=maintenance)
    return made._replace(seen=seen)


def test_a_dead_switch_is_one_incident():
    """Not four machines; what each saw a little earlier or later belongs to it."""
    (found,) = judge([cut(301, 618)], 0, 1200)
    assert (found.cause, found.place, found.kind) == ("lan", "sw1", "out")
    assert abs(found.begin - 301) <= 30
    assert abs(found.end - 618) <= 35
    assert found.victims == ("a0", "a1", "a2", "a3")
    assert found.confidence > 0.85
    assert found.evidence["machines"] == 4


def test_what_goes_on_has_no_end():
    """Seen in the middle of it."""
    (found,) = judge([cut(301, 1199)], 0, 600)
    assert found.end is None


def test_maintenance_is_no_incident():
    """Only what lasts beyond it."""
    assert judge([cut(301, 618, maintenance=((250, 700),))], 0, 1200) == []
    (left,) = judge([cut(301, 900, maintenance=((250, 700),))], 0, 1200)
    assert left.begin >= 690


def test_an_incident_keeps_its_name():
    """From look to look, also when late data date it earlier; old ones stay."""
    now = judge([cut(301, 1199)], 0, 600)
    later = follow(now, judge([cut(290, 700)], 0, 1200))
    assert [one.id for one in later] == [one.id for one in now]
    assert later[0].end is not None
    old = msgspec.structs.replace(now[0], id="old", begin=-900.0, end=-600.0)
    both = follow([old, *later], judge([cut(290, 700)], 0, 1200))
    assert [one.id for one in both] == ["old", later[0].id]


def test_two_faults_at_the_same_place_are_two():
    """Half an hour lies between them."""
    seen = {}
    for one in PEOPLE:
        spans = (Span(0, 3600, "good"),)
        if one.id.startswith("a"):
            spans = (
                *(Span(0, 300, "good"), Span(300, 400, "out"), Span(400, 2200, "good")),
                *(Span(2200, 2300, "out"), Span(2300, 3600, "good")),
            )
        seen[one.id, GATEWAY] = spans
    found = judge([site(PEOPLE, {})._replace(seen=seen)], 0, 3600)
    assert len(found) == 2
    assert len({one.id for one in found}) == 2


def test_a_far_end_that_several_sites_miss_is_one_incident():
    """Surer than each alone, and of no site."""
    target, other = service("portal"), service("mail")
    sites = [
        site(
            PEOPLE,
            {
                **{(one.id, target): "out" for one in PEOPLE},
                **{(one.id, other): "good" for one in PEOPLE},
            },
        )._replace(name=name)
        for name in ("north", "south")
    ]
    (found,) = judge(sites, 0, 300)
    (alone,) = judge(sites[:1], 0, 300)
    assert (found.cause, found.site, found.place) == ("far_end", "", "portal")
    assert alone.site == "north"
    assert found.confidence >= alone.confidence


def test_nothing_seen_is_nothing_told():
    """No site, no observer, only good."""
    assert judge([], 0, 1200) == []
    assert judge([site((), {})], 0, 1200) == []
    good = {(one.id, GATEWAY): "good" for one in PEOPLE}
    assert judge([site(PEOPLE, good)], 0, 300) == []


@given(st.integers(0, 1000), st.sampled_from(CLASSES))
@settings(max_examples=15, deadline=None)
def test_the_order_of_observers_is_without_effect(seed, name):
    """And no cause is open twice at one place."""
    draw = random.Random(seed)
    made = World(draw, [fault(name, draw, 2000.0)]).site()
    found = judge([made], 0, 7200)
    mixed = list(made.seen.items())
    draw.shuffle(mixed)
    people = tuple(draw.sample(made.observers, len(made.observers)))
    assert judge([made._replace(seen=dict(mixed), observers=people)], 0, 7200) == found
    open_ = [(one.cause, one.place) for one in found if one.end is None]
    assert len(open_) == len(set(open_))


@given(st.integers(0, 100), st.integers(0, 100))
def test_more_evidence_makes_surer(votes, against):
    """Another that saw it never lowers the confidence; a contradiction never raises it."""
    assert 0 < confidence(votes, against) < 1
    assert confidence(votes + 1, against) > confidence(votes, against)
    assert confidence(votes, against + 1) < confidence(votes, against)


def test_faults_of_every_class_are_found():
    """A few seeds of the benchmark: hardly one missed, hardly one made up."""
    truth, found, told, wrong = Counter(), Counter(), Counter(), Counter()
    for seed in (2000, 2001, 2002):
        for faults, incidents in scenarios_of(seed):
            score(faults, incidents, (truth, found, told, wrong))
    assert sum(found.values()) >= 0.93 * sum(truth.values())
    assert sum(wrong.values()) <= 0.07 * sum(told.values())
