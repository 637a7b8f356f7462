"""What is asked of which device."""

from agent.readers.snmp.rows import oid
from agent.switches.bases import CISCO, SCALARS, STANDARD, wanted

CURRENT_VLANS = "1.3.6.1.2.1.17.7.1.4.2.1"
MAKERS = (9, 11, 45, 171, 207, 318, 674, 2011, 2636, 11863, 14988, 25506)


def of(maker):
    """Return what is asked of a device by the maker of this number."""
    return wanted((*oid("1.3.6.1.4.1"), maker, 1))


def columns(asked):
    """Return all columns in *asked*."""
    return [column for each in asked for column in each.columns]


def test_every_device_is_asked_for_the_standard_tables():
    """A maker's own of its own devices, table by table."""
    assert wanted(None)[: len(STANDARD)] == STANDARD
    assert of(424242) == wanted(None)
    assert of(CISCO)[: len(STANDARD)] == STANDARD
    assert len(of(CISCO)) > len(wanted(None))


def test_tables_of_makers_are_found_on_devices_of_others():
    """One question asks for all of them; no device is left out."""
    vtp, poe = oid("1.3.6.1.4.1.9.9.46.1.3.1.1.4"), oid("1.3.6.1.4.1.11863.6.56")
    for asked in (wanted(None), of(424242), of(CISCO), of(11863)):
        assert {vtp, poe} <= set(columns(asked))
    assert [len(each.columns) for each in wanted(None) if vtp in each.columns] == [17]


def test_nothing_is_asked_twice():
    """No column stands twice, or below another, but for want of an answer."""
    for maker in MAKERS:
        all_ = columns(e for e in of(maker) if e.unless != oid(CURRENT_VLANS))
        for place, one in enumerate(all_):
            others = all_[:place] + all_[place + 1 :]
            assert not [other for other in others if one[: len(other)] == other]
    assert len(set(SCALARS)) == len(SCALARS)


def test_long_tables_are_asked_only_for_what_is_read():
    """Of the VLAN tables neither forbidden ports nor times, of the FDB no addresses."""
    asked = set(columns(wanted(None)))
    for needless in (
        "1.3.6.1.2.1.17.7.1.4.3.1.3",
        "1.3.6.1.2.1.17.7.1.4.2.1.7",
        "1.3.6.1.2.1.17.4.3.1.1",
    ):
        assert oid(needless) not in asked


def test_what_another_table_tells_is_asked_only_without_it():
    """Who lists the ports of configured VLANs is not asked for those in force."""
    unless = [(each.columns[0], each.unless) for each in STANDARD if each.unless]
    assert unless == [
        (oid("1.3.6.1.2.1.17.7.1.4.3.1.5"), oid("1.3.6.1.2.1.17.7.1.4.3.1.1")),
        (oid("1.3.6.1.2.1.17.7.1.4.2.1.4"), oid("1.3.6.1.2.1.17.7.1.4.3.1.2")),
        (oid("1.3.6.1.2.1.17.7.1.4.2.1.4"), oid(CURRENT_VLANS)),
    ]


def test_no_question_has_too_many_columns():
    """A small switch answers what fits into one packet."""
    assert max(len(each.columns) for maker in MAKERS for each in of(maker)) <= 24
