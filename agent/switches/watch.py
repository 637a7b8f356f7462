"""One device as the agent watches it: its turns, its silence, what is told of it."""

import logging

from agent.report import Run
from agent.shared.switch_settings import DeviceSettings
from agent.shared.toml import SettingsError
from agent.shared.wire import Scalar
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import GREETING
from agent.switches.credentials import names_to_try
from agent.switches.figures import Figures
from agent.switches.patience import NEXT_CREDENTIAL_S, Patience
from agent.switches.poll import DevicePoll, Polled
from agent.switches.shared import TROUBLE, Severity, Shared
from agent.switches.slots import following
from agent.switches.surveyor import Surveyor

log = logging.getLogger(__name__)

MOST_TEXT = 300


class Watched:
    """One device through the time; visited by one thread at a time.

    ``due_s`` is when it wants the next visit, on the uptime clock; the first is at
    *due_s*.
    """

    def __init__(self, device: DeviceSettings, shared: Shared, due_s: float) -> None:
        self.name = device.name
        self.due_s = due_s
        self.figures = Figures(shared.clock)
        self._device = device
        self._shared = shared
        settings = shared.settings
        self._interval_s = device.interval_s or settings.interval_s
        self._retries = settings.retries if device.retries is None else device.retries
        self._poller = DevicePoll(
            interval_s=self._interval_s,
            all_interfaces=settings.all_interfaces,
            uptime=shared.clock.uptime,
        )
        self._surveyor = Surveyor(device, shared, self._poller)
        self._patience = Patience()
        self._open: SnmpDevice | None = None
        self._credential = ""
        self._slot_s = due_s
        self._silent_s: float | None = None
        self._trouble = ""

    def visit(self) -> None:
        """Do what is due, and set ``due_s``. Whatever the device does is contained."""
        try:
            self._visit()
        finally:
            self._poller.rest()

    def _visit(self) -> None:
        clock = self._shared.clock
        if not self._patience.waits_s(clock.uptime()):
            self._poll()
        elif self._patience.silent:
            self._say(None)
        self._advance()
        if self._open is not None and not self._patience.failures:
            try:
                self._surveyor.visit(self._open, self._credential, self._meanwhile)
            except TROUBLE as err:
                self._note(err)
            self._advance()
        wait_s = self._patience.waits_s(clock.uptime())
        if 0 < wait_s <= NEXT_CREDENTIAL_S:
            self.due_s = min(self.due_s, clock.uptime() + wait_s)

    def close(self) -> None:
        """Let go of the device."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _advance(self) -> None:
        now_s = self._shared.clock.uptime()
        if now_s >= self._slot_s:
            found = following(self._slot_s, self._interval_s, now_s)
            self._slot_s = found[0]
            self.figures.missed += found[1]
        self.due_s = self._slot_s

    # --- polls ---------------------------------------------------------------
    def _poll(self) -> None:
        began_s = self._shared.clock.uptime()
        self.figures.polls += 1
        try:
            polled = self._poller.poll(self._opened())
        except TROUBLE as err:
            self._failed(err)
        else:
            self._answered(polled, began_s)

    def _meanwhile(self) -> None:
        """Poll in the midst of a survey, if it is time: slow devices take minutes."""
        began_s = self._shared.clock.uptime()
        if began_s < self._slot_s or self._open is None:
            return
        self.figures.polls += 1
        try:
            polled = self._poller.poll(self._open)
        except TROUBLE as err:
            self.figures.failures += 1
            self._note(err)
        else:
            self._answered(polled, began_s)
        self._advance()

    def _opened(self) -> SnmpDevice:
        """Return the device, opened with the credential whose turn it is.

        Raises:
            SnmpError: it does not answer to that.
        """
        if self._open is not None:
            return self._open
        shared, names = self._shared, self._names()
        if not names:
            raise SettingsError("there is no credential")
        name = names[self._patience.place(len(names))]
        credential = shared.keyring.get(name)
        if self._patience.cheap:  # one small question finds out if it is back
            device = shared.connect(self._device, credential, 0)
            try:
                device.get(GREETING)
            finally:
                device.close()
        self._open = shared.connect(self._device, credential, self._retries)
        self._credential = name
        return self._open

    def _names(self) -> tuple[str, ...]:
        remembered = self._shared.memory.of(self.name).credential
        known = self._shared.keyring.names
        return names_to_try(self._device.credential, remembered, known)

    def _failed(self, err: Exception) -> None:
        shared, was = self._shared, self._patience.silent
        self.close()
        self.figures.failures += 1
        self._note(err)
        self._patience.fails(shared.clock.uptime(), len(self._names()))
        if self._patience.silent and not was:
            self._silent_s = shared.clock.uptime()
            remembered = shared.memory.of(self.name)
            if remembered.credential and not remembered.silent:
                self._tell("device_silent", "warning", {"error": self._trouble})
                shared.memory.note(self.name, silent=True)
        if self._patience.silent or self._patience.answered:
            self._say(None)
        if self._patience.silent and not shared.memory.of(self.name).credential:
            self._surveyor.never_answered(self._names(), self._trouble)

    def _answered(self, polled: Polled, began_s: float) -> None:
        now_s = self._shared.clock.uptime()
        self._patience.answers()
        self._back(now_s)
        figures = self.figures
        figures.lost += polled.lost
        figures.boot(polled.booted_s)
        if polled.restarted and polled.booted_s is not None:
            up_s = round(polled.at_s - polled.booted_s)
            self._tell("device_restarted", "warning", {"uptime_s": up_s})
            self._surveyor.returned(now_s)
        for event in polled.events:
            self._tell(event.kind, event.severity, event.attributes)
        self._say(now_s - began_s)
        run = Run("switch_ports", self._interval_s, polled.at_s, (), self.name)
        self._shared.parts.block(run, polled.block)
        self._interval_s = polled.interval_s

    def _back(self, now_s: float) -> None:
        """Note that it answers, and tell it if somebody was told that it did not."""
        memory = self._shared.memory
        if memory.of(self.name).silent:
            told: dict[str, Scalar] = {"credential": self._credential}
            if self._silent_s is not None:
                told["silent_s"] = round(now_s - self._silent_s)
            self._tell("device_answers", "info", told)
            self._surveyor.returned(now_s)
        if self._trouble:
            log.info("device %s answers", self.name)
        self._silent_s, self._trouble = None, ""
        memory.note(self.name, credential=self._credential, silent=False)

    # --- what is told --------------------------------------------------------
    def _note(self, err: Exception) -> None:
        """Log a trouble when it begins or changes."""
        text = (str(err) or type(err).__name__)[:MOST_TEXT]
        if text != self._trouble:
            log.warning("device %s: %s", self.name, text)
        self._trouble = text

    def _tell(self, kind: str, severity: Severity, told: dict[str, Scalar]) -> None:
        self._shared.tell(self.name, kind, severity, told)

    def _say(self, duration_s: float | None) -> None:
        """Give a reading of how the polls go; None: the device does not answer."""
        samples = self.figures.samples(duration_s, self._surveyor.slow.lost)
        at_s = self._shared.clock.uptime()
        run = Run("switch_poll", self._interval_s, at_s, samples, self.name)
        self._shared.parts.samples(run)
