"""Tests against an iperf3 server, by the program iperf3 where it is installed."""

import math
import threading
from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from typing import NamedTuple

from agent.readers.iperf3 import Iperf3Error, read_iperf3
from agent.sources.programs import Programs, RealPrograms
from agent.throughput import stream
from agent.throughput.rate import middle
from agent.throughput.shapes import (
    CappedError,
    Direction,
    Limits,
    Measured,
    NoFigureError,
)

PORT = 5201
IDLE_PROBES = 5
PROBE_S = 0.25
CONNECT_MS = 5000
GRACE_S = 10.0
LEAST_S = 2
SPARE = 1.15
PACED = 0.95
"""A figure beyond this share of the pace may be the pace's, not the line's."""


class Pace(NamedTuple):
    """How long iperf3 runs, and how fast each stream may be, so that the cap holds."""

    omit_s: int
    seconds: int
    bits_per_stream: int

    def bytes_per_second(self, streams: int) -> float:
        """Return how fast all streams together may be."""
        return self.bits_per_stream * streams / 8


def pace(limits: Limits, expected_bytes: float | None) -> Pace:
    """Return how to run iperf3, which knows no cap of bytes beside one of seconds.

    A line of *expected_bytes* a second shall not feel the pace: it is tested shorter
    where the cap would not last. One that is faster than the pace is capped.
    """
    total_s = limits.seconds
    if expected_bytes:
        total_s = min(total_s, limits.most_bytes / (expected_bytes * SPARE))
    omit_s = round(min(limits.warm_up_s, total_s / 3))
    seconds = max(LEAST_S, math.floor(total_s) - omit_s)
    bits = limits.most_bytes * 8 / (omit_s + seconds) / limits.streams
    return Pace(omit_s, seconds, math.floor(bits))


class Far(NamedTuple):
    """A server, HOST[:PORT], and the address that we ask it from (empty: any)."""

    address: str
    source: str = ""


def host_and_port(address: str, usual: int = PORT) -> stream.Address:
    """Return the parts of HOST, HOST:PORT or [IPV6]:PORT.

    Raises:
        NoFigureError: the port is none.
    """
    if address.startswith("["):
        host, _bracket, rest = address[1:].partition("]")
        port = rest.removeprefix(":")
    elif address.count(":") == 1:
        host, _colon, port = address.partition(":")
    else:
        host, port = address, ""
    if not port:
        return host, usual
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise NoFigureError(_("{address}: this is no port").format(address=address))
    return host, int(port)


def arguments(
    address: stream.Address, direction: Direction, limits: Limits, how: Pace
) -> list[str]:
    """Return the command line of the client."""
    return [
        *("iperf3", "--json", "--client", address[0], "--port", str(address[1])),
        *("--parallel", str(limits.streams), "--length", "64K"),
        *("--omit", str(how.omit_s), "--time", str(how.seconds)),
        *("--bitrate", str(how.bits_per_stream)),
        *("--connect-timeout", str(CONNECT_MS)),
        *(["--reverse"] if direction == "down" else []),
    ]


def measure(
    far: Far,
    direction: Direction,
    limits: Limits,
    *,
    expected_bytes: float | None = None,
    programs: Programs | None = None,
) -> Measured:
    """Return what one *direction* against *far* gives.

    Raises:
        NoFigureError: iperf3 is not installed, or says why there is no figure.
        CappedError: the line is faster than the cap of bytes lets iperf3 be.
    """
    place = stream.resolve(*host_and_port(far.address), far.source)
    how = pace(limits, expected_bytes)
    idle = middle([stream.rtt(place, far.source) for _n in range(IDLE_PROBES)])
    loaded: list[float | None] = []
    ended = threading.Event()
    prober = threading.Thread(
        target=partial(
            _probe, partial(stream.rtt, place, far.source), loaded, ended, how.omit_s
        ),
        daemon=True,
    )
    prober.start()
    argv = arguments(place, direction, limits, how)
    if far.source:
        argv += ["--bind", far.source]
    limit_s = how.omit_s + how.seconds + CONNECT_MS / 1000 + GRACE_S
    try:
        output = (programs or RealPrograms()).run(*argv, timeout_s=limit_s)
    except FileNotFoundError as err:
        raise NoFigureError(_("iperf3 is not installed on this machine")) from err
    except OSError as err:  # TimeoutError among them
        raise _costly(NoFigureError(str(err)), limits) from err
    finally:
        ended.set()
        prober.join(GRACE_S)
    try:
        found = read_iperf3(output.stdout)
    except Iperf3Error as err:
        text = _("iperf3: {error}").format(error=err)
        raise _costly(NoFigureError(text), limits) from err
    if found.rate_bytes >= PACED * how.bytes_per_second(limits.streams):
        capped = CappedError(
            _(
                "the line is faster than {bytes} bytes in {seconds} s: give most_bytes"
                " more"
            ).format(bytes=limits.most_bytes, seconds=how.omit_s + how.seconds)
        )
        capped.used = found.used_bytes
        raise capped
    return Measured(
        rate_bytes=found.rate_bytes,
        used_bytes=found.used_bytes,
        seconds=how.omit_s + found.seconds,
        efficiency=found.efficiency,
        idle_s=idle,
        loaded_s=middle(loaded) or found.rtt_s,
    )


def _costly(err: NoFigureError, limits: Limits) -> NoFigureError:
    """Return *err* of a test that nobody knows the cost of: all that it might be."""
    refused = ("unable to connect", "busy", "refused")
    if not any(word in str(err) for word in refused):
        err.used = limits.most_bytes
    return err


def _probe(
    rtt: Callable[[], float | None],
    found: list[float | None],
    ended: threading.Event,
    warm_up_s: float,
) -> None:
    ended.wait(warm_up_s)
    while not ended.wait(PROBE_S):
        found.append(rtt())
