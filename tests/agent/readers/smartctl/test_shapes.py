"""The shape of what a drive says."""

from agent.readers.smartctl.shapes import Ata, Attribute


def test_failed_attributes_are_told_by_time():
    """Now and in the past are different things."""
    now = Attribute(number=5, when_failed="now")
    past = Attribute(number=190, when_failed="past")
    ata = Ata(attributes=(now, past, Attribute(number=9)))
    assert ata.failed("now") == (now,)
    assert ata.failed("past") == (past,)
