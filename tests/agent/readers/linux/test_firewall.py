"""ufw, firewalld and systemd; texts made by hand in their forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.firewall import read_firewall

UNIT = """● firewalld.service - firewalld
     Loaded: {loaded}
     Active: {active}
"""


@pytest.mark.parametrize(
    ("text", "active"),
    [
        ("Status: active\n", True),
        ("Status: inactive\n", False),
        ("Status: Aktiv\n", True),
        ("Status: Inaktiv\n", False),
        ("Estado: activo\n", True),
        ("Estado: inactivo\n", False),
        ("Состояние: активен\n", True),
        ("Состояние: неактивен\n", False),
        ("状态： 激活\n", True),
        ("状态： 不活动\n", False),
        ("running\n", True),
        ("not running\n", False),
        ("FirewallD is not running\n", False),
    ],
)
def test_on_and_off_in_many_words(text, active):
    """The first speaks the user's language, firewalld English."""
    assert read_firewall(text).active is active


@pytest.mark.parametrize(
    ("loaded", "active", "expected"),
    [
        ("loaded (/x; disabled; preset: enabled)", "inactive (dead)", (False, False)),
        ("loaded (/x; enabled; preset: disabled)", "active (running)", (True, True)),
        ("loaded (/x; enabled-runtime)", "failed (Result: exit-code)", (False, True)),
        ("masked (Reason: Unit is masked.)", "inactive (dead)", (False, False)),
        ("not-found (Reason: No such file)", "inactive (dead)", (False, False)),
        ("loaded (/x; static)", "active (running)", (True, None)),
    ],
)
def test_a_service_runs_and_starts(loaded, active, expected):
    """Both are told apart: it may run now and not after a restart."""
    found = read_firewall(UNIT.format(loaded=loaded, active=active))
    assert (found.active, found.enabled_at_boot) == expected
    assert found.tool == "firewalld"


def test_a_missing_unit_is_off():
    """It says so in one line."""
    found = read_firewall("Unit firewalld.service could not be found.\n")
    assert (found.active, found.enabled_at_boot) == (False, False)


def test_properties_are_read():
    """``systemctl show`` prints pairs."""
    text = (
        "Id=firewalld.service\nLoadState=loaded\nActiveState=active\nUnitFileState={}\n"
    )
    assert read_firewall(text.format("enabled")).enabled_at_boot is True
    assert read_firewall(text.format("masked")).enabled_at_boot is False
    assert read_firewall(text.format("static")).enabled_at_boot is None


def test_the_settings_of_ufw_say_what_comes_with_a_restart():
    """Whether it is on now they do not."""
    found = read_firewall("# /etc/ufw/ufw.conf\nENABLED=yes\nLOGLEVEL=low\n")
    assert (found.enabled_at_boot, found.active) == (True, None)


def test_the_default_for_what_comes_in_is_kept():
    """An active ufw that lets all in protects nothing."""
    text = "Status: active\nDefault: allow (incoming), allow (outgoing)\n"
    assert read_firewall(text).incoming == "allow"


def test_other_texts_are_refused():
    """An error is no state."""
    with pytest.raises(ReadError):
        read_firewall("ERROR: You need to be root to run this script\n")
