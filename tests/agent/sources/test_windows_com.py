"""COM: its errors told apart, its refusal elsewhere, its answers on Windows."""

import sys

import pytest

from agent.sources.windows_com import ComUpdateAgent, ComWmi, plain_error

ON_WINDOWS = sys.platform == "win32"


@pytest.mark.parametrize(
    ("hresult", "details", "kind"),
    [
        (-2147024891, None, PermissionError),
        (-2147217405, None, PermissionError),
        (-2147217392, None, FileNotFoundError),
        (-2147352567, ("no such thing", "", "", 0, -2147217394), FileNotFoundError),
        (-2147352567, (None, None, None, 0, 0), OSError),
        (-2147221164, None, OSError),
    ],
)
def test_errors_of_com_are_told_apart(hresult, details, kind):
    """No rights and no such class are no reason to ask in another way."""
    error = plain_error(hresult, "text", details)
    assert type(error) is kind
    assert "0x80" in str(error)


@pytest.mark.skipif(ON_WINDOWS, reason="needs no Windows")
def test_there_is_no_com_elsewhere():
    """A missing library is a refusal."""
    with pytest.raises(OSError, match="COM"):
        ComWmi(limit_s=30).query("root", "Win32_Processor", ("Name",))
    for ask in (ComUpdateAgent().waiting, ComUpdateAgent().history):
        with pytest.raises(OSError, match="COM"):
            ask()


@pytest.mark.skipif(not ON_WINDOWS, reason="needs Windows")
def test_windows_answers():
    """Rows with values; what is not there is told apart from what fails."""
    wmi = ComWmi()
    (row,) = wmi.query(
        r"root\cimv2", "Win32_OperatingSystem", ("Caption", "NoSuchProperty")
    )
    assert "Windows" in row["Caption"]
    assert row["NoSuchProperty"] is None
    with pytest.raises(FileNotFoundError):
        wmi.query(r"root\NoSuchNamespace", "X", ("Name",))
