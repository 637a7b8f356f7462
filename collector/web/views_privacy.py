"""The privacy page: every field that is collected, why, how long, and how to stop it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.probe_purposes import PURPOSES, Purpose
from collector.settings import CollectorSettings
from collector.web.fact_names import attribute_name, kind_name
from collector.web.i18n import N_, Tongue

COLLECTED = Path(__file__).parent / "collected.json"  # by deploy/dev/reference.py
_DAY_S = 86400.0


class Declared(msgspec.Struct, frozen=True):
    """What the agent declares of one probe; a metric is its name and its labels."""

    interval_s: float
    metrics: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Field:
    """One attribute; ``newest`` if only its newest value is kept."""

    name: str
    title: str
    newest: bool


@dataclass(frozen=True)
class FactKind:
    """One kind of facts, why it is collected, and its fields."""

    kind: str
    title: str
    why: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class ProbeEntry:
    """One probe, what it measures, and how it is switched off."""

    name: str
    title: str
    collects: str
    why: str
    every: str  # empty where no declaration says it
    kinds: Sequence[FactKind]
    metrics: Sequence[tuple[str, Sequence[str]]]  # name, labels
    switch: str
    line: str


@dataclass(frozen=True)
class Kept:
    """What is kept, and for how long."""

    what: str
    how_long: str


@dataclass(frozen=True)
class Privacy:
    """The whole page."""

    probes: Sequence[ProbeEntry]
    kept: Sequence[Kept]
    never: Sequence[str]
    identity: Sequence[str]


NEVER = (
    N_("names of users, and who is logged in"),
    N_("names and contents of files and documents"),
    N_("titles of windows, programs in use, visited addresses"),
    N_("keys pressed, pictures of the screen, sound"),
    N_("what passes over the network, and with whom"),
    N_("passwords and recovery keys"),
)
IDENTITY = (
    N_("The machine's name on the network, its system, and a random number as its id."),
    N_(
        "Site, department, room and role, as the administrator gave them with the "
        "token or at enrolment."
    ),
    N_(
        "SHA-256 hashes of the machine's UUID, of the serial numbers of its board and "
        "drive, and of its network address: to notice a copied machine."
    ),
    N_("Version of the agent; when the machine was switched on and off; its clock."),
    N_(
        "Events: a probe that failed, a clock that jumped, a part that was changed, "
        "protection that was switched off."
    ),
)


def read_collected() -> dict[str, Declared]:
    """Return what the probes declare, by probe."""
    return msgspec.json.decode(COLLECTED.read_bytes(), type=dict[str, Declared])


def privacy(
    settings: CollectorSettings, declared: Mapping[str, Declared], tongue: Tongue
) -> Privacy:
    """Return the page: probes in the order of their declaration, unknown ones last."""
    of_facts = {kind.probe for kind in FACT_KINDS.values()}
    names = dict.fromkeys([*PURPOSES, *declared, *sorted(of_facts)])
    here = [name for name in names if name in declared or name in of_facts]
    return Privacy(
        probes=[_probe(name, declared.get(name), tongue) for name in here],
        kept=_kept(settings, tongue),
        never=[tongue.text(text) for text in NEVER],
        identity=[tongue.text(text) for text in IDENTITY],
    )


def _probe(name: str, declared: Declared | None, tongue: Tongue) -> ProbeEntry:
    purpose = PURPOSES.get(name)
    return ProbeEntry(
        name=name,
        title=tongue.text(purpose.title) if purpose else name,
        collects=tongue.text(purpose.collects) if purpose else "",
        why=tongue.text(purpose.why) if purpose else "",
        every=tongue.formats.span(declared.interval_s) if declared else "",
        kinds=_kinds(name, tongue),
        metrics=[
            (metric[0], metric[1:]) for metric in (declared.metrics if declared else ())
        ],
        switch=f"[probes.{name}]\nenabled = false",
        line=_line(name, purpose),
    )


def _line(name: str, purpose: Purpose | None) -> str:
    own = purpose.switch if purpose else ""
    return own or f"probes.{name}.enabled = false"


def _kinds(probe: str, tongue: Tongue) -> list[FactKind]:
    return [
        FactKind(
            kind,
            kind_name(tongue, kind),
            tongue.text(declared.why),
            [
                Field(name, attribute_name(tongue, name), name in declared.volatile)
                for name in declared.fields
            ],
        )
        for kind, declared in FACT_KINDS.items()
        if declared.probe == probe
    ]


def _kept(settings: CollectorSettings, tongue: Tongue) -> list[Kept]:
    _, retention = tongue.text, settings.retention

    def days(count: float) -> str:
        return tongue.formats.span(count * _DAY_S, 1)

    return [
        Kept(
            _("Reports: every measured value, once a minute"),
            _("{days}; less if they take more than {size}").format(
                days=days(retention.report_days),
                size=tongue.formats.storage(retention.max_gigabytes * 1e9),
            ),
        ),
        Kept(
            _("Roll-ups: how the values of an hour were spread"),
            days(retention.rollup_days),
        ),
        Kept(_("Events, and findings that are gone"), days(retention.event_days)),
        Kept(
            _("Facts: what the machine and its parts are"),
            _(
                "the newest of each; earlier ones as long as the collector's store, "
                "which tells when a part was changed"
            ),
        ),
        Kept(
            _("Fields marked as “only the newest”"),
            _("until the machine tells the next value"),
        ),
        Kept(
            _("The latest values, for Prometheus"),
            _("in memory; how long Prometheus keeps them is its own setting"),
        ),
    ]
