"""Checks services again and again, each in a thread of its own and at its own pace."""

import logging
import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.services.check import check
from agent.services.shapes import Phase, Result, Word
from agent.shared.clock import Clock
from agent.shared.service_settings import ServiceSettings
from agent.shared.wire import Event, Scalar

log = logging.getLogger(__name__)

FAILS_AFTER = 2
"""One check that fails is chance, or a moment."""
AGAIN_S = 15.0
"""After the first that fails the next comes sooner."""

Check = Callable[[ServiceSettings], Result]
Send = Callable[[Event, float], None]


class Row(NamedTuple):
    """What a reading says of one service; ``counts`` are since the agent's start."""

    name: str
    up: bool
    phases: dict[Phase, float]
    counts: dict[Word, int]
    status: int | None
    expires: float | None


class ServiceTrack:
    """One service through the time: one thread checks, another reads."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._counts: Counter[Word] = Counter()
        self._last: Result | None = None
        self._failed = 0
        self._failed_s: float | None = None
        self._expires: float | None = None

    def take(self, result: Result, at_s: float) -> Event | None:
        """Take a check that began at *at_s*; return what it shows, if anything new."""
        with self._lock:
            self._counts[result.word] += 1
            self._last = result
            self._expires = result.expires or self._expires
            if result.word == "ok":
                since_s, failed = self._failed_s, self._failed
                self._failed, self._failed_s = 0, None
                if failed < FAILS_AFTER or since_s is None:
                    return None
                seconds = round(at_s - since_s, 1)
                told: dict[str, Scalar] = {"service": self.settings.name}
                told["seconds"] = seconds
                return Event("service_recovered", 0.0, "info", told)
            self._failed += 1
            if self._failed_s is None:
                self._failed_s = at_s
            if self._failed != FAILS_AFTER:
                return None
            attributes = {
                "service": self.settings.name,
                "result": result.word,
                "detail": result.detail,
            }
            return Event("service_failed", 0.0, "warning", {**attributes})

    @property
    def doubtful(self) -> bool:
        """Whether the last check was the first that failed."""
        return 0 < self._failed < FAILS_AFTER

    def row(self) -> Row | None:
        """Return what there is to read; None before the first check."""
        with self._lock:
            if self._last is None:
                return None
            last = self._last
            return Row(
                self.settings.name,
                self._failed < FAILS_AFTER
                and (last.word == "ok" or self._counts["ok"] > 0),
                dict(last.phases) if last.word == "ok" else {},
                dict(self._counts),
                last.status,
                self._expires,
            )


class ServiceWatch:
    """Checks all services until it is stopped."""

    def __init__(
        self,
        services: Sequence[ServiceSettings],
        clock: Clock,
        send: Send,
        *,
        make: Check = check,
    ) -> None:
        self._clock = clock
        self._send = send
        self._make = make
        self._stopping = threading.Event()
        self._tracks = [ServiceTrack(one) for one in services]

    def start(self) -> None:
        """Begin; the first checks are spread, so that machines do not come all at once."""
        for track in self._tracks:
            name = f"service {track.settings.name}"[:40]
            threading.Thread(
                target=self._follow, args=(track,), daemon=True, name=name
            ).start()

    def stop(self) -> None:
        """Let every thread end after its check."""
        self._stopping.set()

    def _follow(self, track: ServiceTrack) -> None:
        interval_s = track.settings.interval_s
        wait_s = random.random() * min(interval_s, 30.0)  # noqa: S311 - jitter only
        while not self._stopping.wait(wait_s):
            begun_s = self._clock.uptime()
            try:
                self._once(track, begun_s)
            except Exception:  # a fault of ours: the next check may go well
                log.exception("the check of %s broke", track.settings.name)
            pause_s = min(interval_s, AGAIN_S) if track.doubtful else interval_s
            wait_s = max(1.0, begun_s + pause_s - self._clock.uptime())

    def _once(self, track: ServiceTrack, begun_s: float) -> None:
        event = track.take(self._make(track.settings), begun_s)
        if event is not None:
            self._send(event, begun_s)

    def rows(self) -> list[Row]:
        """Return what is known of each service that was checked."""
        return [row for track in self._tracks if (row := track.row()) is not None]


class ServiceLook:
    """Checks each service once, when it is read; for ``once``."""

    def __init__(
        self, services: Sequence[ServiceSettings], clock: Clock, *, make: Check = check
    ) -> None:
        self._services = services
        self._clock = clock
        self._make = make

    def results(self) -> list[tuple[ServiceSettings, Result]]:
        """Return one check of each, made side by side."""
        found: dict[str, Result] = {}

        def one(settings: ServiceSettings) -> None:
            found[settings.name] = self._make(settings)

        threads = [
            threading.Thread(target=one, args=(settings,), daemon=True)
            for settings in self._services
        ]
        for thread in threads:
            thread.start()
        for settings, thread in zip(self._services, threads, strict=True):
            thread.join(3 * settings.timeout_s)
        return [(s, found[s.name]) for s in self._services if s.name in found]

    def rows(self) -> list[Row]:
        """Return one check of each as rows."""
        rows = []
        for settings, result in self.results():
            track = ServiceTrack(settings)
            track.take(result, self._clock.uptime())
            row = track.row()
            if row is not None:
                rows.append(row._replace(up=result.word == "ok"))
        return rows
