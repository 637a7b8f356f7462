"""Rules about protection: what test_rules.py does not show."""

import pytest

from agent.shared.findings.case import Case
from agent.shared.findings.rules_protection import (
    accounts,
    antivirus,
    encryption,
    firewall,
)
from agent.shared.wire import Item
from tests.support.machine_facts import DAY, KNOWLEDGE, NOW, changed

LINUX = {"name": "Debian GNU/Linux 13", "version": "13"}


def found(rule, **kinds):
    """Return kind and severity of what *rule* finds in the machine but for *kinds*."""
    case = Case(changed(**kinds), NOW, KNOWLEDGE)
    return [(one.kind, one.severity) for one in rule(case)]


@pytest.mark.parametrize(
    ("age_days", "said", "expected"),
    [
        (1, "up_to_date", []),
        (8, "up_to_date", [("antivirus_outdated", "warning")]),
        (31, "up_to_date", [("antivirus_outdated", "critical")]),
        (1, "outdated", [("antivirus_outdated", "warning")]),
        (None, "outdated", [("antivirus_outdated", "warning")]),
        (None, "up_to_date", []),
        (None, None, [("not_known", "info")]),
    ],
)
def test_the_age_of_signatures_counts_before_the_products_word(
    age_days, said, expected
):
    """SecurityCenter calls 29 days "up to date"."""
    when = None if age_days is None else NOW - age_days * DAY
    attributes = {"signatures": said, "signatures_timestamp_seconds": when}
    assert found(antivirus, antivirus__Defender=attributes) == expected


def test_signatures_that_were_never_loaded_are_critical():
    """Defender says 0 or its largest number, and agents say never."""
    attributes = {"signatures_timestamp_seconds": 0}
    assert found(antivirus, antivirus__Defender=attributes) == [
        ("antivirus_outdated", "critical")
    ]


def test_one_current_product_is_enough():
    """The old entry of another one does no harm."""
    old = {"enabled": True, "signatures": "outdated"}
    assert found(antivirus, antivirus__Old=old) == []


def test_a_product_of_which_nothing_is_known_is_no_protection():
    """It is not called off, either."""
    off = {"enabled": False}
    unknown = Item({}, {"enabled": "no right"})
    assert found(antivirus, antivirus__Defender=off, antivirus__X=unknown) == [
        ("not_known", "info")
    ]


def test_a_linux_without_antivirus_is_a_note():
    """On Windows it is an alarm."""
    assert found(antivirus, antivirus={}) == [("antivirus_none", "critical")]
    assert found(antivirus, antivirus={}, operating_system=LINUX) == [
        ("antivirus_none", "info")
    ]


def test_a_firewall_that_is_not_configured_is_not_off():
    """It is not known."""
    unknown = {"Public": Item({}, {"enabled": "not configured"})}
    assert found(firewall, firewall=unknown) == [("not_known", "info")]
    assert found(firewall, firewall={"ufw": Item({"enabled": False})}) == [
        ("firewall_off", "warning")
    ]


def test_a_laptop_without_encryption_is_worse_than_a_desktop():
    """One leaves it in a taxi."""
    bare = {"C:": Item({"encrypted": False})}
    assert found(encryption, volume=bare) == [("volume_unencrypted", "info")]
    assert found(encryption, volume=bare, chassis={"portable": True}) == [
        ("volume_unencrypted", "warning")
    ]


def test_encryption_that_nobody_may_read_is_not_known():
    """BitLocker needs an administrator."""
    hidden = {"C:": Item({}, {"encrypted": "needs administrator"})}
    assert found(encryption, volume=hidden) == [("not_known", "info")]
    assert found(encryption, volume={}) == []


def test_the_usual_number_of_administrators_is_in_the_evidence():
    """A reader sees what it was compared with."""
    case = Case(changed(accounts={"local_administrators": 5}), NOW, KNOWLEDGE)
    (one,) = accounts(case)
    assert one.evidence == {"local_administrators": 5, "usual_most": 2}
