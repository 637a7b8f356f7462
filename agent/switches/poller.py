"""Watches many devices at once: a few threads that take turns, never a queue of timeouts.

Threads, not one selector loop: most of the time is waiting for devices, where threads
cost nothing, and both exchanges (our own and pysnmp's) ask one question at a time. There
are only as many threads as devices were ever due at the same moment.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable

from agent.shared.clock import Clock
from agent.shared.switch_settings import DeviceSettings
from agent.switches.shared import Shared
from agent.switches.slots import Agenda, phase
from agent.switches.watch import Watched

log = logging.getLogger(__name__)

STOP_S = 0.5
"""Who answers does so within that time; the silent are not worth the wait."""
TIDY_S = 30.0
KEEPERS = 2
"""So many threads wait for the next moment; further ones end when they are done."""
LOOK_S = 60.0
"""How long a thread sleeps at most, whatever the clock does meanwhile."""
SPREAD_S = 60.0
"""Within that time every device is asked for the first time."""


class Poller:
    """Visits each device when it is due, at most *at_once* at the same time.

    *tidy* is called twice a minute.
    """

    def __init__(
        self,
        shared: Shared,
        devices: Iterable[DeviceSettings],
        tidy: Callable[[], None] = lambda: None,
    ) -> None:
        self._shared = shared
        self._clock: Clock = shared.clock
        self._at_once = shared.settings.at_once
        self._changed = threading.Condition()
        self._agenda: Agenda[Watched] = Agenda()
        self._watched: dict[str, Watched] = {}
        self._idle = 0
        self._threads: list[threading.Thread] = []
        self._running = False
        self._stopping = False
        self._tidy = tidy
        self._tidied_s = 0.0
        for device in devices:
            self.add(device)

    @property
    def watched(self) -> list[Watched]:
        """All devices."""
        return list(self._watched.values())

    @property
    def threads(self) -> int:
        """How many threads there are."""
        return len(self._threads)

    def add(self, device: DeviceSettings) -> None:
        """Watch *device* from now on; nothing if one of that name is watched already."""
        with self._changed:
            if device.name in self._watched:
                return
            spread_s = min(SPREAD_S, self._shared.settings.interval_s)
            due_s = self._clock.uptime() + phase(len(self._watched)) * spread_s
            watched = Watched(device, self._shared, due_s)
            self._watched[device.name] = watched
            self._agenda.put(due_s, watched)
            self._changed.notify()

    def start(self) -> None:
        """Begin to visit devices."""
        with self._changed:
            self._running = True
            self._spawn()

    def stop(self, patience_s: float = STOP_S) -> None:
        """Visit nobody any more; who waits for a silent device is left behind."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        end = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        if not any(thread.is_alive() for thread in self._threads):
            for watched in self.watched:
                watched.close()
        self._shared.memory.save()

    def _spawn(self) -> None:
        thread = threading.Thread(target=self._work, daemon=True, name="switches")
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while (watched := self._next()) is not None:
            try:
                watched.visit()
            except Exception:
                # Contained like a probe: the others are visited, this one again later.
                log.exception("device %s broke a visit", watched.name)
                now_s = self._clock.uptime()
                watched.due_s = max(watched.due_s, now_s + SPREAD_S)
            self._back(watched)

    def _next(self) -> Watched | None:
        """Return the device that is due, when one is; None: this thread shall end.

        While somebody visits, somebody else keeps the time.
        """
        with self._changed:
            while not self._stopping and self._idle < KEEPERS:
                wait_s = self._agenda.wait_s(self._clock.uptime())
                if wait_s == 0.0:
                    if not self._idle and len(self._threads) < self._at_once:
                        self._spawn()
                    return self._agenda.take()
                self._idle += 1
                self._changed.wait(LOOK_S if wait_s is None else min(wait_s, LOOK_S))
                self._idle -= 1
            if not self._stopping:
                self._threads.remove(threading.current_thread())
            return None

    def _back(self, watched: Watched) -> None:
        with self._changed:
            self._agenda.put(watched.due_s, watched)
            self._changed.notify()
            now_s = self._clock.uptime()
            untidy = now_s - self._tidied_s > TIDY_S
            self._tidied_s = now_s if untidy else self._tidied_s
        if untidy:
            self._shared.memory.save()
            self._tidy()
