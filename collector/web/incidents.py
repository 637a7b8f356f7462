"""Incidents for people and programs: who was and is at fault."""

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from agent.shared.wire import Scalar
from collector.attribution.shapes import Incident
from collector.services import Services
from collector.web.i18n import Tongue
from collector.web.incident_words import line
from collector.web.language_choice import choosing
from collector.web.problems import answer

PATH = "/incidents"
MOST_SHOWN = 100


class IncidentView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One incident; ``end`` is missing while it goes on. Times are Unix seconds."""

    id: str
    cause: str
    kind: str
    site: str
    place: str
    name: str
    begin: float
    confidence: float
    evidence: dict[str, Scalar]
    victims: tuple[str, ...] = ()
    end: float | None = None


class IncidentList(msgspec.Struct, frozen=True):
    """Incidents, the newest first."""

    incidents: list[IncidentView]


class IncidentApi:
    """The handler for programs."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def incidents(self, _request: Request) -> Response:
        """Answer with what is known, of a month at most."""
        name = self._services.devices.instance
        return answer(
            IncidentList([_view(one, name) for one in newest(self._services)])
        )


def newest(services: Services) -> list[Incident]:
    """Return all incidents: open ones first, then the newest."""
    known = services.incidents.all()
    return sorted(known, key=lambda one: (one.end is not None, -one.begin))


def _view(one: Incident, name: Callable[[str], str]) -> IncidentView:
    return IncidentView(
        id=one.id,
        cause=one.cause,
        kind=one.kind,
        site=one.site,
        place=one.place,
        name=str(one.evidence.get("machine") or name(one.place)),
        begin=one.begin,
        confidence=one.confidence,
        evidence=one.evidence,
        victims=one.victims,
        end=one.end,
    )


def routes(
    services: Services,
    tongue: Callable[[Request], Tongue],
    show: Callable[[Request, str, dict[str, Any]], Response],
) -> list[BaseRoute]:
    """Return the route of the page."""

    async def page(request: Request) -> Response:
        """Show what goes on, and what was."""
        now, words = services.clock.now(), tongue(request)
        name = services.devices.instance
        lines = [
            line(one, name(one.place), words, now)
            for one in newest(services)[:MOST_SHOWN]
        ]
        content = {
            "now": now,
            "open": [one for one in lines if one.end is None],
            "past": [one for one in lines if one.end is not None],
        }
        return show(request, "incidents.html", content)

    return [Route(PATH, choosing(page))]
