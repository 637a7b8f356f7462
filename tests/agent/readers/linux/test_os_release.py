"""os-release and its relatives."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.os_release import parse_os_release, read_os_release


def test_quotes_and_broken_lines_are_no_trouble():
    """A line that no shell reads is passed over."""
    found = parse_os_release("A=1\nB='x y'\nC=\"a\\\"b\"\nD='open\n1E=2\n# F=3\nG=")
    assert found == {"A": "1", "B": "x y", "C": 'a"b', "G": ""}


def test_an_empty_value_is_unknown():
    """Rolling distributions have no version."""
    found = read_os_release('ID=arch\nPRETTY_NAME="Arch Linux"\nVERSION_ID=""\n')
    assert (found.id, found.version_id) == ("arch", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=14.04\n"
            'DISTRIB_DESCRIPTION="Ubuntu 14.04.6 LTS"\n',
            ("ubuntu", "14.04", "Ubuntu 14.04.6 LTS"),
        ),
        (
            "No LSB modules are available.\nDistributor ID:\tDebian\n"
            "Description:\tDebian GNU/Linux 9.13 (stretch)\nRelease:\t9.13\n",
            ("debian", "9.13", "Debian GNU/Linux 9.13 (stretch)"),
        ),
        (
            "CentOS release 6.10 (Final)\n",
            (None, "6.10", "CentOS release 6.10 (Final)"),
        ),
    ],
)
def test_older_files_are_read(text, expected):
    """lsb-release, lsb_release -a, and one line of Red Hat's kin."""
    found = read_os_release(text)
    assert (found.id, found.version_id, found.pretty_name) == expected


def test_other_files_are_refused():
    """No distribution is guessed."""
    with pytest.raises(ReadError):
        read_os_release("hello=world\n")
