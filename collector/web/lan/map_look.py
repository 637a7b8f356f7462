"""What all parts of the map's drawing share. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from collector.web.i18n import Tongue
from collector.web.lan.model import Lan

BIG, SMALL = 12.0, 10.5  # of letters, in pixels


@dataclass(frozen=True)
class Change:
    """What a plan does to a machine, a device or a port."""

    when: str  # in few letters: a year
    told: str
    link: str


@dataclass(frozen=True)
class MapLook:
    """What the drawing takes besides the layout.

    ``loads`` are of links by their number (share of the speed); ``faulty`` are links
    with a finding at either port; ``hits`` says of a text if the search found it;
    ``changes`` are what a plan does, by target (``machine:ID``, ``device:ID``,
    ``port:DEVICE/NAME``).
    """

    lan: Lan
    loads: Mapping[int, float]
    faulty: frozenset[int]
    hits: Callable[[str], bool]
    tongue: Tongue
    changes: Mapping[str, Change] = field(default_factory=dict)

    def change(self, *targets: str) -> Change | None:
        """Return the first change of *targets*, or None."""
        return next((self.changes[t] for t in targets if t in self.changes), None)


def planned(change: Change | None, x: float, y: float) -> Markup:
    """Return when a change is planned, written at the upper right of a shape."""
    if change is None:
        return Markup("")
    return Markup(
        '<text class="when" text-anchor="end" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(x, y, change.when)


def short_port(port: str) -> str:
    """Return a port's name without its kind: ``1/0/24`` of ``GigabitEthernet1/0/24``."""
    digits = next((n for n, letter in enumerate(port) if letter.isdigit()), None)
    if digits is None or digits == 0:
        return port
    short = port[digits:]
    return short if "/" in short or ":" in short or digits > 3 else port


def warning(x: float, y: float, severity: str = "warning") -> Markup:
    """Return the triangle that marks what needs a look."""
    return Markup(
        '<g class="mark mark-{}" transform="translate({:.1f} {:.1f})">'
        '<path d="M5.5 0L11.6 11H-.6z"/><path class="ink" d="M5.5 4v3.2M5.5 8.8v.5"/></g>'
    ).format(severity, x, y)
