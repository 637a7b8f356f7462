"""Builds what reads devices in the running agent: the poller, and discovery."""

import threading
import time
from collections.abc import Sequence
from contextlib import closing

from agent.composer import Composer, Gathered
from agent.runner import Done
from agent.settings import Settings
from agent.shared.clock import Clock
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Event, Facts
from agent.sources.snmp.address import resolve
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.datagrams import UdpDatagrams
from agent.sources.snmp.device import SnmpDevice
from agent.sources.snmp.opening import connector
from agent.switches.credentials import Keyring, credentials
from agent.switches.discovery import Discovery, Plan
from agent.switches.discovery_job import NAME, DiscoveryJob
from agent.switches.levels import level_bases, levels
from agent.switches.poller import Poller
from agent.switches.remembered import DeviceMemory
from agent.switches.searching import Manners, search
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
    """Return the poller of all devices of *settings*; it gives to *composer*."""
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
    return Poller(shared, switches.devices)


def discovery(
    settings: SwitchSettings, composer: Composer, watching: Poller, clock: Clock
) -> DiscoveryJob:
    """Return the job that asks the ranges of *settings*."""

    def searching(plan: Plan, wanted: Sequence[Credential]) -> Discovery:
        manners = Manners(settings.sweep_per_s, settings.timeout_s, settings.retries)
        with closing(UdpDatagrams()) as datagrams:
            return search(plan, wanted, manners, datagrams, time.monotonic)

    def tell(facts: Facts) -> None:
        composer.done(Done(NAME, Gathered(None, facts), clock.uptime()))

    def watch(devices: Sequence[DeviceSettings]) -> None:
        for device in devices:
            watching.add(device)

    return DiscoveryJob(
        settings,
        credentials=lambda: list(credentials(settings).values()),
        search=searching,
        tell_facts=tell,
        tell_event=composer.event,
        watch=watch,
        before=composer.facts_by_probe.get(NAME, {}),
    )
