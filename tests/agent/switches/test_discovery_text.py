"""A discovery for a person."""

from typing import get_args

from agent.shared.survey import DeviceKind
from agent.switches.discovery import Discovery
from agent.switches.discovery_text import KINDS, WHY, table, text_of
from agent.switches.proposals import Proposal, Seen, Why


def test_every_kind_and_reason_has_its_words():
    """Whatever is found can be said."""
    assert set(KINDS) == set(get_args(DeviceKind))
    assert set(WHY) == set(get_args(Why))


def test_devices_stand_in_a_table_with_the_next_step():
    """And only those that are new are in it."""
    found = Discovery(
        254,
        (
            Proposal("192.0.2.1", "core", "switch", "Maker", "M-1", known="sw-1"),
            Proposal("192.0.2.2", kind="ups", credential="read"),
        ),
    )
    text = text_of(found)
    assert "2 devices found; 254 addresses were asked." in text
    assert "192.0.2.1  core  switch  Maker  M-1" in text
    assert text.endswith("\n  hatang-agent switch add 192.0.2.2")


def test_all_that_is_known_needs_no_step():
    """It says so."""
    found = Discovery(1, (Proposal("192.0.2.1", known="sw-1"),))
    assert "1 device found" in text_of(found)
    assert "in the settings already" in text_of(found)


def test_silence_is_explained():
    """With what to check; not where somebody spoke SNMPv3."""
    assert "port 161" in text_of(Discovery(254))
    stranger = Seen("credential", "192.0.2.9", description="unknown user")
    text = text_of(Discovery(254, seen=(stranger,)))
    assert "192.0.2.9" in text
    assert "port 161" not in text
    assert "user" in text


def test_problems_and_neighbours_are_listed():
    """Each with its reason."""
    text = text_of(
        Discovery(
            2,
            seen=(Seen("outside", "203.0.113.1", "far", seen_from=("core",)),),
            problems={"192.0.2.3": "no answer"},
        )
    )
    assert "192.0.2.3: no answer" in text
    assert "far" in text
    assert "outside the ranges" in text


def test_a_table_is_as_wide_as_needed():
    """Long cells are cut, line ends are none, and nothing is a dash."""
    text = table([("A", "B"), ("x" * 60, ""), ("a\nb", "end")])
    assert text.splitlines()[1] == "  " + "x" * 39 + "…  –"
    assert text.splitlines()[2].endswith("  end")


def test_the_next_step_names_the_port_that_was_asked():
    """And that a credential of the command line is not in the settings yet."""
    found = Discovery(2, (Proposal("192.0.2.1"), Proposal("2001:db8::1")))
    text = text_of(found, port=1161, by_hand=True)
    assert "switch add 192.0.2.1:1161 [2001:db8::1]:1161" in text
    assert "[[switches.credentials]]" in text
    assert "credentials]]" not in text_of(found)
