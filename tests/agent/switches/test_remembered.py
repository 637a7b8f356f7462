"""A restart forgets neither the credential of a device nor which one it was."""

from agent.switches.remembered import FILE, DeviceMemory, Remembered


def test_what_is_noted_is_there_after_a_restart(tmp_path):
    """Of the devices that the settings still name."""
    memory = DeviceMemory(tmp_path, ["a", "b"])
    memory.note("a", credential="read", serial="X1")
    memory.note("a", silent=True)
    memory.note("b", credential="other")
    memory.save()
    again = DeviceMemory(tmp_path, ["a"])
    assert again.of("a") == Remembered("read", "X1", silent=True)
    assert again.of("b") == Remembered()


def test_nothing_is_written_without_need(tmp_path):
    """The same once more is no change."""
    memory = DeviceMemory(tmp_path, ["a"])
    memory.save()
    assert not (tmp_path / FILE).exists()
    memory.note("a", credential="read")
    memory.save()
    (tmp_path / FILE).unlink()
    memory.note("a", credential="read")
    memory.save()
    assert not (tmp_path / FILE).exists()


def test_a_reading_by_hand_remembers_nothing():
    """There is no folder then."""
    memory = DeviceMemory(None, ["a"])
    memory.note("a", credential="read")
    memory.save()
    assert memory.of("a").credential == "read"


def test_a_disk_that_does_not_take_it_is_said_once(tmp_path, caplog):
    """And what changed is kept when it works again."""
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    memory = DeviceMemory(folder, ["a"])
    memory.note("a", credential="read")
    memory.save()
    memory.save()
    assert len(caplog.records) == 1
    folder.unlink()
    memory.save()
    assert DeviceMemory(folder, ["a"]).of("a").credential == "read"


def test_damage_is_forgetting(tmp_path):
    """The credentials are tried in order again."""
    (tmp_path / FILE).write_bytes(b"\xff{")
    assert DeviceMemory(tmp_path, ["a"]).of("a") == Remembered()
