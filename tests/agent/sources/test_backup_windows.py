"""Windows Backup and File History, by recordings made by hand."""

import pytest

from agent.readers.backup.shapes import Claim
from agent.readers.backup.times import iso
from agent.sources.backup_windows import file_history, windows_backup
from agent.sources.programs import Output
from tests.agent.readers.backup.test_veeam import event
from tests.agent.readers.windows.test_backup import WBADMIN
from tests.support.backup_sets import FakeTools

NOW = iso("2024-05-01T00:00:00Z")
LAST = iso("2024-04-03T11:16:00Z")
ONE = "S-1-5-21-1111111111-2222222222-3333333333-1001"
TWO = "S-1-12-1-1111111111-2222222222-3333333333-4444444444"
LISTED = f"""
HKEY_USERS\\.DEFAULT
HKEY_USERS\\S-1-5-19
HKEY_USERS\\{ONE}
HKEY_USERS\\{ONE}_Classes
HKEY_USERS\\{TWO}
"""
VALUE = "\r\n    ProtectedUpToTime    REG_QWORD    0x{:x}\r\n\r\n"
FILETIME = 133547481690000000  # 12 March 2024 20:16:09 UTC
SAFE = iso("2024-03-12T20:16:09Z")


def programs(answers):
    """Return programs that answer by their first word."""

    def answer(argv):
        found = answers[argv[0]]
        return found(argv) if callable(found) else found

    return FakeTools(answer)


def of_2024(number, level, day):
    """Return an event of that day."""
    return event(number, level).replace("2023-11-14", f"2024-04-{day:02d}")


def backup(versions, events=""):
    """Return the evidence for Windows Backup."""
    tools = programs({"wbadmin": versions, "wevtutil": Output(events.encode())})
    return windows_backup(tools, now=NOW)


def test_the_newest_version_is_the_last_success():
    """In whatever language wbadmin speaks."""
    found = backup(Output(WBADMIN.encode("cp850")))
    assert found.claim == Claim(LAST, LAST, True)


def test_the_log_tells_of_a_later_failure():
    """By the level; of a success by its number."""
    events = of_2024(4, 4, 3) + of_2024(5, 2, 4) + of_2024(14, 4, 5)
    found = backup(Output(WBADMIN.encode("cp850")), events)
    assert found.claim.last_success == LAST
    assert found.claim.last_attempt == pytest.approx(iso("2024-04-04T22:13:20Z"), abs=1)
    assert found.claim.succeeded is False
    found = backup(Output(WBADMIN.encode("cp850")), of_2024(4, 4, 6))
    assert found.claim.succeeded is True


def test_a_machine_that_never_used_it():
    """It is installed with Windows, and not in use."""
    none = Output(b"wbadmin 1.0 - Backup command-line tool\r\nERROR - none.\r\n")
    assert backup(none).absent
    assert backup(none, of_2024(5, 2, 4)).claim.succeeded is False


@pytest.mark.parametrize(
    ("answer", "absent"),
    [
        (FileNotFoundError(), True),
        (TimeoutError("slow"), False),
        (RuntimeError("odd"), False),
        (Output(b"Access is denied.", b"", 5), False),
        (Output(b"wbadmin 1.0\r\nERROR - none\r\n", b"", -1), True),
    ],
)
def test_why_nothing_is_known(answer, absent):
    """With a reason each."""
    found = backup(answer)
    assert found.claim is None
    assert found.absent is absent
    assert found.reason


def history(*values):
    """Return the evidence for File History of two users."""
    by_user = dict(zip((ONE, TWO), values, strict=True))

    def reg(argv):
        if argv[-1] == "HKU":
            return Output(LISTED.encode())
        value = next(v for user, v in by_user.items() if f"\\{user}\\" in argv[2])
        if value is None:
            return Output(b"", b"not found", 1)
        return Output(VALUE.format(value).encode())

    return file_history(programs({"reg": reg}), now=NOW)


def test_the_user_who_is_worst_off_decides():
    """Files of everybody are to be safe."""
    found = history(FILETIME, FILETIME + 10**12)
    assert found.claim == Claim(SAFE, SAFE, True)
    assert history(FILETIME, None).claim.last_success == SAFE


def test_nobody_has_switched_it_on():
    """Then it is absent, not broken."""
    assert history(None, None).absent


def test_a_time_of_the_future_is_none():
    """Somebody's clock was wrong."""
    found = history(FILETIME * 2, FILETIME)
    assert found.claim is None
    assert not found.absent


@pytest.mark.parametrize(
    ("error", "absent"), [(FileNotFoundError(), True), (OSError("no"), False)]
)
def test_a_registry_that_does_not_answer(error, absent):
    """Costs File History only."""
    found = file_history(programs({"reg": error}), now=NOW)
    assert (found.claim, found.absent) == (None, absent)
