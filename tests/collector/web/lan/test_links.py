"""A link says why it is there and how to correct it."""

from collector.topology.shapes import End, Evidence, Link, Topology
from collector.web.i18n import Tongue
from collector.web.lan.links import (
    evidence_texts,
    link_speed,
    link_view,
    station_commands,
    sureness_name,
)
from collector.web.lan.model import Lan
from tests.support.lan_views import device, link, office, port

TONGUE = Tongue("en")


def test_evidence_is_a_sentence_with_its_values():
    """Values that say nothing are left out; unknown ones are shown by name."""
    told = evidence_texts(
        [
            Evidence("lldp", {"sides": 2}),
            Evidence("stations", {"shared": 5, "own": 0}),
            Evidence("stations", {"behind": True}),
            Evidence("rule", {"actor": "quản trị"}),
            Evidence("many", {"new_thing": 3}),
            Evidence("stp"),
            Evidence("stp"),
        ],
        TONGUE,
    )
    assert told == [
        "The devices announce themselves to each other (LLDP). (both ends)",
        "The forwarding tables fit. (5 addresses fit)",
        "The forwarding tables fit. (the switch behind does not list it)",
        "A person said so. (by quản trị)",
        "Many addresses stand behind the port, and no known switch. (new thing: 3)",
        "Spanning tree names this port as the way to the root.",
    ]


def test_confidence_has_three_words():
    """As it has three ways to be drawn."""
    assert sureness_name(TONGUE, 0.2) == "a guess"


def test_a_link_is_slow_if_both_ends_can_do_more():
    """What only one can do is no fault."""

    def speed(a, b):
        boxes = {
            "a": device("a", ports=[port(1, **a)]),
            "b": device("b", ports=[port(1, **b)]),
        }
        return link_speed(link("a", 1, "b", 1), Lan(boxes))

    fast, slow = {"capable_bps": 10**9}, {"capable_bps": 10**8}
    now = {"speed_bps": 10**8}
    assert speed({**fast, **now}, {**fast, **now}) == (10**8, True)
    assert speed({**fast, **now}, {**slow, **now}) == (10**8, False)
    assert speed(now, now) == (10**8, False)
    assert speed({**fast, **now, "partner_bps": 10**9}, now) == (10**8, True)
    assert speed({"speed_bps": None}, {"speed_bps": None}) == (None, False)


def test_the_commands_name_both_ends():
    """With what a shell would read quoted."""
    lan = office()
    view = link_view(1, lan.topology.links[1], lan, TONGUE)
    assert (view.a.name, view.a.port, view.b.port) == ("core", "Gi0/2", "Gi0/8")
    assert all(
        "core" in command and "Gi0/8" in command for _what, command in view.commands
    )
    odd = {n: device(n, ports=[port(1, "a; rm -rf /")]) for n in "ab"}
    view = link_view(0, link("a", 1, "b", 1), Lan(odd), TONGUE)
    assert "'a; rm -rf /'" in view.commands[0][1]


def test_a_link_to_something_inferred_has_no_commands():
    """There is nothing to name."""
    lan = Lan({"a": device("a", ports=[port(1)])}, {}, Topology())
    view = link_view(0, Link(End("a", 1), End("behind:a:1", 0), 0.5, ()), lan, TONGUE)
    assert view.commands == []
    assert view.b.link == ""


def test_a_station_is_pinned_by_its_address():
    """At a port that is known; without one there is no command."""
    lan = office()
    told = station_commands(End("sw-1", 1), "00:00:00:00:00:01", lan, TONGUE)
    assert told[0][1] == "hatang-collector links pin sw-1 Gi0/1 00:00:00:00:00:01"
    assert station_commands(End("sw-1", 0), "00:00:00:00:00:01", lan, TONGUE) == []


def test_names_that_a_shell_or_eye_may_misread_are_not_used():
    """The id and the ifIndex stand for them."""
    boxes = {n: device(n, ports=[port(1, "x\u202ey")]) for n in ("a", "b c")}
    view = link_view(0, link("a", 1, "b c", 1), Lan(boxes), TONGUE)
    assert view.commands[0][1] == "hatang-collector links pin a 1 'b c' 1"


def test_a_link_whose_first_port_is_unknown_is_named_the_other_way():
    """The command takes a port of the first device."""
    lan = office()
    view = link_view(0, Link(End("gw"), End("core", 1), 0.5, ()), lan, TONGUE)
    assert view.commands[0][1] == "hatang-collector links pin core Gi0/1 gw"
