"""Runs all watchers: one thread each, so that a silent host holds up no other.

Which targets there are is looked at every half minute: a laptop changes its gateway.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence

from agent.paths.outages import Lost, Restored
from agent.paths.targets import Around, Target, targets
from agent.paths.track import Row
from agent.paths.watcher import Watcher
from agent.shared.clock import Clock
from agent.shared.path_settings import LineSettings, PathSettings
from agent.shared.wire import Event, Scalar
from agent.sources import way_out

log = logging.getLogger(__name__)

LOOK_S = 30.0
BROKEN_S = 30.0
"""How long to wait after a fault of ours, so that it does not fill the log."""
ROUNDS = 5
"""How often each target is asked where nobody stays (``once``)."""
ROUND_PAUSE_S = 0.05
STOP_S = 2.0

Send = Callable[[Event, float], None]
"""Takes an event and when it happened, on the uptime clock."""
MakeWatcher = Callable[[Target], Watcher]


def around() -> Around:
    """Return what this machine knows of its surroundings now."""
    return Around(way_out.gateway(), tuple(way_out.resolvers()))


class Wanted:
    """What is to be asked, by the settings and what is around now."""

    def __init__(
        self,
        paths: PathSettings,
        lines: Sequence[LineSettings],
        collectors: Callable[[], Iterable[str]],
        look: Callable[[], Around] = around,
    ) -> None:
        self._paths = paths
        self._lines = lines
        self._collectors = collectors
        self._look = look

    def now(self) -> list[Target]:
        """Return the targets of this moment."""
        found = self._look() if self._paths.enabled or self._lines else Around(None)
        return targets(self._paths, self._lines, self._collectors(), found)


class Prober:
    """Watches every target; ``rows`` says what there is to read."""

    def __init__(self, wanted: Wanted, clock: Clock, send: Send) -> None:
        self._wanted = wanted
        self._clock = clock
        self._send = send
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._running: dict[Target, tuple[Watcher, threading.Event]] = {}

    # --- resident ------------------------------------------------------------
    def start(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._follow, daemon=True, name="paths").start()

    def stop(self) -> None:
        """Let every thread end soon."""
        self._stopping.set()
        with self._lock:
            for _watcher, leave in self._running.values():
                leave.set()

    def _follow(self) -> None:
        while not self._stopping.is_set():
            try:
                self.adjust()
            except OSError as err:
                log.warning("the surroundings cannot be read: %s", err)
            self._stopping.wait(LOOK_S)

    def adjust(self) -> None:
        """Begin to watch what is new, and leave what is gone."""
        wanted = self._wanted.now()
        with self._lock:
            for target in [one for one in self._running if one not in wanted]:
                self._running.pop(target)[1].set()
            for target in wanted:
                if target not in self._running and not self._stopping.is_set():
                    self._begin(target)

    def _begin(self, target: Target) -> None:
        watcher = Watcher(target, self._clock, self._told)
        leave = threading.Event()
        self._running[target] = (watcher, leave)
        name = f"path {target.role} {target.host}"
        threading.Thread(
            target=self._watch, args=(watcher, leave), daemon=True, name=name[:40]
        ).start()

    @staticmethod
    def _watch(watcher: Watcher, leave: threading.Event) -> None:
        wait_s = watcher.first_wait_s()
        while not leave.wait(wait_s):
            try:
                wait_s = watcher.step()
            except Exception:  # a fault of ours: the next probe may go well
                log.exception("a probe of %s broke", watcher.target.host)
                wait_s = BROKEN_S
        watcher.close()

    def _told(self, target: Target, method: str, what: Lost | Restored) -> None:
        where: dict[str, Scalar] = {
            "target": target.host,
            "role": target.role,
            "line": target.line,
            "method": method,
        }
        if isinstance(what, Lost):
            self._send(Event("path_lost", 0.0, "info", where), what.since_s)
            return
        told = where | {"seconds": round(what.seconds, 1)}
        self._send(Event("path_restored", 0.0, "info", told), what.at_s)

    # --- read ----------------------------------------------------------------
    def rows(self) -> list[Row]:
        """Return what was seen since the last call, of each target that was asked."""
        with self._lock:
            watchers = [watcher for watcher, _leave in self._running.values()]
        return [row for one in watchers if (row := one.row()) is not None]


class OneLook:
    """Asks every target a few times, when it is read; for ``once``."""

    def __init__(self, wanted: Wanted, clock: Clock) -> None:
        self._wanted = wanted
        self._clock = clock

    def rows(self) -> list[Row]:
        """Return what a handful of probes say of each target; seconds at worst."""
        watchers = [
            Watcher(target, self._clock, _nobody) for target in self._wanted.now()
        ]
        threads = [
            threading.Thread(target=_rounds, args=(one,), daemon=True)
            for one in watchers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * ROUNDS)
        return [row for one in watchers if (row := one.row()) is not None]


def _rounds(watcher: Watcher) -> None:
    pause = threading.Event()
    try:
        for _turn in range(ROUNDS):
            watcher.step()
            pause.wait(ROUND_PAUSE_S)
    finally:
        watcher.close()


def _nobody(_target: Target, _method: str, _what: Lost | Restored) -> None:
    """Leave it: a single look makes no events."""
