"""The shipped thresholds."""

import msgspec

from agent.shared.knowledge.files import SHIPPED
from agent.shared.knowledge.thresholds import Thresholds
from tests.support.machine_facts import KNOWLEDGE


def test_the_file_says_every_threshold():
    """Who edits it sees what there is, at the values that hold without it."""
    text = (SHIPPED / "thresholds.toml").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Thresholds):
        part = getattr(KNOWLEDGE.thresholds, field.name)
        if isinstance(part, msgspec.Struct):
            assert part == type(part)()
            assert f"[{field.name}]" in text
            for inner in msgspec.structs.fields(type(part)):
                assert f"{inner.name} =" in text
