"""Passwords in files: one line, and nobody else's."""

import pytest

from collector.secret_file import SecretFileError, read_secret


def made(tmp_path, octets, mode=0o600):
    """Return a file with *octets*."""
    path = tmp_path / "password"
    path.write_bytes(octets)
    path.chmod(mode)
    return path


def test_the_line_is_the_secret(tmp_path):
    """Its end is not part of it; a group may read it."""
    assert read_secret(made(tmp_path, b"h\xc6\xa1i bi\n")).reveal() == "hơi bi"
    assert read_secret(made(tmp_path, b"x", 0o640)).reveal() == "x"


@pytest.mark.parametrize(
    ("octets", "mode"),
    [(b"a\nb\n", 0o600), (b"", 0o600), (b"\xff", 0o600), (b"secret", 0o644)],
)
def test_what_cannot_be_one_is_refused_without_being_shown(tmp_path, octets, mode):
    """The error names the file."""
    path = made(tmp_path, octets, mode)
    with pytest.raises(SecretFileError, match="password cannot be used") as caught:
        read_secret(path)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """With the reason."""
    with pytest.raises(SecretFileError, match="No such file"):
        read_secret(tmp_path / "none")
