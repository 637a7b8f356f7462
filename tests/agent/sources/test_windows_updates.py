"""Updates of Windows, from a PC made by hand."""

import msgspec
import pytest

from agent.sources.windows_doors import NotWindows
from agent.sources.windows_updates import read_updates
from tests.support.windows_pc import FailingAt, Pc

SERVICING = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing"
POLICY = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU"


def updates(pc):
    """Return the updates of the PC."""
    return read_updates(pc.doors()).updates


def test_what_waits_and_what_was_installed():
    """Optional ones do not wait, signatures are no installation."""
    found = updates(Pc())
    assert (found.source, found.pending, found.pending_security) == (
        "windows_update",
        1,
        1,
    )
    assert found.last_installed_timestamp_seconds == 1794480000.0
    assert found.last_checked_timestamp_seconds == 1795590000.0
    assert (found.reboot_required, found.automatic) == (False, True)


@pytest.mark.parametrize(
    "key",
    [
        rf"{SERVICING}\RebootPending",
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired",
    ],
)
def test_each_of_two_keys_means_a_restart(key):
    """Also where the Update Agent says nothing."""
    pc = Pc()
    pc.keys_and_values[key] = {}
    assert updates(pc).reboot_required is True


def test_files_that_wait_to_be_renamed_are_not_even_asked_for():
    """Browsers and antivirus leave some at all times."""
    noting = FailingAt(-1, OSError())
    read_updates(noting.doors(Pc().doors()))
    assert "PendingFileRename" not in " ".join(noting.calls)


def test_a_policy_that_switches_updates_off_is_seen():
    """And a service that never starts."""
    pc = Pc()
    pc.keys_and_values[POLICY] = {"NoAutoUpdate": 1}
    assert updates(pc).automatic is False
    pc.keys_and_values[POLICY] = {"AUOptions": 2}
    assert updates(pc).automatic is False
    pc = Pc()
    pc.keys_and_values[r"SYSTEM\CurrentControlSet\Services\wuauserv"]["Start"] = 4
    assert updates(pc).automatic is False


def test_without_a_history_the_hotfixes_tell_the_day():
    """In whatever form this Windows writes dates."""
    pc = Pc()
    pc.operations = []
    assert updates(pc).last_installed_timestamp_seconds == 1794441600.0
    pc.classes.clear()
    found = updates(pc)
    assert found.last_installed_timestamp_seconds is None
    assert "no update" in found.reasons["last_installed_timestamp_seconds"]


def test_without_the_update_agent_the_registry_still_answers():
    """What waits is then unknown, and says why."""
    found = read_updates(Pc().doors()._replace(updates=NotWindows())).updates
    assert (found.pending, found.reboot_required) == (None, False)
    assert "Update Agent" in found.reasons["pending"]
    assert found.last_installed_timestamp_seconds is not None


def values(found):
    """Return how many values are known."""
    tree = msgspec.to_builtins(found)
    rows = [tree["updates"], *tree["office"].values()]
    return sum(
        v is not None for row in rows for name, v in row.items() if name != "reasons"
    )


def calls():
    """Return how many calls one reading makes."""
    noting = FailingAt(-1, OSError())
    read_updates(noting.doors(Pc().doors()))
    return len(noting.calls)


@pytest.mark.parametrize("error", [OSError("x"), RuntimeError("x"), PermissionError()])
@pytest.mark.parametrize("position", range(calls()))
def test_a_call_that_fails_costs_its_own_part_alone(position, error):
    """Each call of each door in turn: most is still known, nothing is raised."""
    whole = values(read_updates(Pc().doors()))
    failing = FailingAt(position, error)
    left = values(read_updates(failing.doors(Pc().doors())))
    assert len(failing.calls) > position
    assert left >= whole - 6
