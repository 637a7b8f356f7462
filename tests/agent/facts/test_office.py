"""Facts of the office programs."""

from agent.facts.office import office_items
from agent.readers.windows.office import Office
from agent.shared.fact_kinds import FACT_KINDS


def test_a_program_is_known_by_its_name():
    """What its installer did not say has a reason."""
    items = office_items([Office("Microsoft Office Standard 2016", "16.0", None)])
    (program,) = items.values()
    assert list(items) == ["Microsoft Office Standard 2016"]
    assert program.attributes["version"] == "16.0"
    assert "build" in program.unknown
    told = set(program.attributes) | set(program.unknown)
    assert told == set(FACT_KINDS["office"].fields)
    assert office_items([]) == {}
