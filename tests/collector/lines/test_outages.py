"""Outages of a line: when nothing along it answered."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from collector.lines.outages import Outage, joined, line_outages, within

SPANS = st.lists(
    st.tuples(st.floats(0, 1000), st.floats(0.1, 200)).map(
        lambda p: Outage(p[0], p[0] + p[1])
    ),
    max_size=12,
)


def test_all_hosts_must_be_out():
    """One that was well, was there: no outage of the line."""
    a, b = [Outage(10, 30), Outage(100, 200)], [Outage(11, 28), Outage(150, 260)]
    assert line_outages({"a": a, "b": b}) == [Outage(11, 28), Outage(150, 200)]
    assert line_outages({"a": a, "b": b, "c": []}) == []
    assert line_outages({"a": a}) == a
    assert line_outages({}) == []


def test_a_moment_in_common_is_no_outage():
    """Hosts are asked in turn."""
    assert line_outages({"a": [Outage(0, 20)], "b": [Outage(17, 60)]}) == []


def test_those_that_touch_are_one():
    """And they are cut to the period."""
    assert joined([Outage(5, 9), Outage(0, 4), Outage(20, 30)]) == [
        Outage(0, 9),
        Outage(20, 30),
    ]
    assert within([Outage(0, 9), Outage(20, 30), Outage(90, 99)], 5, 25) == [
        *(Outage(5, 9), Outage(20, 25)),
    ]


@given(st.dictionaries(st.sampled_from("abc"), SPANS, min_size=1))
def test_every_moment_of_it_is_an_outage_of_every_host(hosts):
    """In order, apart from each other, whatever the order of what is given."""
    found = line_outages(hosts)
    assert found == sorted(found)
    for one, other in itertools.pairwise(found):
        assert one.end <= other.begin
    for one in found:
        for spans in hosts.values():
            assert any(s.begin <= one.begin and one.end <= s.end for s in joined(spans))
    turned = {name: spans[::-1] for name, spans in reversed(list(hosts.items()))}
    assert line_outages(turned) == found
