"""What ``hatang-agent services check`` does; it returns its exit code."""

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from gettext import gettext as _

from agent.commands import FAILED, OK, UNUSABLE, complain, say
from agent.services.shapes import Result
from agent.services.watch import ServiceLook
from agent.settings import Settings
from agent.shared.clock import SystemClock
from agent.shared.service_settings import ServiceSettings

Checked = Sequence[tuple[ServiceSettings, Result]]


def services(settings: Settings, options: Namespace) -> int:
    """Check all services once; exit code 1 if one is not well."""
    if not settings.services:
        complain(_("the settings name no services: [[services]] (docs/services.md)"))
        return UNUSABLE
    found = ServiceLook(settings.services, SystemClock()).results()
    if options.json:
        say(json.dumps([_plain(*one) for one in found], indent=2, ensure_ascii=False))
    else:
        for line in table(found):
            say(line)
    return OK if all(result.word == "ok" for _one, result in found) else FAILED


def _plain(settings: ServiceSettings, result: Result) -> dict[str, object]:
    return {"service": settings.name, "url": settings.url, **result._asdict()}


def table(found: Checked) -> list[str]:
    """Return the checks as lines, columns below each other."""
    width = max(len(one.name) for one, _result in found)
    lines = []
    for one, result in found:
        times = "  ".join(f"{p} {s * 1000:.0f} ms" for p, s in result.phases.items())
        line = f"{one.name:{width}}  {result.word:21}  {times}"
        if result.expires is not None:
            day = datetime.fromtimestamp(result.expires, UTC).date()
            line += "  " + _("certificate until {day}").format(day=day)
        if result.detail:
            line += f"\n{'':{width}}  {result.detail}"
        lines.append(line)
    return lines
