"""The printed object."""

from agent.readers.linux.apt import AptPlan
from agent.replay.plain import plain


def test_structs_and_tuples_become_mappings_and_lists():
    """What is compared is what JSON holds."""
    found = plain({"plan": AptPlan(to_install=("a",))})
    assert found["plan"]["to_install"] == ["a"]
