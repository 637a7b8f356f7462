"""``hatang-collector findings``: what stands of the machines, as serve last judged it."""

import argparse
import os
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.findings.shape import SEVERITIES
from agent.shared.language import choose
from collector.cli_agents import find
from collector.cli_options import OK, out, places_of, say, settings_of, store_of, table
from collector.store.finding import FindingRecord
from collector.store.interface import Agent
from collector.web.finding_words import tell
from collector.web.i18n import Tongue


def list_findings(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print what stands of one machine, or of all but the revoked ones."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    store = store_of(arguments, places)
    try:
        one = find(store, arguments.agent) if arguments.agent else None
        agents = {a.id: a for a in store.agents() if a.state != "revoked"}
        records = store.findings(one.id if one else None)
    finally:
        store.close()
    records = [r for r in records if r.agent in agents]
    records.sort(key=lambda record: _order(record, agents))
    if arguments.json:
        out(msgspec.json.format(msgspec.json.encode(records)).decode())
        return OK
    if not records:
        say(
            _("No finding stands; serve judges machines when they describe themselves.")
        )
        return OK
    language = choose(settings.language, os.environ)
    tongue = Tongue(language, settings.office_hours.timezone)
    head = (_("SEVERITY"), _("HOSTNAME"), _("SINCE"), _("FINDING"), _("EVIDENCE"))
    out(table(head, [_cells(record, agents, tongue) for record in records]))
    return OK


def _order(
    record: FindingRecord, agents: dict[str, Agent]
) -> tuple[int, str, str, str]:
    rank = SEVERITIES.index(record.severity)
    return (rank, record.kind, agents[record.agent].hostname, record.subject)


def _cells(
    record: FindingRecord, agents: dict[str, Agent], tongue: Tongue
) -> tuple[str, ...]:
    told = tell(record, tongue)
    return (
        told.severity,
        agents[record.agent].hostname or record.agent[:8],
        tongue.formats.date(record.since),
        told.title,
        told.evidence,
    )
