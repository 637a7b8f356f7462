"""``hatang-collector findings``: what stands of machines and devices, as serve last judged it."""

import argparse
import os
from gettext import gettext as _

import msgspec

from agent.shared.clock import Clock
from agent.shared.findings.shape import SEVERITIES
from agent.shared.language import choose
from collector.cli_agents import find
from collector.cli_options import OK, out, places_of, say, settings_of, store_of, table
from collector.devices import instance_names
from collector.store.finding import FindingRecord
from collector.store.interface import Store
from collector.web.finding_words import tell
from collector.web.i18n import Tongue


def list_findings(arguments: argparse.Namespace, _clock: Clock) -> int:
    """Print what stands of one machine, or of all and of devices but the revoked."""
    places = places_of(arguments)
    settings = settings_of(arguments, places)
    store = store_of(arguments, places)
    try:
        one = find(store, arguments.agent) if arguments.agent else None
        names = _names(store)
        records = store.findings(one.id if one else None)
    finally:
        store.close()
    records = [r for r in records if r.agent in names]
    records.sort(key=lambda record: _order(record, names))
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
    out(table(head, [_cells(record, names, tongue) for record in records]))
    return OK


def _names(store: Store) -> dict[str, str]:
    """Return what machines and devices are called, by id; without revoked ones."""
    names = {
        a.id: a.hostname or a.id[:8] for a in store.agents() if a.state != "revoked"
    }
    return names | instance_names(store.devices())


def _order(record: FindingRecord, names: dict[str, str]) -> tuple[int, str, str, str]:
    rank = SEVERITIES.index(record.severity)
    return (rank, record.kind, names[record.agent], record.subject)


def _cells(
    record: FindingRecord, names: dict[str, str], tongue: Tongue
) -> tuple[str, ...]:
    told = tell(record, tongue)
    return (
        told.severity,
        names[record.agent],
        tongue.formats.date(record.since),
        told.title,
        told.evidence,
    )
