"""The file with the token of two agents."""

import os

import pytest

from agent.throughput.token_file import TokenError, read_token


def token(folder, octets, mode=0o600):
    """Return a file with *octets*."""
    path = folder / "token"
    path.write_bytes(octets)
    path.chmod(mode)
    return path


def test_one_line_is_a_token(tmp_path):
    """Also as Windows writes it."""
    path = token(tmp_path, b"\xef\xbb\xbf0123456789abcdef\r\n")
    assert read_token(path).reveal() == "0123456789abcdef"


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"", "at least 16"),
        (b"short", "at least 16"),
        (b"a" * 5000, "at least 16"),
        (b"0123456789abcdef\n0123456789abcdef", "one line"),
        (b"\xff\xfe" * 10, "UTF-8"),
    ],
)
def test_anything_else_is_none(tmp_path, octets, words):
    """And is not repeated in the reason."""
    with pytest.raises(TokenError, match=words):
        read_token(token(tmp_path, octets))


def test_it_is_there_and_for_us_alone(tmp_path):
    """As other secrets."""
    with pytest.raises(TokenError, match="No such file"):
        read_token(tmp_path / "gone")
    if os.name == "posix":
        with pytest.raises(TokenError, match="chmod 600"):
            read_token(token(tmp_path, b"0123456789abcdef", 0o644))
