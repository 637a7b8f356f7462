"""What a person says wins over evidence."""

from collector.store.device import LinkRule
from collector.topology.candidates import between
from collector.topology.identities import Identities
from collector.topology.rules import Rules
from collector.topology.shapes import End
from tests.support.topology_values import mac, switch

IDENTITIES = Identities((switch("a", 1), switch("b", 2), switch("c", 3)))
FOUND = between(End("a", 1), End("b", 2), 0.9)


def apply(*rules):
    """Return what is left of FOUND, and what is denied."""
    return Rules(rules, IDENTITIES).apply([FOUND])


def test_a_pinned_link_is_certain_and_keeps_its_evidence():
    """A link that nobody announces may be pinned, too."""
    (pinned,), denied = apply(LinkRule("pin", "b", "Gi0/2", "a", "Gi0/1", actor="x"))
    assert pinned.link().confidence == 1.0
    assert pinned.evidence[0].kind == "rule"
    assert denied == []
    kept, _denied = apply(LinkRule("pin", "a", "Gi0/3", "c", "Gi0/4"))
    assert {k.ends for k in kept} == {FOUND.ends, frozenset((End("a", 3), End("c", 4)))}


def test_a_forbidden_link_is_denied_whichever_end_is_named_first():
    """With any port of the other where none is named; others stay."""
    for rule in (
        LinkRule("forbid", "b", "Gi0/2", "a", "Gi0/1"),
        LinkRule("forbid", "a", "Gi0/1", "b"),
    ):
        assert apply(rule) == ([], [FOUND])
    assert apply(LinkRule("forbid", "a", "Gi0/3", "b")) == ([FOUND], [])


def test_machines_are_placed_and_kept_away_by_their_address():
    """At a port of a device."""
    rules = Rules(
        [
            LinkRule("pin", "a", "Gi0/1", mac(20)),
            LinkRule("forbid", "a", "Gi0/2", mac(21)),
        ],
        IDENTITIES,
    )
    assert rules.placed == {mac(20): End("a", 1)}
    assert rules.denied == {(mac(21), End("a", 2))}


def test_rules_about_what_is_not_there_have_no_effect():
    """Unknown devices, unknown ports, a device with itself."""
    for rule in (
        LinkRule("pin", "nobody", "Gi0/1", "a", "Gi0/1"),
        LinkRule("forbid", "a", "Gi9/9", "b"),
        LinkRule("pin", "a", "Gi0/1", "a", "Gi0/2"),
        LinkRule("pin", "a", "Gi0/1", "neither"),
    ):
        assert apply(rule) == ([FOUND], [])
