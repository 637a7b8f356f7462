"""Builds what reads devices in the running agent: the poller."""

import threading

from agent import heap
from agent.composer import Composer
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Event
from agent.sources.snmp.address import resolve
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import connector
from agent.switches.credentials import Keyring
from agent.switches.levels import level_bases, levels
from agent.switches.poller import Poller
from agent.switches.remembered import DeviceMemory
from agent.switches.shared import Connect, Shared
from agent.switches.slow import Levels

SURVEYS_AT_ONCE = 2
LEVELS = Levels(level_bases, levels)


def connecting(settings: SwitchSettings) -> Connect:
    """Return what opens a device; its name is looked up each time."""

    def connect(
        device: DeviceSettings, credential: Credential, retries: int
    ) -> SnmpDevice:
        make = connector(
            resolve(device.address),
            timeout_s=device.timeout_s or settings.timeout_s,
            retries=retries,
        )
        return make(credential)

    return connect


def poller(settings: Settings, composer: Composer, clock: Clock) -> Poller:
    """Return the poller of all devices of *settings*; it gives to *composer*.

    From here on all threads share one heap.
    """
    library = heap.c_library()
    heap.share(library)
    switches = settings.switches
    names = [device.name for device in switches.devices]

    def event(told: Event) -> None:
        composer.event(told, urgent=False)  # a report a minute is soon enough

    shared = Shared(
        settings=switches,
        keyring=Keyring(switches),
        memory=DeviceMemory(
            settings.data_directory, None if switches.watch_found else names
        ),
        clock=clock,
        connect=connecting(switches),
        parts=composer.devices,
        event=event,
        levels=LEVELS,
        surveys=threading.Semaphore(SURVEYS_AT_ONCE),
    )
    return Poller(shared, switches.devices, tidy=lambda: heap.trim(library))
