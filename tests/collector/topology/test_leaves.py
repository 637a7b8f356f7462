"""Devices that pass nothing on hang like stations, and are linked."""

from collector.topology.identities import Identities
from collector.topology.leaves import leaf_links
from collector.topology.shapes import Attachment, End, Link
from tests.support.topology_values import mac, switch

PRINTER = switch("printer", 5, kind="printer", bridge=False, ports=1)
NAS = switch("nas", 6, kind="nas", bridge=False, ports=2)
IDENTITIES = Identities([switch("s", 1), PRINTER, NAS])


def attached(device, number, **more):
    """Return the attachment of one device."""
    return Attachment(mac(number), End("s", 3), 0.9, (), device=device, **more)


def test_a_printer_is_linked_where_it_hangs():
    """By its only port; one with several has none that is known."""
    (link,) = leaf_links(IDENTITIES, [attached("printer", 5)], [])
    assert {link.a, link.b} == {End("s", 3), End("printer", 1)}
    (link,) = leaf_links(IDENTITIES, [attached("nas", 6, through="behind:s:x")], [])
    assert {link.a, link.b} == {End("behind:s:x"), End("nas")}


def test_who_is_linked_already_or_no_device_is_left_out():
    """Announcements say more."""
    known = Link(End("printer", 1), End("s", 2), 0.99, ())
    assert leaf_links(IDENTITIES, [attached("printer", 5)], [known]) == []
    assert leaf_links(IDENTITIES, [attached("", 20)], []) == []
