"""Builds a collector's parts, ties them together, runs them and ends them."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from agent.shared.clock import Clock
from agent.shared.knowledge import Knowledge
from agent.shared.toml import SettingsError, read_settings
from collector.authority import Authority
from collector.committer import Committer
from collector.device_book import DeviceBook
from collector.edge_ports import EdgePorts
from collector.finding_keeper import FindingKeeper
from collector.first_user import make_first_user, needs_user
from collector.hosts import certificate_names
from collector.incident_keeper import IncidentKeeper
from collector.jobs import jobs_of
from collector.knowledge import KnowledgeFolder
from collector.live import LiveState
from collector.places import Places
from collector.plan_keeper import PlanKeeper
from collector.port_keeper import PortKeeper
from collector.port_sources import sources_of
from collector.registry import Registry
from collector.restore import restore_live
from collector.schedule import JobRunner, Schedule
from collector.self_metrics import SelfMetrics
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.interface import Store, StoreError
from collector.topology_keeper import TopologyKeeper
from collector.trust import trusted_pem, web_config_path
from collector.way_book import WayBook
from collector.web.app import build as build_web
from collector.web.config_file import WebConfigFile
from collector.web.listeners import Address, Listener, bind
from collector.web.server import Server, run
from collector.web.tls import TlsFiles

log = logging.getLogger(__name__)

_GARBAGE_AFTER = 50_000  # objects more than were freed


@dataclass(frozen=True, kw_only=True)
class Options:
    """What ``serve`` was asked for."""

    places: Places
    addresses: tuple[Address, ...]
    web_config: Path | None
    settings_file: Path | None
    open_store: Callable[[], Store]


class Collector:
    """One running collector; ``close`` gives back what ``__init__`` took."""

    def __init__(self, options: Options, clock: Clock) -> None:
        """Read settings, keys and store, and bind the addresses.

        Raises:
            SettingsError, WebConfigError, AuthorityError, StoreError, ListenError,
            OSError: what cannot be used; nothing stays open.
        """
        self._options = options
        self._clock = clock
        self._settings_file = options.settings_file
        settings = _read(options.settings_file)
        knowledge = KnowledgeFolder(settings.knowledge_directory)
        self.listeners = _bind_all(options.addresses)
        try:
            self._web_config = _web_config(options)
            self._authority = Authority(options.places.tls)
            names = certificate_names(settings.urls)
            self._authority.ensure(names, now=clock.now())
            self._tls = TlsFiles(self._web_config.current, self._authority.server_file)
            ca_pem, _pin = trusted_pem(
                options.places, self._authority, web_config=options.web_config
            )
            self.store = options.open_store()
        except BaseException:
            _close_all(self.listeners)
            raise
        self.services = _services(
            clock, settings, self.store, knowledge.current, ca_pem
        )
        self._ready = False
        app = build_web(
            self.services,
            config=self._web_config.current,
            is_ready=lambda: self._ready,
        )
        self._server = Server(app, self.listeners, self._tls)
        self._schedule = Schedule(
            jobs_of(self.services, renew=self._renew),
            JobRunner(self.services.metrics, clock),
        )

    async def serve(self) -> int:
        """Serve until SIGTERM or SIGINT; then finish what came, and close."""
        _on_signals(self._stop, self._reload)
        try:
            await self.services.committer.start()
            await asyncio.to_thread(restore_live, self.services)
            await asyncio.to_thread(self._draw)
            self._schedule.start()
            urls = [listener.address.url for listener in self.listeners]
            self._options.places.write_addresses(urls)
            self._ready = True
            for url in urls:
                log.info("listening on %s", url)
            _spare_the_garbage_collector()
            await self._server.serve_here()
        finally:
            self._ready = False
            self._schedule.stop()
            await self.services.committer.stop()
            await asyncio.to_thread(self.store.close)
            log.info("stopped")
        return 0

    def _draw(self) -> None:
        """Draw the topology before Prometheus asks, or labels would change once more."""
        try:
            self.services.topology.run()
        except StoreError as err:
            log.warning("the LAN is drawn later: %s", err)

    def _stop(self) -> None:
        log.info("stopping")
        self._ready = False
        self._server.should_exit = True

    def _reload(self) -> None:
        """Try web.config and settings; TLS and users hold at once."""
        self._web_config.current()
        try:
            changed = _read(self._settings_file) != self.services.settings
        except SettingsError as err:
            log.error("the changed settings are not used: %s", err)  # noqa: TRY400
            return
        if changed:
            log.warning("settings have changed; they hold after a restart of serve")

    def _renew(self) -> None:
        names = certificate_names(self.services.settings.urls)
        if self._authority.ensure(names, now=self._clock.now()):
            log.info("the server certificate has been renewed")


def serve(options: Options, clock: Clock) -> int:
    """Run a collector in this process until it is stopped; return the exit code."""
    with options.places.hold():
        collector = Collector(options, clock)
        return run(collector.serve())


def _read(path: Path | None) -> CollectorSettings:
    return read_settings(path, CollectorSettings) if path else CollectorSettings()


def _web_config(options: Options) -> WebConfigFile:
    places = options.places
    file = WebConfigFile(web_config_path(options.web_config, places))
    if not needs_user(options.addresses, list(file.current().basic_auth_users)):
        return file
    if file.path is not None:
        log.warning(
            "%s names no users: others on the network cannot see anything", file.path
        )
        return file
    password = make_first_user(places)
    if not sys.stderr.isatty():  # a journal is no place for a password
        log.warning(
            "pages are open to the network: user admin, password in %s",
            places.admin_password,
        )
        return WebConfigFile(places.web_config)
    sys.stderr.write(
        _(
            "Pages are open to the network now, so there is a user:\n"
            "  user: admin   password: {password}\n"
            "It also stands in {file}; remove that file when you have noted it.\n"
        ).format(password=password, file=places.admin_password)
    )
    return WebConfigFile(places.web_config)


def _services(
    clock: Clock,
    settings: CollectorSettings,
    store: Store,
    knowledge: Callable[[], Knowledge],
    ca_pem: bytes,
) -> Services:
    metrics, ways = SelfMetrics(), WayBook()
    uses = EdgePorts()

    def hear(*told: Any) -> None:
        ways.apply(*told)
        uses.apply(*told)

    live = LiveState(hear)
    registry, devices = Registry(store), DeviceBook(store, live.is_up)
    keeper = FindingKeeper(store, clock, knowledge)
    topology = TopologyKeeper(store, clock, devices, registry)
    sources = sources_of(
        registry=registry,
        live=live,
        devices=devices,
        topology=topology,
        knowledge=knowledge,
        clock=clock,
        settings=settings,
    )

    def facts_came(agents: set[str]) -> None:
        keeper.note(agents)
        topology.note(agents)

    def way(agent: str) -> list[str]:
        return [hop.device for hop in topology.ways().of(agent)[1:]]

    committer = Committer(
        *(store, registry, live, devices, metrics, clock, settings.limits),
        facts_came=facts_came,
    )
    return Services(
        clock=clock,
        settings=settings,
        store=store,
        registry=registry,
        committer=committer,
        live=live,
        devices=devices,
        findings=keeper,
        topology=topology,
        ports=PortKeeper(store, clock, sources, settings.office_hours),
        incidents=IncidentKeeper(store, clock, registry, (ways, uses), way),
        metrics=metrics,
        plans=PlanKeeper(store, clock, settings),
        ca_pem=ca_pem,
        switch_of=topology.switch_of,
    )


def _bind_all(addresses: Sequence[Address]) -> list[Listener]:
    listeners: list[Listener] = []
    try:
        for address in addresses:
            listeners += bind(address)
    except BaseException:
        _close_all(listeners)
        raise
    return listeners


def _close_all(listeners: Sequence[Listener]) -> None:
    for listener in listeners:
        listener.socket.close()


def _spare_the_garbage_collector() -> None:
    """Look for cycles seldom: deliveries make many objects and no cycles.

    What start-up made stays; walking through it for every few hundred reports would
    cost more than to take them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER, 20, 50)


def _on_signals(stop: Callable[[], None], reload: Callable[[], None]) -> None:
    if sys.platform == "win32":
        for number in (signal.SIGINT, signal.SIGBREAK):
            signal.signal(number, lambda *_: stop())
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, reload)
