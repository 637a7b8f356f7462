"""The runbook of an alert: what it means, how to check, how to fix."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from collector.web.i18n import Tongue
from collector.web.language_choice import choosing
from dashboards.alert import Alert, Told
from dashboards.alerts import runbooks
from dashboards.alerts_events import EventAlert

PATH = "/runbooks"


def routes(
    tongue: Callable[[Request], Tongue],
    show: Callable[[Request, str, dict[str, Any]], Response],
    not_found: Callable[[Request, str], Response],
) -> list[BaseRoute]:
    """Return the routes: all alerts, and a page for each."""
    by_name = {alert.name: alert for alert in runbooks()}

    async def one(request: Request) -> Response:
        """Show one alert."""
        alert = by_name.get(request.path_params["name"])
        if alert is None:
            return not_found(request, "page")
        return show(request, "runbook.html", {"page": told(alert, tongue(request))})

    async def listing(request: Request) -> Response:
        """Show all alerts."""
        pages = [told(alert, tongue(request)) for alert in runbooks()]
        return show(request, "runbooks.html", {"pages": pages})

    return [
        Route(PATH, choosing(listing)),
        Route(f"{PATH}/{{name}}", choosing(one)),
    ]


def told(alert: Alert | EventAlert, tongue: Tongue) -> dict[str, Any]:
    """Return *alert* in one language."""

    def say(text: Told) -> str:
        return text.vi if tongue.language == "vi" else text.en

    return {
        "name": alert.name,
        "expr": "" if isinstance(alert, EventAlert) else alert.expr,
        "severity": alert.severity,
        "waits": "0m" if isinstance(alert, EventAlert) else alert.for_,
        "summary": say(alert.summary),
        "meaning": say(alert.meaning),
        "check": [say(text) for text in alert.check],
        "fix": [say(text) for text in alert.fix],
    }
