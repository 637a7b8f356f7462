"""One machine's page beyond facts and charts: its head and its deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.store.interface import SequenceRange
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow
from collector.web.views_tasks import offset_text


@dataclass(frozen=True)
class Figure:
    """A labelled value; ``note`` explains it, ``warn`` marks one to look at."""

    label: str
    value: str
    note: str = ""
    warn: bool = False


def headline(row: FleetRow, tongue: Tongue, *, now: float) -> list[Figure]:
    """Return the figures at the head of a machine's page."""
    _, formats, summary = tongue.text, tongue.formats, row.summary
    figures = []
    if row.last_report:
        ago = _("{span} ago").format(span=formats.span(max(0.0, now - row.last_report)))
        figures.append(
            Figure(_("Last report"), formats.brief(row.last_report, now), ago)
        )
    else:
        figures.append(Figure(_("Last report"), _("none yet")))
    if row.booted is not None:
        span = formats.span(max(0.0, now - row.booted))
        since = _("since {time}").format(time=formats.moment(row.booted))
        figures.append(Figure(_("Uptime"), span, since))
    if summary.memory_bytes:
        figures.append(Figure(_("Memory"), formats.memory(summary.memory_bytes)))
    if summary.disk_bytes:
        figures.append(
            Figure(_("Disk"), formats.storage(summary.disk_bytes), summary.disk_medium)
        )
    if summary.cpu:
        figures.append(Figure(_("Processor"), summary.cpu))
    if summary.operating_system:
        figures.append(Figure(_("Operating system"), summary.operating_system))
    return figures


def deliveries(
    row: FleetRow, sequences: Sequence[SequenceRange], tongue: Tongue, *, now: float
) -> list[Figure]:
    """Return how this agent's reports arrive."""
    _, formats, status = tongue.text, tongue.formats, row.status
    if status is None:
        return []
    missing = sum(spool.missing for spool in sequences)
    offset = row.clock_offset_s
    waiting = ""
    if status.pending and status.oldest is not None:
        waiting = _("the oldest from {time}").format(
            time=formats.brief(status.oldest, now)
        )
    return [
        Figure(
            _("Reports stored"),
            formats.number(sum(spool.stored for spool in sequences)),
            tongue.plural("{n} queue", "{n} queues", len(sequences)),
        ),
        Figure(
            _("Missing in between"),
            formats.number(missing),
            _("may still arrive") if missing else _("no gap"),
            warn=missing > 0,
        ),
        Figure(
            _("Delivered twice"),
            formats.number(status.repeats),
            _("harmless; each is stored once"),
        ),
        Figure(
            _("Waiting on the machine"),
            formats.number(status.pending),
            waiting or _("at the last contact"),
        ),
        Figure(
            _("Given up by the machine"),
            formats.number(status.dropped),
            _("its queue was full or too old") if status.dropped else _("none"),
            warn=status.dropped > 0,
        ),
        Figure(
            _("Clock"),
            offset_text(tongue, offset) if offset is not None else "–",
            _("against the collector's clock"),
            warn=row.wrong_clock,
        ),
    ]


def place(row: FleetRow) -> str:
    """Return where the machine stands: department, room, site."""
    agent = row.agent
    return " · ".join(
        part for part in (agent.department, agent.room, agent.site) if part
    )
