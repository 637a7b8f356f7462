"""What is read of one device besides its counters: surveys, levels, who it is."""

from collections.abc import Callable, Sequence

from agent.report import Run
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings
from agent.shared.wire import Scalar
from agent.sources.snmp.device import SnmpDevice, Stop
from agent.switches.between import ENTITY, ENTITY_S, Between, KeptRows
from agent.switches.poll import DevicePoll
from agent.switches.reading import Collected, collect
from agent.switches.shared import Shared
from agent.switches.slow import INTERVAL_S, Slow
from agent.switches.stub import stub_of
from agent.switches.survey import survey_of
from agent.switches.survey_changes import Changes, encoded

SOON_S = 60.0
_PORT_TABLES = ("1.3.6.1.2.1.2.", "1.3.6.1.2.1.31.")


class Surveyor:
    """The slow readings of one device, each when it is due."""

    def __init__(
        self, device: DeviceSettings, shared: Shared, poller: DevicePoll
    ) -> None:
        self.slow = Slow(poller.ports, shared.levels)
        self._device = device
        self._shared = shared
        self._poller = poller
        self._changes = Changes()
        self._modules = KeptRows(ENTITY, ENTITY_S)
        self._slow_s = self._survey_s = self._rest_s = 0.0

    def returned(self, now_s: float) -> None:
        """Have a survey soon: the device restarted, or was away, or is another one."""
        self._modules.forget()
        self._survey_s = max(min(self._survey_s, now_s + SOON_S), self._rest_s)

    def visit(
        self, device: SnmpDevice, credential: str, meanwhile: Callable[[], None]
    ) -> None:
        """Read what is due; *meanwhile* is called between the tables of a survey.

        Raises:
            SnmpError: the device does not answer.
        """
        now_s = self._shared.clock.uptime()
        if now_s >= self._survey_s and self._shared.surveys.acquire(blocking=False):
            try:
                self._survey_s = now_s + self._shared.settings.survey_interval_s
                self._survey(device, credential, meanwhile)
            finally:
                # One that takes long leaves its turn to others for as long.
                self._rest_s = 2 * self._shared.clock.uptime() - now_s
                self._survey_s = max(self._survey_s, self._rest_s)
                self._shared.surveys.release()
        if now_s >= self._slow_s:
            self._slow_s = now_s + INTERVAL_S - 1
            samples = self.slow.read(device, now_s)
            name = self._device.name
            run = Run("switch_levels", INTERVAL_S, now_s, samples, name)
            if samples:
                self._shared.parts.samples(run)

    def _survey(
        self, device: SnmpDevice, credential: str, meanwhile: Callable[[], None]
    ) -> None:
        shared = self._shared
        between = Between(device, meanwhile, self._modules, shared.clock.uptime)
        collected = collect(between, shared.clock.uptime)
        if collected.problems.get("device") == Stop.SILENCE:
            return  # half a device would seem to have lost its other half
        survey = survey_of(
            collected,
            self._device,
            address=self._device.address,
            credential=credential,
        )
        self._compare(survey)
        self._learn(collected, survey)
        self._send(survey)

    def never_answered(self, tried: Sequence[str], trouble: str) -> None:
        """Tell of a device that is wanted and has not said a word to anybody yet."""
        self._send(stub_of(self._device, tried, trouble))

    def _send(self, survey: Survey) -> None:
        """Give *survey* to the next report if it says anything new."""
        if self._changes.worth(survey, self._shared.clock.uptime()):
            body = encoded(survey)
            if body is not None:
                self._shared.parts.survey(body)

    def _compare(self, survey: Survey) -> None:
        """Tell if another device answers there now: its serial number says so."""
        if not survey.serial:
            return
        before = self._shared.memory.of(survey.device).serial
        if before and before != survey.serial:
            told: dict[str, Scalar] = {
                "before": before,
                "after": survey.serial,
                "model": survey.model,
            }
            self._shared.tell(survey.device, "device_replaced", "warning", told)
            self._modules.forget()
        self._shared.memory.note(survey.device, serial=survey.serial)

    def _learn(self, collected: Collected, survey: Survey) -> None:
        whole = not any(name.startswith(_PORT_TABLES) for name in collected.problems)
        if whole and survey.ports:
            self._poller.catalogue(survey.ports)
        self.slow.surveyed(collected.walk, survey)
