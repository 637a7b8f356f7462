"""Data dumps of Perl."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.perl_dump import read_perl_dump


def test_hashes_lists_strings_and_numbers_are_read():
    """Quotes are escaped, numbers stay text, comments are passed over."""
    found = read_perl_dump(
        "# by hand\n$A = {\n 'x' => 'it\\'s \\\\',\n 'n' => 12,\n 'l' => ['a', undef, {}],\n};\n"
        '$B = [\n  "q",\n];\n'
    )
    assert found == {"A": {"x": "it's \\", "n": "12", "l": ["a", None, {}]}, "B": ["q"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "$A = {",
        "$A = {'x'",
        "$A = {'x' => }",
        "$A = bless",
        "$A = " + "[" * 99,
    ],
)
def test_what_is_no_dump_is_refused(text):
    """Nothing is executed, and nothing is guessed."""
    with pytest.raises(ReadError):
        read_perl_dump(text)
