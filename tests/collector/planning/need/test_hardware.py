"""What sort of machine it is."""

import pytest

from agent.shared.wire import Item
from collector.planning.need.hardware import is_server, is_virtual
from tests.support.need_cases import machine


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"system": {"": Item({"model": "Virtual Machine"})}}, True),
        ({"system": {"": Item({"manufacturer": "QEMU"})}}, True),
        ({"disk": {"vda": Item({"bus": "virtio"})}}, True),
        ({"system": {"": Item({"manufacturer": "Dell Inc."})}}, False),
        ({}, False),
    ],
)
def test_a_virtual_machine_is_known_by_its_maker_or_its_drives(facts, expected):
    """A hypervisor's flag would say nothing."""
    assert is_virtual(machine("a", **facts)) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"_role": "server"}, True),
        ({"chassis": {"": Item({"kind": "Blade"})}}, True),
        ({"chassis": {"": Item({"kind": "Desktop"})}}, False),
        ({"operating_system": {"": Item({"name": "Windows Server 2019"})}}, True),
        ({}, False),
    ],
)
def test_a_server_is_known_by_role_system_or_chassis(changes, expected):
    """Anything else is a PC."""
    assert is_server(machine("a", **changes)) is expected
