"""Questions whose failure costs their own part alone."""

import pytest

from agent.sources.windows_asking import Asking
from agent.sources.windows_doors import NotWindows
from tests.support.windows_pc import Pc

KEY = r"SYSTEM\CurrentControlSet\Services\MpsSvc"


def test_answers_come_with_an_empty_reason():
    """What is not there is None, which is no failure."""
    ask = Asking(Pc().doors())
    assert ask.number(KEY, "Start") == (2, "")
    assert ask.value(KEY, "Nothing") == (None, "")
    assert ask.number(
        r"SOFTWARE\Microsoft\Windows NT\CurrentVersion", "SystemRoot"
    ) == (
        None,
        "",
    )
    assert ask.keys(r"SOFTWARE\Nothing") == (None, "")
    assert ask.rows("Win32_LogicalDisk", ("DeviceID",))[1] == ""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError("x"), "administrator"),
        (FileNotFoundError("x"), "does not know"),
        (TimeoutError("x"), "in time"),
        (OSError("odd"), "odd"),
        (RuntimeError("odd"), "odd"),
    ],
)
def test_failures_come_as_reasons(error, says):
    """One sentence by the kind of the error."""

    class Failing(NotWindows):
        """Doors that fail so."""

        def query(self, namespace, class_name, properties):
            raise error

    ask = Asking(Pc().doors()._replace(wmi=Failing()))
    rows, reason = ask.rows("Win32_BIOS", ("Name",))
    assert not rows
    assert says in reason
