"""Links of ports over time: how often each came or went, and what is worth an event."""

from typing import NamedTuple

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


class PortLink:
    """One port's link. ``changes`` counts what polls and ifLastChange tell."""

    __slots__ = ("_budget", "_filled_s", "_state", "_told", "changes")

    def __init__(self) -> None:
        self.changes = 0
        self._state: LinkState | None = None
        self._told: tuple[bool, int | None] | None = None
        self._budget = float(BURST)
        self._filled_s = 0.0

    @property
    def up(self) -> bool:
        """Whether the link was there at the last poll."""
        return self._state is not None and bool(self._state.up)

    def restart(self) -> None:
        """Begin anew: the device restarted, which is told once and not port by port."""
        self._state = self._told = None

    def see(self, state: LinkState, between: Between, at_s: float) -> Event | None:
        """Take what a poll said; return the event that it is worth, if any."""
        before, self._state = self._state, state
        if state.up is None:
            self._state = before
            return None
        if before is not None:
            self.changes += _changes(before, state, between)
        now = (state.up, state.speed_bps if state.up else None)
        if self._told is None:
            self._told = now
            return None
        return self._event(now, at_s)

    def _event(self, now: tuple[bool, int | None], at_s: float) -> Event | None:
        told = self._told
        if told is None or not _differs(told, now):
            if told is not None and now[1] is not None:
                self._told = now
            return None
        gained = (at_s - self._filled_s) / REFILL_S
        self._budget = min(float(BURST), self._budget + gained)
        self._filled_s = at_s
        if self._budget < 1:
            return None
        self._budget -= 1
        self._told = (now[0], now[1] if now[0] else told[1])
        return _told(told, now)


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


def _changes(before: LinkState, now: LinkState, between: Between) -> int:
    """Return how often the link came or went, as far as is known.

    The same state with another ifLastChange went and came between two polls; it
    counts only if the device says that it was since the last poll.
    """
    if before.up != now.up:
        return 1
    start, end, changed = *between, now.changed_ticks
    if None in (before.changed_ticks, changed, start, end):
        return 0
    if changed == before.changed_ticks:
        return 0
    return 2 if start < changed <= end else 0  # type: ignore[operator]
