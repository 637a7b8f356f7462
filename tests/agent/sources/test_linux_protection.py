"""What guards made-up machines, in one reading."""

import pytest

from agent.sources.linux_protection import part, read_protection
from agent.sources.safety import Firewall
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors


@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_fails_something_is_said(tmp_path, failure):
    """No failure of programs ends the reading."""
    doors = linux_doors(tmp_path, {"etc/passwd": "root:x:0:0:", "etc/group": ""})
    found = read_protection(doors._replace(programs=FailingPrograms(failure)))
    assert found.accounts.local_administrators == 1
    assert found.firewalls
    assert found.volumes[""].reasons


def test_an_unexpected_failure_costs_its_part_only():
    """The reason names its kind, not its words."""

    def fail(doors):
        raise RuntimeError("/home/lan")

    found = part(None, fail, Firewall)
    assert found[""].reasons == {"enabled": "could not be read: RuntimeError"}
