"""From values of readers to the object that is printed."""

from typing import Any

import msgspec


def plain(found: Any) -> Any:
    """Return *found* (structs, tuples, mappings) as JSON would print and read it."""
    return msgspec.json.decode(msgspec.json.encode(found))
