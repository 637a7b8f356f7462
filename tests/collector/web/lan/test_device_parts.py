"""What a device is made of, in lines."""

from agent.shared.survey import Module, SpanningTree
from collector.web.i18n import Tongue
from collector.web.lan.device_parts import identity, modules, spanning_tree, vlans
from collector.web.lan.model import Lan
from tests.support.lan_views import device, port

TONGUE = Tongue("en")


def test_who_it_is_leaves_out_what_is_not_told():
    """No empty lines."""
    box = device("sw", vendor="HP", address="10.0.0.2", contact=" ")
    assert ("Vendor", "HP") in identity(box, TONGUE)
    assert "Contact" not in dict(identity(box, TONGUE))


def test_vlans_tell_their_ports_in_runs():
    """Also those without a name; many ports are cut."""
    ports = [port(n, vlan=10) for n in range(1, 25)] + [
        port(25, "Te1/1", vlan=1, tagged=(10, 20))
    ]
    rows = vlans(device("sw", ports=ports, vlans=((1, "default"), (10, "VP"))).survey)
    assert [(row.number, row.name, row.untagged, row.tagged) for row in rows] == [
        (1, "default", "Te1/1", "–"),
        (10, "VP", "Gi0/1–24", "Te1/1"),
        (20, "", "–", "Te1/1"),
    ]
    plain = [port(n, str(n), vlan=5) for n in (1, 2, 3, 7)]
    assert vlans(device("sw", ports=plain).survey)[0].untagged == "1–3, 7"
    odd = [port(n, f"p{n}", vlan=5) for n in range(1, 40, 2)] + [
        port(99, "mgmt", vlan=5)
    ]
    assert vlans(device("sw", ports=odd).survey)[0].untagged.endswith("+13")


def test_modules_are_what_one_would_order():
    """Transceivers with a number, no sensors and no empty slots."""
    box = device(
        "sw",
        modules=(
            Module(1, "chassis", "Chassis", model="X", serial="1", software="15"),
            Module(2, "sensor", "Temp"),
            Module(3, "container", "Slot 1"),
            Module(4, "port", "Te1/1", serial="SFP1", model="10G-LR"),
            Module(5, "port", "Gi0/1"),
            Module(6, "fan"),
        ),
    )
    rows = modules(box.survey, TONGUE)
    assert [(row.kind, row.name) for row in rows] == [
        ("Chassis", "Chassis"),
        ("Port", "Te1/1"),
    ]


def test_the_root_of_the_spanning_tree_is_named():
    """By the device whose address it is."""
    root = device(
        "core",
        macs=("00:00:00:00:00:0a",),
        spanning_tree=SpanningTree("00:00:00:00:00:0a"),
    )
    leaf = device(
        "sw",
        ports=[port(3)],
        spanning_tree=SpanningTree(
            "00:00:00:00:00:0a",
            priority=32768,
            root_cost=4,
            root_port=3,
            topology_changes=7,
            changed_s=120.0,
        ),
    )
    lan = Lan({"core": root, "sw": leaf})
    lines = dict(spanning_tree(leaf, lan, TONGUE))
    assert lines["Root"] == "core (00:00:00:00:00:0a)"
    assert lines["Port to the root"] == "Gi0/3"
    assert lines["Topology changes"] == "7"
    assert dict(spanning_tree(root, lan, TONGUE))["Root"] == "this device"
    assert spanning_tree(device("x"), lan, TONGUE) == []
