"""Asks one target again and again, in the way that works."""

import random
from collections.abc import Callable

from agent.paths.outages import Lost, Restored
from agent.paths.targets import Target
from agent.paths.track import Row, Track
from agent.shared.clock import Clock
from agent.shared.path_settings import is_address
from agent.sources import echo
from agent.sources.echo import Echo, EchoError

TIMEOUT_S = 1.5
"""An answer that takes longer is lost; so the end of an outage is known to two seconds."""
DOUBT_S = 1.0
TRY_OTHER_AFTER = 5
RESOLVE_EVERY_S = 300.0

Open = Callable[[Target, str, str], Echo]
"""Takes the target, its address, and the method; raises EchoError."""
Tell = Callable[[Target, str, Lost | Restored], None]


def opened(target: Target, address: str, method: str) -> Echo:
    """Return who asks *address* in one way.

    Raises:
        EchoError: that way cannot be used here.
    """
    if method == "dns":
        return echo.open_dns(address, target.name, target.source)
    if method == "tcp":
        return echo.open_tcp(address, target.port, target.source)
    return echo.open_icmp(address, target.source)


class Watcher:
    """One target; ``step`` is called by one thread, ``row`` by any."""

    def __init__(
        self,
        target: Target,
        clock: Clock,
        tell: Tell,
        *,
        open_echo: Open = opened,
        resolve: Callable[[str], str | None] = echo.resolve,
    ) -> None:
        self.target = target
        self._clock = clock
        self._tell = tell
        self._open = open_echo
        self._resolve = resolve
        self._track = Track(target)
        self._methods = ("icmp", "tcp") if target.method == "auto" else (target.method,)
        self._method = self._methods[0]
        self._echo: Echo | None = None
        self._resolved_s = float("-inf")
        self._answered = False
        self._silent = 0

    def first_wait_s(self) -> float:
        """Return how long to wait before the first probe: never all machines at once."""
        return random.random() * self.target.interval_s  # noqa: S311 - jitter only

    def step(self) -> float:
        """Ask once; return how many seconds after its beginning to ask again."""
        begun_s = self._clock.uptime()
        asker = self._asker(begun_s)
        rtt_s = None if asker is None else asker.ask(TIMEOUT_S)
        told = self._track.probe(begun_s, rtt_s)
        if rtt_s is None:
            self._fail()
        else:
            self._answered, self._silent = True, 0
        if told is not None:
            self._tell(self.target, self._method, told)
        interval_s = self.target.interval_s
        wait_s = min(interval_s, DOUBT_S) if self._track.doubtful else interval_s
        return max(0.0, begun_s + wait_s - self._clock.uptime())

    def _asker(self, now_s: float) -> Echo | None:
        """Return who asks; opened anew when a name may have moved."""
        named = not is_address(self.target.host)
        if named and now_s - self._resolved_s > RESOLVE_EVERY_S:
            self.close()
        if self._echo is None:
            self._echo = self._opened(now_s)
        return self._echo

    def _opened(self, now_s: float) -> Echo | None:
        host = self.target.host
        address = host if is_address(host) else self._resolve(host)
        self._resolved_s = now_s
        if address is None:
            return None
        methods = self._methods[self._methods.index(self._method) :]
        for method in methods:
            try:
                found = self._open(self.target, address, method)
            except EchoError:
                continue
            self._method = method
            return found
        return None

    def _fail(self) -> None:
        """Try the other way while none has ever worked; look again for who moved."""
        self._silent += 1
        if self._silent % TRY_OTHER_AFTER:
            return
        self.close()
        if not self._answered:
            position = self._methods.index(self._method) + 1
            self._method = self._methods[position % len(self._methods)]

    def row(self) -> Row | None:
        """Return what there is to read since the last call; None before the first probe."""
        return self._track.row(self._method)

    def close(self) -> None:
        """Give back what is held open."""
        if self._echo is not None:
            self._echo.close()
            self._echo = None
