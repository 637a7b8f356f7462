"""What speed a port can do, from the kinds of media it names (IANA-MAU-MIB) or is called.

The numbers of dot3MauType, of ifMauTypeListBits and, for the first sixteen, of the
autonegotiation capabilities of MAU-MIB and LLDP-EXT-DOT3 are those of IANA.
"""

import re
from collections.abc import Iterable

from agent.readers.snmp.bits import bit_octets
from agent.readers.snmp.bits import bits as set_bits
from agent.readers.snmp.rows import Value

_M, _G = 10**6, 10**9
_LONGEST = 300  # characters that words are looked for in

_TYPES: dict[int, int] = {
    **dict.fromkeys(range(1, 14), 10 * _M),
    **dict.fromkeys(range(14, 21), 100 * _M),
    **dict.fromkeys(range(21, 31), _G),
    **dict.fromkeys(range(31, 42), 10 * _G),
    42: 2 * _M,
    43: 10 * _M,
    **dict.fromkeys(range(44, 47), 100 * _M),
    **dict.fromkeys(range(47, 54), _G),
    54: 10 * _G,
    55: 10 * _G,
    56: _G,
    57: 10 * _G,
    58: 10 * _G,
}
_NEGOTIATED: dict[int, int] = {
    1: 10 * _M,
    2: 10 * _M,
    **dict.fromkeys(range(3, 8), 100 * _M),
    **dict.fromkeys(range(12, 16), _G),
}
_GIG = r" ?-?g(?:ig|e(?![a-z])|be|base)"
_WORDS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (speed, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for speed, pattern in (
        (400 * _G, rf"\b400{_GIG}|fourhundredgig|qsfp-?dd"),
        (100 * _G, rf"\b100{_GIG}|hundredgig|\bhu\d|qsfp28"),
        (40 * _G, rf"\b40{_GIG}|fortygig|\bfo\d|qsfp"),
        (25 * _G, rf"\b25{_GIG}|twentyfivegig|\btwe\d|sfp28"),
        (
            10 * _G,
            rf"\b10{_GIG}|\bten ?-?gig|\bx-?gig|\btgiga|\bte\d|\bxe-?\d|\bxgei"
            r"|sfp-?\+|sfp-?plus|\bxfp\b|\bsfp-10g",
        ),
        (5 * _G, rf"\b5{_GIG}|\bfivegig|\bfi\d"),
        (
            2_500 * _M,
            rf"\b2\.5{_GIG}|\b2500 ?base|twopointfivegig|\btwogig|\btw\d",
        ),
        (
            _G,
            r"\bgiga|\bgi\d|\bge-?\d|\bgei|\bgbe\b|1000 ?base|1000 ?-?[sltz]x\b|/1000\b"
            r"|\bglc-|\bsfp-ge",
        ),
        (100 * _M, r"fast ?-?ethernet|\bfa\d|\bfe-?\d|\bfei|\b100 ?base|/100\b"),
    )
)
_PORT_NUMBER = re.compile(r"\b(?:port|slot|unit)\b[ :#]*\d+", re.IGNORECASE | re.ASCII)
"""``Port: 10 Gigabit`` is the tenth of the gigabit ports."""


def speed_of_type(number: int | None) -> int | None:
    """Return the speed in bit/s of a dot3MauType, None if it is not known."""
    return None if number is None else _TYPES.get(number)


def speed_of_types(bits: Value | None) -> int | None:
    """Return the fastest of the types in ifMauTypeListBits, in bit/s."""
    value = bits if isinstance(bits, bytes) else b""
    return max(filter(None, map(_TYPES.get, set_bits(value))), default=None)


def speed_negotiated(bits: Value | None) -> int | None:
    """Return the fastest capability of autonegotiation in *bits*, in bit/s.

    There is no bit for more than 1 Gbit/s: who can do more says 1 Gbit/s, too.
    """
    return max(
        filter(None, map(_NEGOTIATED.get, set_bits(bit_octets(bits)))), default=None
    )


def speed_of_words(texts: Iterable[str | None]) -> int | None:
    """Return the fastest speed that one of *texts* names (``TenGigabitEthernet1/1``)."""
    plain = (_PORT_NUMBER.sub("", text[:_LONGEST]) for text in texts if text)
    found = map(_named, plain)
    return max(filter(None, found), default=None)


def _named(text: str) -> int | None:
    return next((speed for speed, words in _WORDS if words.search(text)), None)
