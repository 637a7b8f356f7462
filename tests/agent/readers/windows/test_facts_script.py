"""What facts.ps1 prints; made by hand after the script, as PowerShell writes JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.facts_script import key, read_answers

ANSWERS = {
    "format": 1,
    "answers": [
        {
            "namespace": "root\\cimv2",
            "class": "Win32_BIOS",
            "rows": [{"Name": "Máy"}],
        },
        {"namespace": "root\\cimv2", "class": "One", "rows": {"Name": "x"}},
        {"namespace": "root\\cimv2", "class": "None", "rows": None},
        {"namespace": "root\\x", "class": "Refused", "error": "Access denied"},
    ],
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_come_by_class(encoding):
    """One row or several, whatever encoding the console made of it."""
    found = read_answers(json.dumps(ANSWERS, ensure_ascii=False).encode(encoding))
    assert found[key("ROOT\\CIMV2", "win32_bios")] == [{"Name": "Máy"}]
    assert found[key("root\\cimv2", "One")] == [{"Name": "x"}]
    assert found[key("root\\cimv2", "None")] == []
    assert key("root\\x", "Refused") not in found


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b'{"format": 2, "answers": []}', b"Get-CimInstance :"],
)
def test_other_output_is_refused(content):
    """A stub, an error, another version."""
    with pytest.raises(ReadError):
        read_answers(content)


@given(st.binary() | st.text().map(str.encode) | st.integers(0, 400))
def test_junk_is_a_value_or_one_error(content):
    """Cut anywhere, or anything at all."""
    if isinstance(content, int):
        content = json.dumps(ANSWERS).encode()[:content]
    try:
        read_answers(content)
    except ReadError:
        return
