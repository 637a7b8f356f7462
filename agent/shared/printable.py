"""Text from elsewhere on a terminal or in a log: it is shown, never obeyed."""

import re

# Control characters (of eight bits, too) but tabs and line ends, what turns the direction
# of writing, and line ends that only some programs know.
_COMMANDS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
    "|\r(?!\n)"
)


def printable(text: str) -> str:
    r"""Return *text* with what a terminal would obey written as ``\u001b``.

    JSON stays the same document by that.
    """
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
