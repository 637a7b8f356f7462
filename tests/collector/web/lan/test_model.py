"""Names and pages of what hangs in a LAN."""

from collector.topology.shapes import Attachment, End, Inferred, Topology
from collector.web.lan.model import Lan, Machine, PortUse
from tests.support.lan_views import device, finding, port


def test_what_hangs_at_a_port_has_the_best_name_known():
    """The machine's, the device's, the host name, the address, the MAC address."""
    lan = Lan({"d": device("d")}, {"m": Machine("m", "PC-1")})

    def one(**more):
        return Attachment("00:00:00:00:00:01", End("x", 1), 1.0, (), **more)

    cases = [
        (one(agent="m", name="other"), "PC-1", "/machines/m"),
        (one(device="d"), "d", "/switches/d"),
        (one(name="host", address="10.0.0.1"), "host", "/find?q=00:00:00:00:00:01"),
        (one(address="10.0.0.1"), "10.0.0.1", "/find?q=00:00:00:00:00:01"),
        (one(agent="gone"), "00:00:00:00:00:01", "/find?q=00:00:00:00:00:01"),
    ]
    for attachment, name, page in cases:
        assert lan.attached_name(attachment) == name
        assert lan.attached_link(attachment) == page


def test_ports_and_nodes_are_named():
    """A port that is gone by its index, an inferred node by its name."""
    node = Inferred("i", "phone", End("d", 1), "phone-1", 0.5, ())
    lan = Lan({"d": device("d", ports=[port(1)])}, {}, Topology(inferred=(node,)))
    assert lan.port_name("d", 1) == "Gi0/1"
    assert lan.port_name("d", 9) == "#9"
    assert lan.port_name("d", 0) == lan.port_name("x", 1) == ""
    assert lan.device_name("i") == "phone-1"
    assert lan.inferred("x") is None


def test_the_worst_finding_and_the_busier_direction_count():
    """What needs a look first."""
    box = device(
        "d", findings=[finding("d", severity="info"), finding("d", severity="warning")]
    )
    assert box.worst == "warning"
    assert device("d").worst == ""
    use = PortUse(receive=0.1, transmit=0.6, receive_p95=0.9)
    assert (use.load, use.load_p95) == (0.6, 0.9)
    assert PortUse().load is None
