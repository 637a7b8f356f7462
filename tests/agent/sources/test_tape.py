"""Doors that record, and doors that answer from the recording."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.doors import Doors
from agent.sources.programs import Output
from agent.sources.tape import PROTOCOLS, Call, Tape, plain, recorded, rich

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


class Machine:
    """Every door of a machine that answers a little."""

    def run(self, *argv, timeout_s=30.0):
        """Answer for one program."""
        if argv[0] == "lsblk":
            return Output(b"\xff{}", b"", 1)
        raise FileNotFoundError(f"no {argv[0]}")

    def query(self, namespace, class_name, properties):
        """Return one row."""
        return [{"Name": "C:", "Raw": b"\x01", "Size": None}]

    def value(self, path, name):
        """Return a binary value, or refuse."""
        if name == "secret":
            raise PermissionError("access is denied")
        return b"\x00\x01"

    def firmware_table(self):
        """Return a table."""
        return b"table"

    def firmware_mode(self):
        """Fail in a way that nobody expects."""
        raise RuntimeError("mode")


def tape_of_a_reading():
    """Return the tape of one call of each kind, after a trip through JSON."""
    machine, tape = Machine(), Tape()
    doors = tape.recording(
        Doors("win32", "AMD64", Path("/"), machine, machine, machine, machine)
    )
    doors.programs.run("lsblk", "--json", timeout_s=3)
    doors.wmi.query("root", "Win32_Volume", ("Name",))
    doors.registry.value("SOFTWARE", "x")
    doors.kernel.firmware_table()
    for call in (
        lambda: doors.programs.run("smartctl"),
        lambda: doors.registry.value("SOFTWARE", "secret"),
        doors.kernel.firmware_mode,
    ):
        with pytest.raises((OSError, RuntimeError)):
            call()
    return msgspec.json.decode(msgspec.json.encode(tape.calls), type=list[Call])


def test_what_was_answered_is_answered_again():
    """Types, bytes and missing values as they were; limits do not matter."""
    doors = recorded(tape_of_a_reading())
    assert doors["programs"].run("lsblk", "--json") == Output(b"\xff{}", b"", 1)
    rows = doors["wmi"].query("root", "Win32_Volume", ["Name"])
    assert rows == [{"Name": "C:", "Raw": b"\x01", "Size": None}]
    assert doors["registry"].value("SOFTWARE", "x") == b"\x00\x01"
    assert doors["kernel"].firmware_table() == b"table"


def test_what_was_refused_is_refused_again():
    """With the same kind of error, so that the same reason is found."""
    doors = recorded(tape_of_a_reading())
    with pytest.raises(FileNotFoundError, match="smartctl"):
        doors["programs"].run("smartctl")
    with pytest.raises(PermissionError):
        doors["registry"].value("SOFTWARE", "secret")
    with pytest.raises(OSError, match="mode"):
        doors["kernel"].firmware_mode()


def test_what_was_not_asked_has_no_answer():
    """A newer version that asks more learns why it gets nothing."""
    doors = recorded(())
    for name in PROTOCOLS:
        assert name in doors
    with pytest.raises(OSError, match="not asked"):
        doors["programs"].run("zpool", "status")


def test_an_answer_of_another_shape_is_a_door_that_does_not_answer():
    """A bundle that somebody changed breaks no source."""
    call = Call("programs", "run", ["lsblk"], answer={"stdout": 5})
    with pytest.raises(OSError, match="damaged"):
        recorded([call])["programs"].run("lsblk")


@given(JSON)
def test_plain_values_come_back(value):
    """Whatever a door hands out; tuples come back as lists."""
    assert rich(msgspec.json.decode(msgspec.json.encode(plain(value)))) == value
