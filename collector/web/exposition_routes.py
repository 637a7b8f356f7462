"""What Prometheus asks for: targets, pages of agents and sites, our own metrics."""

import asyncio
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from agent.shared.text_format import OPENMETRICS_TYPE, TEXT_TYPE
from agent.shared.wire import Problem, encode
from collector import discovery
from collector.device_roster import DeviceEntry, DeviceRoster
from collector.exposition import (
    Exposition,
    Shown,
    ShownDevice,
    gzip,
    wants_gzip,
    wants_openmetrics,
)
from collector.fleet import FleetState, judge, reporting
from collector.roster import Entry, Roster
from collector.services import Services
from collector.store.interface import Agent, StoreError

log = logging.getLogger(__name__)

_PART = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")
_SMALLEST_GZIP = 1024
_THREAD_GZIP = 256 * 1024  # what takes longer than a switch to a thread
_SLOW_FIGURES_S = 60.0


def routes(services: Services) -> list[BaseRoute]:
    """Return the routes for Prometheus; each answers GET and HEAD."""
    pages = Pages(services)
    return [
        Route("/sd", pages.service_discovery),
        Route("/metrics", pages.own),
        Route("/metrics/agent/{agent}", pages.agent),
        Route("/metrics/device/{device}", pages.device),
        Route("/metrics/site/{site:path}", pages.site),
    ]


class Pages:
    """The handlers, and what they keep between two scrapes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._exposition = Exposition(services.live)
        self._roster = Roster({})
        self._device_roster = DeviceRoster({}, (), str)
        self._missing: dict[str, int] = {}
        self._asked_store: float | None = None
        self._asking = asyncio.Lock()

    async def service_discovery(self, request: Request) -> Response:
        """Answer ``/sd`` and ``/sd?mode=site``: the full list of targets, always.

        Whatever goes wrong is a 5xx: Prometheus then keeps the list it has, whereas
        an empty list would take every machine out of sight.
        """
        mode = request.query_params.get("mode", "agent")
        if mode not in ("agent", "site"):
            return _problem(400, "unknown_mode", "mode is agent (default) or site.")
        scheme, address = self._address(request)
        if address is None:
            return _problem(400, "bad_host", "The Host header is not a host and port.")
        found = discovery.targets(
            self._current(),
            "site" if mode == "site" else "agent",
            address=address,
            scheme=scheme,
            devices=self._devices(),
            switch_of=self._services.switch_of,
        )
        return Response(encode(found), media_type="application/json")

    async def own(self, request: Request) -> Response:
        """Answer ``/metrics``: the collector about itself and the fleet's states."""
        await self._ask_store()
        services = self._services
        with self._timed("self"):
            now = services.clock.now()
            counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
            for agent in services.registry.agents().values():
                counts[agent.site][self._state(agent, now)] += 1
            services.metrics.observe_fleet(counts)
            services.metrics.observe_devices(
                Counter(
                    (
                        e.place.site,
                        e.device.survey.kind,
                        services.devices.state(e.device.id, now),
                    )
                    for e in self._devices().entries()
                )
            )
            services.metrics.live_agents.set(len(services.live))
            for reason, count in services.live.left_out().items():
                gauge = services.metrics.exposition_series_left_out
                gauge.labels(reason).set(count)
            openmetrics = wants_openmetrics(_header(request, "accept"))
            body = services.metrics.render(openmetrics=openmetrics)
        return await _page(request, body, openmetrics=openmetrics)

    async def agent(self, request: Request) -> Response:
        """Answer ``/metrics/agent/…``.

        A machine that is off or silent is answered too, with 200 and the collector's
        own series of it: ``up`` says that the collector works, ``hatang_agent_up``
        that the machine reports. Only a stranger is not found.
        """
        await self._ask_store()
        with self._timed("agent"):
            entry = self._current().entry(request.path_params["agent"])
            if entry is None:
                return _problem(404, "unknown_agent", "No such agent is shown here.")
            now = self._services.clock.now()
            openmetrics = wants_openmetrics(_header(request, "accept"))
            body = self._exposition.agent_page(
                self._shown(entry, now), now, openmetrics=openmetrics
            )
        return await _page(request, body, openmetrics=openmetrics)

    async def device(self, request: Request) -> Response:
        """Answer ``/metrics/device/…``.

        A device that does not answer, or whose agent does not report, is answered as a
        machine that is off: with ``hatang_device_up 0`` and without its own series.
        """
        with self._timed("device"):
            entry = self._devices().entry(request.path_params["device"])
            if entry is None:
                return _problem(404, "unknown_device", "No such device is shown here.")
            now = self._services.clock.now()
            openmetrics = wants_openmetrics(_header(request, "accept"))
            body = self._exposition.device_page(
                self._shown_device(entry, now), now, openmetrics=openmetrics
            )
        return await _page(request, body, openmetrics=openmetrics)

    async def site(self, request: Request) -> Response:
        """Answer ``/metrics/site/…``, all of it or ``?part=1/3`` of it."""
        await self._ask_store()
        with self._timed("site"):
            asked = request.query_params.get("part", "1/1")
            match = _PART.fullmatch(asked)
            if match is None or int(match[1]) > int(match[2]):
                return _problem(400, "bad_part", "part is for example 1/3.")
            roster, site = self._current(), request.path_params["site"]
            devices, part = self._devices(), (int(match[1]), int(match[2]))
            if site not in roster.sites() and site not in devices.sites():
                return _problem(404, "unknown_site", "No agent belongs to this site.")
            now = self._services.clock.now()
            openmetrics = wants_openmetrics(_header(request, "accept"))
            shown = [self._shown_device(e, now) for e in devices.part(site, *part)]
            body = self._exposition.site_page(
                self._all(roster.part(site, *part), now),
                now,
                devices=shown,
                openmetrics=openmetrics,
            )
        return await _page(request, body, openmetrics=openmetrics)

    def _current(self) -> Roster:
        """Return the roster of now; when it changed, forget who is gone."""
        agents = self._services.registry.agents()
        if not self._roster.is_of(agents):
            self._roster = Roster(agents)
            self._exposition.forget_all_but(agents)
        return self._roster

    def _devices(self) -> DeviceRoster:
        """Return the devices of now."""
        agents, book = self._services.registry.agents(), self._services.devices
        if not self._device_roster.is_of(agents, book.all()):
            self._device_roster = DeviceRoster(agents, book.all(), book.instance)
        return self._device_roster

    def _shown_device(self, entry: DeviceEntry, now: float) -> ShownDevice:
        live, device = self._services.live, entry.device
        agent = self._services.registry.agents().get(device.agent)
        is_told = agent is not None and reporting(self._state(agent, now))
        answered = device.time if device.survey.answered else 0.0
        return ShownDevice(
            entry,
            up=is_told and live.is_up(device.id, now) is True,
            is_told=is_told,
            seen=max(answered, live.last_seen(device.id)),
            switch=entry.switch(self._services.switch_of),
            findings=self._services.ports.judged(device.id),
        )

    def _state(self, agent: Agent, now: float) -> FleetState:
        settings = self._services.settings
        return judge(
            agent,
            self._services.registry.status(agent.id),
            now=now,
            hours=settings.office_hours,
            report_interval_s=settings.report_interval_s,
        )

    def _shown(self, entry: Entry, now: float) -> Shown:
        agent = entry.agent
        return Shown(
            agent,
            entry.instance,
            self._services.registry.status(agent.id),
            self._state(agent, now),
            self._missing.get(agent.id, 0),
            self._services.findings.judged(agent.id),
            self._services.switch_of(agent.id),
        )

    def _all(self, entries: Iterable[Entry], now: float) -> Iterator[Shown]:
        for entry in entries:
            yield self._shown(entry, now)

    def _address(self, request: Request) -> tuple[str, str | None]:
        """Return by which address Prometheus reaches us: as it did just now."""
        scheme = request.url.scheme
        address = discovery.target_address(_header(request, "host"), scheme)
        if address is None and self._services.settings.urls:
            url = urlsplit(self._services.settings.urls[0])
            scheme = url.scheme
            address = discovery.target_address(url.netloc, scheme)
        return scheme, address

    async def _ask_store(self) -> None:
        """Refresh, at most once a minute and outside the event loop, what is slow."""
        now = self._services.clock.uptime()
        if self._asked_store is not None and now - self._asked_store < _SLOW_FIGURES_S:
            return
        async with self._asking:
            if self._asked_store is not None and self._asked_store >= now:
                return
            self._asked_store = now
            store = self._services.store
            try:
                ranges = await asyncio.to_thread(store.sequences)
                totals = await asyncio.to_thread(store.totals)
            except StoreError as err:
                log.warning("the store does not answer: %s", err)
                self._services.metrics.observe_totals(None)
                return
        missing: Counter[str] = Counter()
        for one in ranges:
            missing[one.agent] += one.missing
        self._missing = dict(missing)
        self._services.metrics.observe_totals(totals)

    @contextmanager
    def _timed(self, page: str) -> Iterator[None]:
        with self._services.metrics.exposition_duration_seconds.labels(page).time():
            yield


def _header(request: Request, name: str) -> str:
    return request.headers.get(name, "")


async def _page(request: Request, body: bytes, *, openmetrics: bool) -> Response:
    headers = {
        "content-type": OPENMETRICS_TYPE if openmetrics else TEXT_TYPE,
        "cache-control": "no-store",
        "vary": "Accept, Accept-Encoding",
    }
    if len(body) >= _SMALLEST_GZIP and wants_gzip(_header(request, "accept-encoding")):
        headers["content-encoding"] = "gzip"
        if len(body) >= _THREAD_GZIP:
            body = await asyncio.to_thread(gzip, body)
        else:
            body = gzip(body)
    return Response(body, headers=headers)


_TITLES = {400: "Bad request", 404: "Not found"}


def _problem(status: int, reason: str, detail: str) -> Response:
    return Response(
        encode(Problem(_TITLES[status], status, reason, detail)),
        status_code=status,
        media_type="application/problem+json",
    )
