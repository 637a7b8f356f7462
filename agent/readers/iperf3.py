"""What ``iperf3 --json`` of the client prints: any version's, any part of it missing."""

import math
from collections.abc import Iterator
from statistics import fmean
from typing import Any, NamedTuple

import msgspec

MOST_BYTES = 4 << 20
_MOST_ERROR = 300


class Iperf3Error(Exception):
    """There is no figure in it; the text is iperf3's own reason, or says what lacks."""


class Iperf3Result(NamedTuple):
    """One direction. ``used_bytes`` with the omitted beginning, ``rate_bytes`` without.

    ``efficiency`` is known where the sender's kernel counts retransmissions,
    ``rtt_s`` where we are the sender: the mean while it ran.
    """

    rate_bytes: float
    used_bytes: int
    seconds: float
    efficiency: float | None = None
    rtt_s: float | None = None


def read_iperf3(content: bytes) -> Iperf3Result:
    """Return what the receiver got.

    Raises:
        Iperf3Error: the test did not come to an end, or this is something else.
    """
    document = _document(content)
    reason = document.get("error")
    if isinstance(reason, str) and reason:
        raise Iperf3Error(" ".join(reason[:_MOST_ERROR].split()))
    end = _part(document, "end")
    received = _part(end, "sum_received")
    rate = _number(received, "bits_per_second")
    seconds = _number(received, "seconds")
    if rate is None or seconds is None or seconds <= 0:
        raise Iperf3Error("sum_received")
    sent = _part(end, "sum_sent")
    return Iperf3Result(
        rate_bytes=rate / 8,
        used_bytes=max(
            _all_intervals(document),
            int(_number(received, "bytes") or 0),
            int(_number(sent, "bytes") or 0),
        ),
        seconds=seconds,
        efficiency=_efficiency(document, sent),
        rtt_s=_rtt(end),
    )


def _document(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise Iperf3Error(f"{len(content)} B")
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise Iperf3Error("JSON") from err
    if not isinstance(document, dict):
        raise Iperf3Error("JSON")
    return document


def _part(document: dict[str, Any], name: str) -> dict[str, Any]:
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def _rows(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = document.get(name)
    if isinstance(found, list):
        yield from (row for row in found if isinstance(row, dict))


def _number(document: dict[str, Any], name: str) -> float | None:
    """Return a number that is not negative, and not beyond what a line may do."""
    found = document.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if math.isfinite(found) and 0 <= found < 1e15 else None


def _all_intervals(document: dict[str, Any]) -> int:
    return sum(
        int(_number(_part(row, "sum"), "bytes") or 0)
        for row in _rows(document, "intervals")
    )


def _efficiency(document: dict[str, Any], sent: dict[str, Any]) -> float | None:
    """Return the share of segments that was no retransmission (RFC 6349, 3.3.2)."""
    again = _number(sent, "retransmits")
    count = _number(sent, "bytes")
    segment = _number(_part(document, "start"), "tcp_mss_default")
    if again is None or not count or not segment:
        return None
    return max(0.0, 1 - again * segment / (count + again * segment))


def _rtt(end: dict[str, Any]) -> float | None:
    """Return the mean RTT of the streams that we sent, in seconds (told in µs)."""
    senders = [_part(row, "sender") for row in _rows(end, "streams")]
    known = [us for sender in senders if (us := _number(sender, "mean_rtt"))]
    return fmean(known) / 1e6 if known else None
