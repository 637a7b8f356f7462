"""What devices, ports and speeds are called on the pages of the LAN. Pure."""

import math
import unicodedata
from collections.abc import Iterable

from agent.shared.survey import DeviceKind
from collector.web.formats import NOTHING, Formats
from collector.web.i18n import N_, Tongue

KIND_NAMES: dict[DeviceKind, str] = {
    "switch": N_("Switch"),
    "router": N_("Router"),
    "firewall": N_("Firewall"),
    "access_point": N_("Access point"),
    "printer": N_("Printer"),
    "ups": N_("UPS"),
    "nas": N_("NAS"),
    "server": N_("Server"),
    "other": N_("Other device"),
}
INFERRED_NAMES: dict[str, str] = {
    "unmanaged_switch": N_("Unmanaged switch"),
    "access_point": N_("Access point"),
    "phone": N_("Telephone"),
    "hypervisor": N_("Virtual machines"),
    "device": N_("Device without SNMP"),
}
_NAMES: dict[str, str] = {
    **INFERRED_NAMES,
    **{str(kind): name for kind, name in KIND_NAMES.items()},
}
STP_NAMES: dict[str, str] = {
    "disabled": N_("disabled"),
    "blocking": N_("blocking"),
    "listening": N_("listening"),
    "learning": N_("learning"),
    "forwarding": N_("forwarding"),
    "broken": N_("broken"),
}
_SPEEDS = (
    (1e12, "Tb/s", "T"),
    (1e9, "Gb/s", "G"),
    (1e6, "Mb/s", "M"),
    (1e3, "kb/s", "k"),
)
# They turn the direction of what follows, on the whole line of a page.
_TURNING = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_WIDE = frozenset("WF")
MOST_LETTERS = 120


def shown(text: str, most: int = MOST_LETTERS) -> str:
    """Return what a device calls something, so that it can stand on a page.

    Control characters and marks of direction are left out, at most *most* letters of
    it are kept, and no letter carries more than two marks.
    """
    kept: list[str] = []
    marks = 0
    for letter in text[: 4 * most]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if letter in _TURNING or marks > 2:
            continue
        if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Zl", "Zp"}:
            letter = " "  # noqa: PLW2901 - what follows is about what is shown
        kept.append(letter)
    clean = " ".join("".join(kept).split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"


def width_of(text: str, size: float) -> float:
    """Return about how wide *text* is in letters of *size*, rather more than less."""
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in _WIDE or ord(letter) > 0x2E7F:
        return 1.3
    if letter in "mwMW@%…—":
        return 0.95
    if letter in "iljtfrI.,:;'|!()[]/- ":
        return 0.42
    return 0.72 if letter.isupper() else 0.62


def fitting(text: str, size: float, width: float) -> str:
    """Return *text*, cut with an ellipsis if it is wider than *width*."""
    if width_of(text, size) <= width:
        return text
    room = width - _letter("…") * size
    kept = ""
    for letter in text:
        room -= _letter(letter) * size
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def speed(tongue: Tongue, bps: float | None) -> str:
    """Return a speed in full (``1 Gb/s``); a dash for none."""
    if not bps or bps < 0:
        return NOTHING
    for size, unit, _short in _SPEEDS:
        if bps >= size:
            return f"{tongue.formats.short(bps / size)}\u00a0{unit}"
    return f"{tongue.formats.short(bps)}\u00a0b/s"


def short_speed(bps: float | None) -> str:
    """Return a speed as it is written on a port (``1G``, ``2.5G``); empty for none."""
    if not bps or bps < 0:
        return ""
    for size, _unit, letter in _SPEEDS:
        if bps >= size:
            return f"{bps / size:.3g}{letter}"
    return f"{bps:.3g}"


def kind_name(tongue: Tongue, kind: str) -> str:
    """Return what a kind of device is called, inferred ones too."""
    return tongue.text(_NAMES.get(kind, KIND_NAMES["other"]))


def bare_mac(text: str) -> str:
    """Return the hex digits of a MAC address in any notation; empty if it is none."""
    digits = "".join(letter for letter in text.lower() if letter not in ":-. ")
    right = len(digits) == 12 and all(d in "0123456789abcdef" for d in digits)
    return digits if right else ""


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as people write them: ``1–4, 7``."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts
    )


def share(formats: Formats, ratio: float) -> str:
    """Return a ratio as per cent, with as many decimals as a small one takes."""
    size = abs(ratio) * 100
    if not math.isfinite(ratio) or size >= 1 or size == 0:
        return formats.percent(ratio)
    digits = 2 if size >= 0.01 else 4
    if size < 0.0001:
        return "< " + formats.number(0.0001, 4) + "%"
    return formats.number(ratio * 100, digits) + "%"
