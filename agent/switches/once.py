"""Reads every device of the settings once: for ``once``, and for the doctor."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from agent.shared.clock import Clock
from agent.shared.metric import Metric, Sample
from agent.shared.survey import Survey
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.sources.snmp.device import NoAnswerError, SnmpDevice
from agent.sources.snmp.opening import GREETING
from agent.switches import metrics
from agent.switches.credentials import Keyring, names_to_try
from agent.switches.poll import DevicePoll
from agent.switches.reading import collect
from agent.switches.shared import TROUBLE, Connect
from agent.switches.slow import Levels, Slow
from agent.switches.survey import survey_of


class Once(NamedTuple):
    """What one device said; *trouble* is why it said nothing, or not all."""

    device: DeviceSettings
    samples: Sequence[Sample] = ()
    survey: Survey | None = None
    credential: str = ""
    trouble: Exception | None = None

    def labelled(self) -> list[Sample]:
        """Return the samples with the device as their first label."""
        found = []
        for metric, labels, value in self.samples:
            names = ("device", *metric.labels)
            wide = Metric(metric.name, metric.kind, metric.help, names)
            found.append(Sample(wide, (self.device.name, *labels), value))
        return found


class Reader:
    """Reads devices of *settings* once, each with the first credential it takes."""

    def __init__(
        self, settings: SwitchSettings, clock: Clock, connect: Connect, levels: Levels
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._connect = connect
        self._levels = levels
        self._keyring = Keyring(settings)

    def all(self, *, greet_only: bool = False) -> Iterator[Once]:
        """Yield what each device says, in their order; several are read at a time."""
        read = self.greet if greet_only else self.read
        with ThreadPoolExecutor(self._settings.at_once) as pool:
            yield from pool.map(read, self._settings.devices)

    def greet(self, device: DeviceSettings) -> Once:
        """Ask only whether *device* answers, and to which credential."""
        try:
            opened, name = self._opened(device)
        except TROUBLE as err:
            return Once(device, trouble=err)
        opened.close()
        return Once(device, credential=name)

    def read(self, device: DeviceSettings) -> Once:
        """Read all of *device*: as a poll, a survey and its levels."""
        try:
            opened, name = self._opened(device)
        except TROUBLE as err:
            return Once(device, [metrics.UP.sample(0)], trouble=err)
        try:
            return self._read(device, opened, name)
        except TROUBLE as err:
            return Once(device, [metrics.UP.sample(1)], credential=name, trouble=err)
        finally:
            opened.close()

    def _read(self, device: DeviceSettings, opened: SnmpDevice, name: str) -> Once:
        poll = DevicePoll(
            interval_s=self._settings.interval_s,
            all_interfaces=self._settings.all_interfaces,
            uptime=self._clock.uptime,
        )
        block = poll.poll(opened).block
        count = len(block.ports)
        samples = [metrics.UP.sample(1)]
        for place, metric in enumerate(block.metrics):
            row = block.values[place * count : (place + 1) * count]
            samples += [
                Sample(metric, (port,), value)
                for port, value in zip(block.ports, row, strict=True)
                if value is not None
            ]
        collected = collect(opened)
        survey = survey_of(collected, device, address=device.address, credential=name)
        slow = Slow(poll.ports, self._levels)
        slow.surveyed(collected.walk, survey)
        samples += slow.read(opened, self._clock.uptime())
        return Once(device, samples, survey, name)

    def _opened(self, device: DeviceSettings) -> tuple[SnmpDevice, str]:
        """Return *device* opened, and the name of the credential that it takes.

        Raises:
            SnmpError: it takes none; what says most about why.
        """
        worst: Exception = NoAnswerError("no answer")
        retries = self._settings.retries if device.retries is None else device.retries
        for name in names_to_try(device.credential, "", self._keyring.names):
            try:
                opened = self._connect(device, self._keyring.get(name), retries)
            except TROUBLE as err:
                worst = err
                continue
            try:
                opened.get(GREETING)
            except TROUBLE as err:
                opened.close()
                worst = worst if isinstance(err, NoAnswerError) else err
            else:
                return opened, name
        raise worst
