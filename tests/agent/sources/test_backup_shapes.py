"""What the sources of backups hand over."""

import msgspec

from agent.sources.backup_shapes import Evidence, Memory, Remembered


def test_nothing_speaks_for_a_set_of_which_nothing_is_known():
    """Every part is unknown, none is false."""
    assert Evidence().reachable is None
    assert Evidence().listing is Evidence().claim is Evidence().stamped is None


def test_the_memory_survives_being_written_down():
    """As JSON, in the agent's data directory."""
    memory = Memory({"home": Remembered("0a", 5.0, "canary", tested="id")})
    content = msgspec.json.encode(memory)
    assert msgspec.json.decode(content, type=Memory) == memory
