"""Facts of the office programs: which, and how old."""

from collections.abc import Iterable

from agent.facts.items import item
from agent.readers.windows.office import Office
from agent.shared.wire import Item


def office_items(found: Iterable[Office]) -> dict[str, Item]:
    """Return the office programs by their names; empty: none is installed."""
    return {
        program.name: item(
            {
                "name": program.name,
                "version": program.version,
                "build": program.build,
            },
            {},
            otherwise="its installer did not say",
        )
        for program in found
    }
