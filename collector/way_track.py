"""One target of one agent through the time: from readings and events to spans. Pure."""

from collections import deque
from typing import NamedTuple

from collector.attribution.shapes import Span, State
from collector.attribution.states import path_state, service_state

KEPT_S = 3 * 3600.0
MOST_SPANS = 400
_MEMORY = 20  # medians: ten thousand machines have thirty thousand such tracks
_USUAL_SHARE = 0.2
_TOUCHING_S = 2.0


class Figures(NamedTuple):
    """What one reading says; counters since the agent's start, or None."""

    probes: float | None = None
    lost: float | None = None
    median: float | None = None
    up: float | None = None
    total: float | None = None
    unresolved: float | None = None


class WayTrack:
    """Spans of one target, old ones forgotten."""

    def __init__(self) -> None:
        self._spans: deque[Span] = deque(maxlen=MOST_SPANS)
        self._usual: deque[float] = deque(maxlen=_MEMORY)
        self._last: Figures | None = None
        self._last_s = 0.0
        self._out_since: float | None = None
        self._restored_s = float("-inf")

    def read(self, at_s: float, figures: Figures, interval_s: float) -> None:
        """Take a reading that was made at *at_s*."""
        before, since_s = self._last, self._last_s
        self._last, self._last_s = figures, at_s
        if before is None or not 0 < at_s - since_s <= 3 * interval_s:
            since_s = at_s - interval_s
            before = None
        state = self._state(before, figures)
        if state is None:
            return
        self._add(Span(since_s, at_s, state))
        over = self._out_since is not None and since_s >= self._out_since
        if over and state != "out":  # the end of the outage was told to nobody
            self._out_since = None

    def _state(self, before: Figures | None, now: Figures) -> State | None:
        if now.probes is None:
            return self._service(before, now)
        if before is None or before.probes is None or now.probes < before.probes:
            return None
        probes = round(now.probes - before.probes)
        lost = round((now.lost or 0.0) - (before.lost or 0.0))
        state = path_state(probes, lost, now.median, self._usually())
        if state == "good" and now.median is not None:
            self._usual.append(now.median)
        return state

    def _service(self, before: Figures | None, now: Figures) -> State | None:
        if now.up is None:
            return None
        if not now.up:
            new = (now.unresolved or 0.0) > (
                (before.unresolved if before else 0) or 0.0
            )
            return service_state("dns_failed" if new else "failed", None, None)
        state = service_state("ok", now.total, self._usually())
        if state == "good" and now.total is not None:
            self._usual.append(now.total)
        return state

    def _usually(self) -> float | None:
        """Return what is usual in good times; None before enough is known."""
        if len(self._usual) < 5:
            return None
        return sorted(self._usual)[int(_USUAL_SHARE * len(self._usual))]

    def lost(self, since_s: float) -> None:
        """Take that the target does not answer since *since_s*, unless that is over."""
        if since_s >= self._restored_s:
            self._out_since = since_s

    def restored(self, at_s: float, seconds: float) -> None:
        """Take that the target answers again at *at_s*, after an outage."""
        self._restored_s = max(self._restored_s, at_s)
        if self._out_since is not None and self._out_since < self._restored_s:
            self._out_since = None
        self._spans.append(Span(at_s - seconds, at_s, "out"))

    def _add(self, span: Span) -> None:
        last = self._spans[-1] if self._spans else None
        joins = last is not None and last.state == span.state
        if last is not None and joins and abs(span.begin - last.end) <= _TOUCHING_S:
            self._spans[-1] = Span(last.begin, span.end, span.state)
        else:
            self._spans.append(span)

    def spans(self, until_s: float) -> tuple[Span, ...]:
        """Return what is known up to *until_s*, when its agent last reported."""
        while self._spans and self._spans[0].end < until_s - KEPT_S:
            self._spans.popleft()
        running: tuple[Span, ...] = ()
        if self._out_since is not None and self._out_since < until_s:
            running = (Span(self._out_since, until_s, "out"),)
        return (*self._spans, *running)
