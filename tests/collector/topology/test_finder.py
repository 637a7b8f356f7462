"""The finder finds by address and name, as people type them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.topology.build import topology
from collector.topology.finder import MOST_FOUND, find, plain
from tests.support.lan import office_lan

LAN = office_lan()
INPUTS = LAN.inputs
DRAWN = topology(INPUTS)
PC = LAN.named("PC-11")


def found(query):
    """Return the names of what fits."""
    return [hit.name for hit in find(query, DRAWN, INPUTS)]


@pytest.mark.parametrize(
    "query",
    [
        PC.mac,
        PC.mac.upper().replace(":", "-"),
        PC.mac.replace(":", ""),
        ".".join(PC.mac.replace(":", "")[n : n + 4] for n in (0, 4, 8)),
        PC.address,
        "pc-11",
        "  PC-11  ",
    ],
)
def test_one_machine_is_found_by_each_of_its_names(query):
    """In any notation."""
    (hit,) = find(query, DRAWN, INPUTS)
    assert hit.name == "PC-11"
    assert hit.exact
    assert hit.at in LAN.truth.places[PC.mac]


def test_a_part_finds_all_that_have_it():
    """The beginning of an address, a part of a name."""
    assert "PC-11" in found(PC.mac[:13])
    assert "PC-11" in found("pc-1")
    assert len(found("10.0.")) > 50
    assert found("no such thing") == []
    assert found("") == []


def test_devices_are_found_with_where_they_hang():
    """A switch at the other end of its uplink, a printer at its port."""
    (hit,) = find("sw-t1-ketoan", DRAWN, INPUTS)
    assert hit.at.device == LAN.named("sw-loi-1").id
    (hit,) = find("mayin-p201", DRAWN, INPUTS)
    assert hit.device == LAN.named("mayin-p201").id
    assert hit.at.device == LAN.named("sw-t2-vanthu").id


def test_a_machine_that_is_off_is_found_without_a_place():
    """By its agent."""
    off = next(n for n in LAN.nodes if n.agent and not n.on)
    (hit,) = find(off.name, DRAWN, INPUTS)
    assert hit.at is None
    assert hit.mac == off.mac


def test_diacritics_do_not_matter():
    """Nor do capitals."""
    assert plain("Phòng Kế toán ĐÔNG") == "phong ke toan dong"


@given(st.text(max_size=400))
def test_any_text_finds_a_bounded_list(query):
    """Never an error."""
    assert len(find(query, DRAWN, INPUTS)) <= MOST_FOUND


def test_a_device_is_found_by_both_of_its_names():
    """What a person calls it, and what it calls itself; it is shown by the first."""
    first = INPUTS.devices[0]
    survey = msgspec.structs.replace(first.survey, device="tủ tầng 9", name="HP-2530")
    devices = (msgspec.structs.replace(first, survey=survey), *INPUTS.devices[1:])
    inputs = msgspec.structs.replace(INPUTS, devices=devices)
    drawn = topology(inputs)
    for query in ("tu tang 9", "hp-2530"):
        (hit,) = find(query, drawn, inputs)
        assert (hit.name, hit.device) == ("tủ tầng 9", first.id)
