"""Antivirus products and Defender, with values made by hand."""

import json

import pytest
from hypothesis import given

from agent.readers.errors import ReadError
from agent.readers.windows.antivirus import (
    Defender,
    Products,
    guarded,
    product_of,
    read_antivirus,
)
from agent.readers.windows.encoding import decode_console
from tests.support.damaged import damaged, recordings

DEFENDER = """
AMRunningMode                   : {mode}
AntivirusEnabled                : {enabled}
AntivirusSignatureAge           : {age}
FullScanAge                     : 4294967295
IsTamperProtected               : True
QuickScanAge                    : 65535
RealTimeProtectionEnabled       : {realtime}
"""
PRODUCTS = """
displayName  : Eset Security
productState : {one}

displayName  : Windows Defender
productState : {two}
"""


def defender(mode="Normal", *, enabled=True, realtime=True, age=0):
    """Return Defender's state in a list."""
    return DEFENDER.format(mode=mode, enabled=enabled, realtime=realtime, age=age)


@pytest.mark.parametrize(
    ("number", "state", "signatures"),
    [
        (0x061100, "on", "up_to_date"),
        (0x061110, "on", "outdated"),
        (0x062000, "snoozed", "up_to_date"),
        (0x063010, "expired", "outdated"),
        (0x060100, "off", "up_to_date"),
        (0x064001, None, None),
    ],
)
def test_a_product_state_has_two_parts(number, state, signatures):
    """State and signatures stand at places of their own."""
    found = product_of("X", number)
    assert (found.state, found.signatures) == (state, signatures)


def test_one_product_that_is_on_is_enough():
    """The other one is switched off by it."""
    found = read_antivirus(PRODUCTS.format(one=0x041000, two=0x060100))
    assert isinstance(found, Products)
    assert [p.state for p in found.products] == ["on", "off"]
    assert found.protected is True


@pytest.mark.parametrize("state", [0x060000, 0x062000, 0x063010])
def test_off_snoozed_and_expired_guard_nothing(state):
    """Only a product that is on does."""
    assert guarded([product_of("X", state)]) is False


def test_nothing_known_is_no_answer():
    """No product, or one in a state without a name."""
    assert guarded([]) is None
    assert guarded([product_of("X", 0x064000)]) is None


def test_a_product_that_is_named_twice_is_one():
    """The Security Center keeps an entry of an earlier version at times."""
    text = "displayName=A\nproductState=266240\n\n" * 2
    assert len(read_antivirus(text).products) == 1


def test_tables_and_json_say_the_same():
    """The form is the person's choice."""
    row = {"displayName": "A b", "productState": 397568}
    drawn = (
        "displayName productState\n----------- ------------\nA b               397568\n"
    )
    assert read_antivirus(json.dumps(row)) == read_antivirus(drawn)
    assert read_antivirus("Node,displayName,productState\nPC,A b,397568\n") == (
        read_antivirus(drawn)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Node - PC\nERROR:\nDescription = Invalid namespace\n",
        "Get-CimInstance : Ungültiger Namespace\n  + CategoryInfo          : Meta\n",
        "Get-MpComputerStatus : 0x800106ba",
    ],
)
def test_a_server_without_a_security_center_is_no_finding(text):
    """It refuses, in any language; nothing is known then."""
    found = read_antivirus(text)
    assert (found.products, found.protected, found.error) == ((), None, True)


def test_never_is_no_number_of_days():
    """Neither the largest number of 32 bits nor that of 16."""
    found = read_antivirus(defender(age=29))
    assert isinstance(found, Defender)
    assert (found.full_scan_age_days, found.quick_scan_age_days) == (None, None)
    assert found.signature_age_days == 29
    assert found.protected is True


def test_enabled_without_real_time_protection_guards_nothing():
    """AntivirusEnabled alone says little."""
    assert read_antivirus(defender(realtime=False)).protected is False
    assert read_antivirus(defender(enabled=False)).protected is False


def test_a_passive_defender_leaves_the_answer_to_the_other_product():
    """It sees, and does not act."""
    assert read_antivirus(defender("Passive Mode")).protected is None
    assert read_antivirus(defender("Passive Mode", realtime=False)).protected is False


def test_defender_as_json():
    """Numbers and truth values as such."""
    text = json.dumps({"AntivirusEnabled": True, "RealTimeProtectionEnabled": True})
    assert read_antivirus(text).protected is True
    assert read_antivirus('{"AntivirusEnabled": true}').protected is None


MADE = [DEFENDER.encode(), PRODUCTS.encode(), b'{"productState": 3}']


@given(damaged([*MADE, *recordings("windows-antivirus")]))
def test_anything_else_is_refused(content):
    """By the one error of readers."""
    try:
        found = read_antivirus(decode_console(content)[0])
    except ReadError:
        return
    assert isinstance(found, (Products, Defender))
