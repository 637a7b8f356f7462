from agent.shared.wire import Item
from collector.history import changes
from collector.store.interface import FactsRecord


def records(*facts):
    """Return records one second apart."""
    return [FactsRecord("a", float(n), str(n), f) for n, f in enumerate(facts)]


def test_items_appear_change_and_disappear():
    """Each change has its time, and only the attributes that differ."""
    old = {"disk": {"a": Item({"size": 1, "maker": "x"}), "b": Item({"size": 2})}}
    new = {"disk": {"a": Item({"size": 3, "maker": "x"}), "c": Item({"size": 4})}}
    found = {c.key: c for c in changes(records(old, new))}
    assert (found["a"].change, found["a"].old, found["a"].new) == (
        "changed",
        {"size": 1},
        {"size": 3},
    )
    assert (found["b"].change, found["b"].old) == ("disappeared", {"size": 2})
    assert (found["c"].change, found["c"].new, found["c"].time) == (
        "appeared",
        {"size": 4},
        1.0,
    )


def test_what_could_not_be_read_has_not_changed():
    """An unknown attribute, or a whole kind that is missing, is no change."""
    known = {"disk": {"a": Item({"serial": "1"})}, "bios": {"": Item({"v": 1})}}
    unknown = {"disk": {"a": Item({}, {"serial": "no right"})}}
    assert changes(records(known, unknown, known)) == []
