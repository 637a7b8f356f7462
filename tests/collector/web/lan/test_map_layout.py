"""Nothing on the map lies over something else."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from collector.web.lan import map_layout as at
from collector.web.lan.map_layout import layout
from collector.web.lan.tree import Forest, Node, forest
from tests.support.lan_views import attached, office


def grown(shape, depth=0, name="n"):
    """Return a node with children and machines as *shape* says: (machines, children)."""
    machines, children = shape
    node = Node(name, name, depth=depth)
    node.attached = [(str(n), attached(f"{name}{n}", name, n)) for n in range(machines)]
    node.children = [grown(c, depth + 1, f"{name}.{n}") for n, c in enumerate(children)]
    return node


def count(roots):
    """Return how many machines there are."""
    return sum(len(node.attached) for node in Forest(roots, (), (), 0).nodes())


SHAPES = st.recursive(
    st.tuples(st.integers(0, 60), st.just([])),
    lambda inner: st.tuples(st.integers(0, 12), st.lists(inner, max_size=4)),
    max_leaves=14,
)


def rectangles(placed):
    """Return left, top, right, bottom of everything."""
    boxes = [(b.x, b.y, b.x + at.NODE_W, b.y + at.NODE_H) for b in placed.boxes]
    chips = [(c.x, c.y, c.x + c.width, c.y + at.CHIP_H) for c in placed.chips]
    return boxes + chips


@settings(max_examples=60, deadline=None)
@given(st.lists(SHAPES, min_size=1, max_size=3))
def test_boxes_and_chips_never_overlap(shapes):
    """Of whatever tree, and all lie within the picture."""
    roots = [grown(shape, name=f"r{n}") for n, shape in enumerate(shapes)]
    placed = layout(Forest(roots, (), (), count(roots)))
    found = rectangles(placed)
    for left, top, right, bottom in found:
        assert 0 <= left < right <= placed.width
        assert 0 <= top < bottom <= placed.height
    found.sort()
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if other[0] >= one[2]:
                break
            assert other[1] >= one[3] or other[3] <= one[1]


def test_the_gateway_stands_in_the_upper_left_corner():
    """However long the map is, it is read from there."""
    placed = layout(forest(office(), None))
    first = placed.boxes[0]
    assert first.node.name == "gw"
    assert (first.x, first.y) == (at.MARGIN, at.MARGIN)
    depths = [box.x for box in placed.boxes]
    assert depths == sorted(depths)


def test_many_machines_of_one_switch_are_counted():
    """Forty-seven chips and how many more."""
    root = grown((300, []))
    placed = layout(Forest([root], (), (), 300))
    assert len(placed.chips) == at.MOST_CHIPS
    assert placed.chips[-1].more == 300 - at.MOST_CHIPS + 1
    assert not placed.counted


def test_a_large_site_shows_switches_only():
    """Each with the count of its machines."""
    root = grown((0, [(5, [])] * 100))
    placed = layout(Forest([root], (), (), 500))
    assert placed.counted
    assert len(placed.chips) == 100
    assert {chip.more for chip in placed.chips} == {5}


def test_a_layout_is_the_same_each_time():
    """Who looks twice finds everything where it was."""
    grown_one, grown_two = forest(office(), None), forest(office(), None)
    one, two = layout(grown_one), layout(grown_two)
    assert [(b.node.id, b.x, b.y) for b in one.boxes] == [
        (b.node.id, b.x, b.y) for b in two.boxes
    ]
    assert all(
        a.y <= b.y for a, b in pairwise(b for b in one.boxes if b.node.depth == 2)
    )
