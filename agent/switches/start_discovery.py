"""Builds what looks for devices in the running agent; loaded only where ranges are set."""

import time
from collections.abc import Sequence
from contextlib import closing

from agent.composer import Composer, Gathered
from agent.runner import Done
from agent.shared.clock import Clock
from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.wire import Facts
from agent.sources.snmp.credential import Credential
from agent.sources.snmp.datagrams import UdpDatagrams
from agent.switches.credentials import credentials
from agent.switches.discovery import Discovery, Plan
from agent.switches.discovery_job import NAME, DiscoveryJob
from agent.switches.poller import Poller
from agent.switches.searching import Manners, search


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
