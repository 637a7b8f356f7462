"""What ``hatang-agent replay`` says on the command line."""

from agent.__main__ import main


def test_an_unknown_kind_lists_those_that_there_are(capsys):
    """The person need not look it up."""
    assert main(["replay", "x", "--kind", "windows-nothing"]) == 2
    assert "smbios-raw" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    """One line, no trace."""
    path = tmp_path / "gone.txt"
    assert main(["replay", str(path), "--kind", "smartctl"]) == 1
    assert str(path) in capsys.readouterr().err
