"""Logs of package managers: when something was installed last."""

import re

from agent.readers.linux.words import natural, to_text

_DPKG = re.compile(
    r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?:install|upgrade) \S", re.MULTILINE
)


def last_dpkg_install(content: bytes | str) -> str | None:
    """Return the local time of the last installation that dpkg.log has, or None.

    It is written as ``2023-03-09 08:23:56``, with no offset.

    Raises:
        ReadError: it is no text.
    """
    found = _DPKG.findall(to_text(content))
    return max(found) if found else None


def last_rpm_install(content: bytes | str) -> float | None:
    """Return the newest of the lines of Unix seconds, one for each package, or None.

    Raises:
        ReadError: it is no text.
    """
    numbers = (natural(line) for line in to_text(content).splitlines())
    known = [number for number in numbers if number and number < 2**33]
    return float(max(known)) if known else None
