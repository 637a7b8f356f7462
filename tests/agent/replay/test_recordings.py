"""Single recordings of known forms, and folders of them."""

import pytest

from agent.readers.errors import ReadError
from agent.replay.recordings import recording, recordings

REPORT = b'{"time": 5, "facts": {"cpu": {"": {"attributes": {"cores": 4}}}}}'
TEXT = b"""# dmidecode 3.3
Handle 0x0001, DMI type 1, 27 bytes
System Information
\tManufacturer: Dell Inc.
\tProduct Name: OptiPlex 3020
"""


def test_a_folder_is_put_together(tmp_path):
    """What cannot be read is a problem by its name."""
    (tmp_path / "a.json").write_bytes(REPORT)
    (tmp_path / "b.txt").write_bytes(TEXT)
    (tmp_path / "c.txt").write_bytes(b"something else")
    found = recordings(tmp_path)
    assert found.facts["system"][""].attributes["model"] == "OptiPlex 3020"
    assert found.time == 5
    assert set(found.problems) == {"c.txt"}


def test_a_folder_of_nothing_is_refused(tmp_path):
    """An empty answer would look like a machine."""
    with pytest.raises(ReadError):
        recordings(tmp_path)


@pytest.mark.parametrize(
    "content", [b'{"facts": 5}', b"_SM3_" + bytes(40), b"Handle DMI type"]
)
def test_a_damaged_recording_is_refused(tmp_path, content):
    """With one error, whatever its form."""
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(ReadError):
        recording(path)


def test_systeminfo_on_a_stick_tells_what_the_pc_is(shared):
    """Any language; the words of another country are no obstacle."""
    files = sorted((shared / "host-fixtures/windows-systeminfo").glob("*.txt"))
    assert files
    for path in files:
        facts = recording(path).facts
        assert "Windows" in facts["operating_system"][""].attributes["name"]
        assert facts["memory"][""].attributes["installed_bytes"] > 1 << 30


def test_a_drive_is_judged_from_its_recording(shared):
    """The verdict comes with its evidence."""
    folder = shared / "host-fixtures/smartctl"
    path = folder / "usb-jmicron-hdd-hds721050-failing-now.json"
    (item,) = recording(path).facts["disk_health"].values()
    assert item.attributes["verdict"] == "failing"
    assert item.attributes["evidence"]
