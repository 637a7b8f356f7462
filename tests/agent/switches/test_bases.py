"""What is walked of which device."""

from agent.readers.snmp.rows import oid
from agent.switches.bases import CISCO, STANDARD, bases, maker


def test_a_maker_is_the_number_behind_enterprises():
    """What is no such name has none."""
    assert maker(oid("1.3.6.1.4.1.9.1.1208")) == CISCO
    assert maker(oid("1.3.6.1.4.1")) is None
    assert maker(oid("1.3.6.1.2.1")) is None
    assert maker(None) is None
    assert maker(b"1.3.6.1.4.1.9") is None


def test_every_device_is_asked_for_the_standard_tables():
    """A maker's own only of its own devices."""
    assert bases(None) == STANDARD
    assert bases(oid("1.3.6.1.4.1.424242.1")) == STANDARD
    assert bases(oid("1.3.6.1.4.1.9.1.1208"))[: len(STANDARD)] == STANDARD
    assert len(bases(oid("1.3.6.1.4.1.9.1.1208"))) > len(STANDARD)


def test_nothing_is_walked_twice():
    """No base stands below another."""
    for number in (9, 11, 2011, 25506, 11863, 14988):
        all_ = bases((*oid("1.3.6.1.4.1"), number))
        for one in all_:
            assert not [b for b in all_ if b != one and b[: len(one)] == one]
