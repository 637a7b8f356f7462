"""Questions to programs and files, and the reasons for no answer."""

from datetime import UTC

import pytest

from agent.readers.errors import ReadError
from agent.sources.asking import (
    NotInstalled,
    Unanswered,
    ask,
    listed,
    refusal,
    understand,
    zone_of,
)
from agent.sources.programs import Output
from tests.support.linux_doors import linux_doors
from tests.support.trees import POSIX


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (
            PermissionError("/home/lan"),
            "ufw may not be started: run the service as root",
        ),
        (TimeoutError("x"), "ufw did not answer in time"),
        (RuntimeError("/home/lan"), "ufw could not be run: RuntimeError"),
        (OSError("/home/lan"), "ufw could not be run: OSError"),
    ],
)
def test_each_failure_becomes_a_reason(tmp_path, failure, reason):
    """Without the words of the error, which may name persons."""
    with pytest.raises(Unanswered) as why:
        ask(linux_doors(tmp_path, programs={"ufw": failure}), "ufw", "status")
    assert str(why.value) == reason


def test_administrators_tools_are_found_beside_the_path(tmp_path):
    """A user's PATH may lack their folder."""
    doors = linux_doors(tmp_path, programs={"/usr/sbin/nft list": "x"})
    assert ask(doors, "nft", "list").text == "x"
    with pytest.raises(NotInstalled):
        ask(doors, "mdadm")
    with pytest.raises(NotInstalled):
        ask(doors, "/opt/x")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (
            Output(b"", b"x: Permission denied", 1),
            "t needs root: run the service as root",
        ),
        (
            Output(b"", b"not booted with systemd as init", 1),
            "t: the system was not started by systemd",
        ),
        (
            Output(b"", b"/home/lan: bad", 4),
            "t gave no answer that we understand (status 4)",
        ),
    ],
)
def test_errors_of_programs_are_reasons(output, reason):
    """In our own words."""
    assert refusal(output, "t") == reason


def test_what_is_not_understood_is_unanswered():
    """The reader's error becomes a reason."""

    def read(content):
        raise ReadError("secret")

    with pytest.raises(Unanswered, match="gave no answer"):
        understand(read, Output(b"x"), "t")
    assert understand(len, Output(b"abc"), "t") == 3


@POSIX
def test_the_zone_is_the_machines(tmp_path):
    """By its name, by its link, or not at all."""
    assert zone_of(tmp_path) is None
    doors = linux_doors(tmp_path, {"etc/timezone": "Asia/Ho_Chi_Minh\n"})
    assert str(zone_of(doors.root)) == "Asia/Ho_Chi_Minh"
    (tmp_path / "etc/localtime").symlink_to("/usr/share/zoneinfo/Etc/UTC")
    assert zone_of(tmp_path) is UTC


@pytest.mark.parametrize("name", ["../../etc/passwd", "No/Such", "", "/etc/x"])
def test_a_strange_zone_is_none(tmp_path, name):
    """No other file is opened."""
    assert zone_of(linux_doors(tmp_path, {"etc/timezone": name}).root) is None


def test_missing_files_and_folders_are_empty(tmp_path):
    """No error."""
    assert listed(tmp_path / "x") == ()
    (tmp_path / "b").touch()
    assert listed(tmp_path) == ("b",)
