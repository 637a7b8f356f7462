"""From how a test went to its figure. Pure.

RFC 6349, 4: TCP throughput is measured once the connections are in equilibrium, so the
warm-up is left out.
"""

from collections.abc import Sequence
from gettext import gettext as _
from statistics import median

from agent.readers.linux.tcp_info import TcpInfo
from agent.throughput.shapes import CappedError, Limits, Moment, NoFigureError

LEAST_S = 1.0
LEAST_BYTES = 1 << 16
STALL_S = 3.0


def rate(moments: Sequence[Moment], limits: Limits, *, capped: bool) -> float:
    """Return bytes a second after the warm-up, which is at most half of the test.

    Raises:
        CappedError: the cap of bytes came too early for a figure.
        NoFigureError: hardly anything passed.
    """
    moments = arrived(moments)
    end = moments[-1] if moments else Moment(0.0, 0)
    warm_s = min(limits.warm_up_s, end.at_s / 2)
    begin = next((m for m in moments if m.at_s >= warm_s), end)
    seconds, passed = end.at_s - begin.at_s, end.passed - begin.passed
    if seconds < LEAST_S:
        if capped:
            raise CappedError(
                _(
                    "{bytes} bytes passed within {seconds:.1f} s, too soon for a figure:"
                    " give most_bytes more"
                ).format(bytes=end.passed, seconds=end.at_s)
            )
        raise NoFigureError(
            _("the streams ended after {seconds:.1f} s").format(seconds=end.at_s)
        )
    if _silence_s(moments) >= max(LEAST_S, seconds / 3):
        raise NoFigureError(stall_text())
    if passed < LEAST_BYTES:
        raise NoFigureError(
            _("only {bytes} bytes passed in {seconds:.1f} s").format(
                bytes=passed, seconds=seconds
            )
        )
    return _slope([m for m in moments if m.at_s >= begin.at_s])


def arrived(moments: Sequence[Moment]) -> Sequence[Moment]:
    """Return *moments* with the bytes that had arrived by segments, if those are known.

    Bytes behind a lost segment are not given to the reader, and not acknowledged,
    before it was sent again: a second of a stream may then pass at once. Segments are
    counted as they come; each is worth the mean, at the moment when least was waiting.
    """
    last = moments[-1] if moments else Moment(0.0, 0)
    if not last.segments or any(m.segments is None for m in moments):
        return moments
    worth = max(m.passed / m.segments for m in moments if m.segments and _late(m, last))
    return [Moment(m.at_s, round((m.segments or 0) * worth)) for m in moments]


def _late(moment: Moment, last: Moment) -> bool:
    return moment.at_s >= last.at_s / 2


def _slope(moments: Sequence[Moment]) -> float:
    """Return the mean rate, from the middle of the first third to that of the last.

    Where either end of the test falls into a burst or a pause of a stream, hundreds of
    milliseconds of it are missing or too many. The median deviation in each third from
    the straight line through both ends does not see it. Never less than half of the plain
    mean, nor more than twice.
    """
    begin, end = moments[0], moments[-1]
    mean = (end.passed - begin.passed) / (end.at_s - begin.at_s)
    third_s = (end.at_s - begin.at_s) / 3

    first = [m for m in moments if m.at_s <= begin.at_s + third_s]
    last = [m for m in moments if m.at_s >= end.at_s - third_s]

    def deviation(part: Sequence[Moment], slope: float) -> float:
        return median(m.passed - slope * m.at_s for m in part)

    slope = mean
    for _n in range(3):  # each time closer to what both ends deviate from
        difference = deviation(last, slope) - deviation(first, slope)
        slope += difference / (2 * third_s)
    return min(max(slope, mean / 2), mean * 2)


def stalled(moments: Sequence[Moment]) -> bool:
    """Return whether nothing has passed for STALL_S seconds up to now."""
    return _silence_s(moments) >= STALL_S


def stall_text() -> str:
    """Return what is said of a far end that stops."""
    return _("nothing passes any more: the far end has stalled")


def _silence_s(moments: Sequence[Moment]) -> float:
    """Return for how long nothing has passed, up to the last moment."""
    if not moments:
        return 0.0
    last = moments[-1]
    since = last.at_s
    for moment in reversed(moments):
        if moment.passed != last.passed:
            break
        since = moment.at_s
    return last.at_s - since


def efficiency(streams: Sequence[TcpInfo]) -> float | None:
    """Return the share of all bytes sent that was no retransmission, if known."""
    sent = sum(s.bytes_sent or 0 for s in streams if s.bytes_again is not None)
    again = sum(s.bytes_again or 0 for s in streams if s.bytes_sent)
    return max(0.0, 1 - again / sent) if sent else None


def middle(seconds: Sequence[float | None]) -> float | None:
    """Return the median of the probes that were answered."""
    known = [s for s in seconds if s is not None]
    return median(known) if known else None
