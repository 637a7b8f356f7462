"""What is told of the LAN map's quality."""

from collector.topology.shapes import Attachment, End, Inferred, Link, Topology
from collector.topology_series import METRICS, samples

A, B = End("a", 1), End("b", 2)


def told(topology, machines=0):
    """Return (name without prefix, labels) → value."""
    return {
        (one.metric.name.removeprefix("hatang_topology_"), *one.labels): one.value
        for one in samples(topology, machines)
    }


def test_everything_is_counted_by_how_sure_it_is():
    """A machine on two ports counts once, where it is surest."""
    topology = Topology(
        links=(Link(A, B, 0.95, ()), Link(A, B, 0.7, ()), Link(A, B, 0.1, ())),
        attachments=(
            Attachment("02:00:00:00:00:01", A, 0.3, (), agent="pc-1"),
            Attachment("02:00:00:00:00:02", B, 0.95, (), agent="pc-1"),
            Attachment("02:00:00:00:00:03", B, 0.95, ()),
        ),
        inferred=(Inferred("x", "unmanaged_switch", A, "?", 0.6, ()),),
        alone=("c",),
        forbidden=(Link(A, B, 0.9, ()),),
    )
    found = told(topology, machines=3)
    assert [found["links", name] for name in ("sure", "likely", "guess")] == [1, 1, 1]
    assert found["machines", "sure"] == 1
    assert found["machines", "guess"] == 0
    assert found["unplaced_machines",] == 2
    assert found["stations",] == 1
    assert found["inferred_devices", "unmanaged_switch"] == 1
    assert found["inferred_devices", "phone"] == 0
    assert found["unlinked_devices",] == found["denied_links",] == 1


def test_an_empty_map_counts_zero():
    """Every declared series is there, or a board would say that there is no data."""
    names = {one.metric for one in samples(Topology(), 0)}
    assert names == set(METRICS)
    assert not any(one.value for one in samples(Topology(), 0))
