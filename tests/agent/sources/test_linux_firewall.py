"""The firewall of made-up machines."""

import pytest

from agent.sources.linux_firewall import NONE, read_firewalls
from agent.sources.programs import Output
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

DROPS = "table inet f {\n\tchain i {\n\t\ttype filter hook input priority 0; policy drop;\n\t}\n}\n"
NOT_ROOT = Output(b"", b"ERROR: You need to be root to run this script", 1)


@pytest.mark.parametrize(
    ("programs", "expected"),
    [
        ({"ufw": "Status: active\n"}, {"ufw": True}),
        ({"ufw": "Status: inactive\n"}, {"ufw": False}),
        (
            {"ufw": "Status: inactive\n", "firewall-cmd": "running\n"},
            {"firewalld": True},
        ),
        ({"firewall-cmd": Output(b"", b"not running\n", 252)}, {"firewalld": False}),
        ({"ufw": "Status: inactive\n", "nft list": DROPS}, {"nftables": True}),
        ({"nft list": ""}, {"nftables": False}),
        ({"iptables -S": "-P INPUT ACCEPT\n"}, {"iptables": False}),
        ({}, {NONE: False}),
    ],
)
def test_one_that_is_on_is_enough(tmp_path, programs, expected):
    """An idle tool beside a working one is no fault; without any the door is open."""
    found = read_firewalls(linux_doors(tmp_path, programs=programs))
    assert {name: row.enabled for name, row in found.items()} == expected


def test_without_root_the_settings_tell(tmp_path):
    """The status of ufw is for root, its settings are for all."""
    doors = linux_doors(
        tmp_path, {"etc/ufw/ufw.conf": "ENABLED=yes\n"}, {"ufw": NOT_ROOT}
    )
    assert read_firewalls(doors)["ufw"].enabled is True


def test_without_root_off_is_not_claimed(tmp_path):
    """What may not be asked is unknown."""
    programs = {"ufw": NOT_ROOT, "nft list": Output(b"", b"Operation not permitted", 1)}
    found = read_firewalls(linux_doors(tmp_path, programs=programs))
    assert found[""].reasons["enabled"] == "ufw needs root: run the service as root"


@pytest.mark.parametrize("failure", FAILURES[1:])
def test_every_failure_is_unknown(tmp_path, failure):
    """Never off."""
    doors = linux_doors(tmp_path)._replace(programs=FailingPrograms(failure))
    assert read_firewalls(doors)[""].enabled is None
