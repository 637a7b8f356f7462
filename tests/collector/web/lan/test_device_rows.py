"""The list of devices is filtered, ordered, and shows what was found."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import PowerBudget
from agent.shared.wire import Item
from collector.web.i18n import Tongue
from collector.web.lan.device_rows import (
    MOST_ROWS,
    DeviceWish,
    device_list,
    place,
    poe,
    port_count,
    proposals,
    read_device_wish,
)
from collector.web.lan.model import Levels
from tests.support.lan_views import device, finding, port

TONGUE = Tongue("en")
DEVICES = [
    device("sw-b", site="Sở", ports=[port(1), port(2, link="down")], model="DGS-1210"),
    device("sw-a", site="Sở", findings=[finding("sw-a", severity="critical")]),
    device("in-1", kind="printer", site="Chi cục", location="Phòng kế toán"),
    device("sw-c", state="down"),
    device("sw-d", state="unknown"),
]


def names(wish):
    """Return the names in order."""
    return [row.device.name for row in device_list(DEVICES, [], wish, TONGUE).rows]


def test_what_needs_a_person_stands_first():
    """Silent, then with critical findings, then by name."""
    assert names(DeviceWish()) == ["sw-c", "sw-a", "in-1", "sw-b", "sw-d"]


def test_filters_narrow_the_list():
    """By kind, site, state, findings and text without diacritics."""
    assert names(DeviceWish(kind="printer")) == ["in-1"]
    assert names(DeviceWish(site="Sở")) == ["sw-a", "sw-b"]
    assert names(DeviceWish(state="down")) == ["sw-c"]
    assert names(DeviceWish(state="unknown")) == ["sw-d"]
    assert names(DeviceWish(state="findings")) == ["sw-a"]
    assert names(DeviceWish(text="ke toan")) == ["in-1"]
    assert names(DeviceWish(text="dgs 1210")) == ["sw-b"]


def test_counts_are_of_everything():
    """Whatever the filter shows."""
    page = device_list(DEVICES, [], DeviceWish(kind="printer"), TONGUE)
    assert (page.found, page.total, page.silent) == (1, 5, 1)
    assert page.sites == ["Chi cục", "Sở"]
    assert page.kinds == [("switch", "Switch"), ("printer", "Printer")]


def test_ports_poe_and_place_are_told():
    """What is measured now comes before what the survey said."""
    row = device_list(DEVICES, [], DeviceWish(text="sw-b"), TONGUE).rows[0]
    assert (row.ports.up, row.ports.total, row.ports.free) == (1, 2, 1)
    budget = (PowerBudget(1, 100.0, 20.0), PowerBudget(2, 100.0, 10.0))
    assert poe(device("x", power=budget)) == (30.0, 200.0)
    assert poe(device("x", power=budget, levels=Levels(poe_used_watts=50.0))) == (
        50.0,
        200.0,
    )
    assert poe(device("x")) == (None, None)
    assert place(device("x", location="tủ 3")) == "tủ 3"
    assert port_count(device("x").survey).total == 0


def test_nonsense_in_the_address_is_left_out():
    """And links keep the rest."""
    wish = read_device_wish({"q": "a" * 300, "kind": "x", "state": "y", "site": "z"})
    assert wish == DeviceWish(text="a" * 100, site="z")
    assert DeviceWish(kind="ups").link(state="down") == "/switches?kind=ups&state=down"
    assert DeviceWish().link() == "/switches"


def told(address, **attributes):
    """Return the facts of an agent that found one device."""
    return {"device_proposal": {address: Item(attributes)}}


def test_what_discovery_found_has_its_command():
    """Unless it is read already; each address once."""
    known = [device("x", address="10.0.0.5")]
    found = proposals(
        [
            (
                "PC-1",
                told("10.0.0.10", kind="switch", name="sw", vendor="HP", model="1820"),
            ),
            ("PC-2", told("10.0.0.9", kind="toaster")),
            ("PC-2", told("10.0.0.10")),
            ("PC-2", told("10.0.0.5")),
        ],
        known,
        TONGUE,
    )
    assert [one.address for one in found] == ["10.0.0.9", "10.0.0.10"]
    assert found[1].command == "hatang-agent switch add 10.0.0.10"
    assert (found[1].model, found[1].agent, found[0].kind) == (
        "HP 1820",
        "PC-1",
        "Other device",
    )


@given(st.text(max_size=80))
def test_a_command_is_one_harmless_word_more(address):
    """Whatever stands where an address should."""
    (one,) = proposals([("x", told(address))], [], TONGUE)
    word = one.command.removeprefix("hatang-agent switch add ")
    assert not set(word) & set(" ;|&$`<>\"'\\\n()*")


def test_the_list_is_bounded():
    """Nobody scrolls through a thousand devices."""
    page = device_list([device(f"s{n}") for n in range(900)], [], DeviceWish(), TONGUE)
    assert (len(page.rows), page.found) == (MOST_ROWS, 900)
