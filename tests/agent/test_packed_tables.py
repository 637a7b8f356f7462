"""Tables that are kept small."""

from agent.packed_tables import PackedTables, pack, unpack
from agent.shared.wire import Declaration, Table, encode


def table(device, ports=3):
    """Return the table of a device."""
    up = Declaration("hatang_up", "gauge", "Up.", ("port",))
    series = tuple((0, (f"Gi1/0/{n}",)) for n in range(ports))
    return Table("switch_ports", 60.0, (up,), series, device)


def test_what_was_packed_comes_back():
    """The very same table."""
    assert unpack(pack(encode(table("a")))) == table("a")


def test_many_are_a_mapping():
    """Packed ones, and those of the machine itself as they are."""
    own = table("")
    tables = PackedTables({"x": pack(encode(table("a"))), "own": own})
    assert dict(tables) == {"x": table("a"), "own": own}
    assert tables["own"] is own
    assert len(tables) == 2
    assert {"x", "own"} == tables.keys()
    assert {"x", "y"} - tables.keys() == {"y"}
    assert tables.keys() - {"x"} == {"own"}
    assert dict(PackedTables.of_bodies([("b", encode(own))])) == {"b": own}


def test_a_thousand_series_take_little():
    """Less than a tenth of their JSON."""
    body = encode(table("a", 1000))
    assert len(pack(body)) < len(body) / 5
