"""The page of the map: sites, search, links in words."""

from dataclasses import replace

from collector.web.i18n import Tongue
from collector.web.lan.map_page import chosen_site, map_page, read_map_wish, site_names
from collector.web.lan.model import Lan
from tests.support.lan_views import device, finding, office


def test_the_wish_is_bounded():
    """Whatever stands in the address."""
    wish = read_map_wish({"site": "x" * 999, "q": "  a   b " + "c" * 300})
    assert len(wish.site) == 255
    assert len(wish.text) == 100
    assert read_map_wish({}).site is None
    assert wish.link("Trụ sở 2") == "/map?site=Tr%E1%BB%A5+s%E1%BB%9F+2"


def test_the_largest_site_comes_first():
    """Unless somebody asks for another one."""
    lan = Lan({n: device(n, site="A" if n == "x" else "B") for n in "xyz"})
    assert chosen_site(lan, read_map_wish({})) == "B"
    assert chosen_site(lan, read_map_wish({"site": "A"})) == "A"
    assert chosen_site(lan, read_map_wish({"site": "?"})) == "B"
    assert chosen_site(Lan(), read_map_wish({})) is None
    assert site_names(["", "A"], Tongue("en")) == [("", "no site"), ("A", "A")]


def test_a_search_says_how_many_it_found():
    """By name without diacritics, or by a MAC address in any notation."""
    lan = office()
    for text, hits in (("SW-", 2), ("0000.0000.0002", 1), ("nothing", 0)):
        page = map_page(lan, read_map_wish({"q": text}), {}, Tongue("en"))
        assert page.hits == hits
    assert map_page(lan, read_map_wish({}), {}, Tongue("en")).hits is None


def test_all_links_are_told_with_their_evidence():
    """Those across, too; one with a finding at its port is marked in the picture."""
    lan = office()
    boxes = dict(lan.devices)
    boxes["core"] = replace(boxes["core"], findings=(finding("core", subject="Gi0/2"),))
    page = map_page(
        Lan(boxes, lan.machines, lan.topology),
        read_map_wish({}),
        {0: 0.9},
        Tongue("en"),
    )
    assert [link.anchor for link in page.links] == [f"link-{n}" for n in range(1, 5)]
    assert "way-faulty" in page.svg
    assert "way-full" in page.svg
    assert (page.devices, page.machines) == (4, 3)


def test_a_lan_without_devices_is_empty():
    """Not an error."""
    page = map_page(Lan(), read_map_wish({}), {}, Tongue("vi"))
    assert page.svg is None
    assert page.entries == []
