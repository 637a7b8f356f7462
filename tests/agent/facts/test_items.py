"""From rows to items."""

from agent.facts.items import item, row_item
from agent.sources.inventory import Disk


def test_every_field_is_known_or_has_a_reason():
    """None is never a value; false and zero are."""
    made = item(
        {"a": None, "b": None, "c": False, "d": 0}, {"a": "needs root"}, otherwise="?"
    )
    assert made.attributes == {"c": False, "d": 0}
    assert made.unknown == {"a": "needs root", "b": "?"}


def test_the_fields_of_a_row_are_its_attributes():
    """The reasons themselves are no attribute."""
    made = row_item(Disk(model="x" * 900, reasons={"serial": "none"}))
    assert len(str(made.attributes["model"])) == 500
    assert made.unknown["serial"] == "none"
    assert "reasons" not in made.unknown
