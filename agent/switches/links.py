"""Links of ports over time: how often each came or went, and what is worth an event."""

from typing import NamedTuple

import msgspec

from agent.shared.wire import Event, Scalar

BURST = 4
REFILL_S = 900.0
"""A flapping port gives four events, then one in a quarter of an hour."""


class LinkState(NamedTuple):
    """What a poll said of a link; None is what it did not say.

    ``changed_ticks`` is ifLastChange. ``speed_bps`` counts only while it is up.
    """

    up: bool | None
    speed_bps: int | None = None
    changed_ticks: int | None = None


class Between(NamedTuple):
    """sysUpTime at the last poll and at this one; None: unknown, or it began anew."""

    before_ticks: int | None
    now_ticks: int | None


class PortLink(msgspec.Struct, array_like=True):
    """One port's link. ``changes`` counts what polls and ifLastChange tell."""

    changes: int = 0
    _up: bool | None = None
    _changed: int | None = None
    _told_up: bool | None = None
    _told_bps: int | None = None
    _budget: float = float(BURST)
    _filled_s: float = 0.0

    @property
    def up(self) -> bool:
        """Whether the link was there at the last poll."""
        return bool(self._up)

    def restart(self) -> None:
        """Begin anew: the device restarted, which is told once and not port by port."""
        self._up = self._changed = self._told_up = self._told_bps = None

    def see(self, state: LinkState, between: Between, at_s: float) -> Event | None:
        """Take what a poll said; return the event that it is worth, if any."""
        if state.up is None:
            return None
        if self._up is not None:
            self.changes += self._more(state, between)
        self._up, self._changed = state.up, state.changed_ticks
        bps = state.speed_bps if state.up else None
        if self._told_up is None:
            self._told_up, self._told_bps = state.up, bps
            return None
        told, now = (self._told_up, self._told_bps), (state.up, bps)
        if not _differs(told, now):
            self._told_bps = self._told_bps if bps is None else bps
            return None
        if not self._may_tell(at_s):
            return None
        self._told_up = state.up
        self._told_bps = bps if state.up else self._told_bps
        return _told(told, now)

    def _more(self, now: LinkState, between: Between) -> int:
        """Return how often the link came or went, as far as is known.

        The same state with another ifLastChange went and came between two polls; it
        counts only if the device says that it was since the last poll.
        """
        if self._up != now.up:
            return 1
        start, end, changed = *between, now.changed_ticks
        if self._changed is None or changed is None or start is None or end is None:
            return 0
        return 2 if changed != self._changed and start < changed <= end else 0

    def _may_tell(self, at_s: float) -> bool:
        gained = (at_s - self._filled_s) / REFILL_S
        self._budget = min(float(BURST), self._budget + gained)
        self._filled_s = at_s
        if self._budget < 1:
            return False
        self._budget -= 1
        return True


def _differs(told: tuple[bool, int | None], now: tuple[bool, int | None]) -> bool:
    if told[0] != now[0]:
        return True
    return now[0] and None not in (told[1], now[1]) and told[1] != now[1]


def _told(told: tuple[bool, int | None], now: tuple[bool, int | None]) -> Event:
    if not now[0]:
        return Event("port_down", attributes=_attributes(speed_bps=told[1]))
    if not told[0]:
        return Event("port_up", attributes=_attributes(speed_bps=now[1]))
    slower = (now[1] or 0) < (told[1] or 0)
    return Event(
        "port_speed_changed",
        severity="warning" if slower else "info",
        attributes=_attributes(before_bps=told[1], after_bps=now[1]),
    )


def _attributes(**values: int | None) -> dict[str, Scalar]:
    return {name: value for name, value in values.items() if value is not None}
