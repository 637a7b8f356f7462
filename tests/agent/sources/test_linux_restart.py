"""Whether made-up machines should be restarted."""

import pytest

from agent.sources.asking import Unanswered
from agent.sources.linux_restart import reboot_required
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

RUNNING = {"proc/sys/kernel/osrelease": "6.1.0-9-amd64\n"}


@pytest.mark.parametrize(
    ("files", "programs", "expected"),
    [
        ({"run/reboot-required": ""}, {}, True),
        ({"var/run/reboot-required": ""}, {}, True),
        (RUNNING, {"needrestart": "NEEDRESTART-KSTA: 3\n"}, True),
        (
            {"boot/vmlinuz-6.1.0-10-amd64": ""},
            {"needrestart": "NEEDRESTART-KSTA: 1\n"},
            False,
        ),
        ({"boot/vmlinuz-6.1.0-10-amd64": ""}, {}, True),
        ({"boot/vmlinuz-6.1.0-9-amd64": ""}, {}, False),
        ({"usr/lib/modules/6.1.0-10-amd64/vmlinuz": ""}, {}, True),
        (
            {"usr/lib/modules/6.1.0-10-amd64/x": "", "boot/vmlinuz-6.1.0-9-amd64": ""},
            {},
            False,
        ),
        (
            {"boot/vmlinuz-0-rescue-amd64": "", "boot/vmlinuz-6.1.0-9-amd64": ""},
            {},
            False,
        ),
    ],
)
def test_three_witnesses_are_heard_in_turn(tmp_path, files, programs, expected):
    """A file, a tool, and kernels; modules without a kernel are leftovers."""
    doors = linux_doors(tmp_path, {**RUNNING, **files}, programs)
    assert reboot_required(doors) is expected


@pytest.mark.parametrize("failure", FAILURES)
def test_without_a_witness_it_is_unknown(tmp_path, failure):
    """As in a container."""
    doors = linux_doors(tmp_path, RUNNING)._replace(programs=FailingPrograms(failure))
    with pytest.raises(Unanswered):
        reboot_required(doors)
    with pytest.raises(Unanswered):
        reboot_required(linux_doors(tmp_path / "x"))
