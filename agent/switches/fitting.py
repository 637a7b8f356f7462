"""Makes what a device says fit the wire: no text too long, no number too large.

The wire's types (``agent.shared.survey``) are checked when they are decoded; a device
must not be able to make a report that its own collector refuses.
"""

_SHORT, _LONG = 255, 1000
_MOST_INDEX, _MOST_BPS, _MOST_VLAN = 1 << 32, 1 << 53, 4095

_SOLD_BPS = tuple(
    mbps * 1_000_000
    for mbps in (10, 100, 1000, 2500, 5000, 10_000, 25_000, 40_000, 50_000, 100_000)
)
_NEAR = 0.05


def short(text: str | None) -> str:
    """Return *text* in one line of at most 255 characters; empty for None."""
    return _line(text, _SHORT)


def long(text: str | None) -> str:
    """Return *text* in one line of at most 1000 characters; empty for None."""
    return _line(text, _LONG)


def index(number: int | None) -> int | None:
    """Return *number* if it is one that an ifIndex, a type or an MTU can have."""
    return _within(number, _MOST_INDEX)


def bps(number: int | None) -> int | None:
    """Return *number* if it is a speed in bit/s, and not zero."""
    return _within(number, _MOST_BPS) or None


def nominal_bps(number: int | None) -> int | None:
    """Return a speed as it is sold: a gigabit of 1 048 576 000 bit/s is one of 10**9."""
    told = bps(number)
    if told is None:
        return None
    near = min(_SOLD_BPS, key=lambda sold: abs(sold - told))
    return near if abs(near - told) <= near * _NEAR else told


def vlan(number: int | None) -> int | None:
    """Return *number* if it is a VLAN that frames can be in."""
    return (_within(number, _MOST_VLAN - 1) or None) if number else None


def _within(number: int | None, most: int) -> int | None:
    return number if number is not None and 0 <= number <= most else None


def _line(text: str | None, most: int) -> str:
    """Control characters and line ends become blanks: pages and labels are lines."""
    if not text:
        return ""
    plain = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    return " ".join(plain.split())[:most].strip()
