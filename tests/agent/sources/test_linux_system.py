"""The running Linux, from recordings and made-up trees."""

import json

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_system import (
    firmware_mode,
    parse_os_release,
    read_operating_system,
    read_security,
)

VARIABLE = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"


def test_every_recorded_os_release_is_read(shared):
    """Name, version and identity of the recorded systems are found."""
    seen = 0
    for path in (shared / "host-fixtures/linux-os").iterdir():
        if path.suffix == ".json":
            continue
        expected = json.loads(path.with_name(path.name + ".expected.json").read_text())
        expected = expected["expected"]
        found = parse_os_release(path.read_text())
        assert found["ID"] == expected["id"]
        assert found["VERSION_ID"] == expected["version_id"]
        assert found["PRETTY_NAME"] == expected["pretty_name"]
        seen += 1
    assert seen


@given(st.text())
def test_any_text_is_read(text):
    """Broken lines are passed over."""
    parse_os_release(text)


def test_a_system_without_files_is_unknown_with_reasons(tmp_path):
    """What is missing is unknown, each with a reason."""
    system = read_operating_system(tmp_path)
    assert system.name == "Linux"
    assert system.version is None
    assert system.last_update is None
    assert set(system.reasons) == {"version", "install_date", "last_update"}
    security = read_security(tmp_path)
    assert security.secure_boot is None
    assert "UEFI" in security.reasons["secure_boot"]
    assert firmware_mode(tmp_path) is None


def test_secure_boot_and_tpm_are_read(tmp_path):
    """The fifth byte of the variable is the state."""
    (tmp_path / VARIABLE).parent.mkdir(parents=True)
    (tmp_path / VARIABLE).write_bytes(b"\x06\0\0\0\x01")
    tpm = tmp_path / "sys/class/tpm/tpm0"
    tpm.mkdir(parents=True)
    (tpm / "tpm_version_major").write_text("2\n")
    security = read_security(tmp_path)
    assert security.secure_boot is True
    assert security.tpm_version == "2.0"
    assert firmware_mode(tmp_path) == "UEFI"
