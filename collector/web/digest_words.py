"""The actions of a day in the words of a language: what, where, why now."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collector.digest import Action
from collector.digest_reader import Owner, Today
from collector.reports.pen import Pen
from collector.store.finding import FindingRecord
from collector.web.finding_words import tell
from collector.web.i18n import N_, Tongue
from collector.web.views_fleet import Wish
from collector.web.views_safety import SafetyWish

MOST_NAMES = 4


@dataclass(frozen=True)
class ToldAction:
    """One action as people read it. ``names`` are the first of its owners, with places."""

    kind: str
    severity: str
    title: str
    what: str
    why: str
    link: str
    count: int
    names: Sequence[str]
    more: int


# Of what is no finding: title, what to do, why now.
_TEXTS: dict[str, tuple[str, str, str]] = {
    "silent": (
        N_("Machines are silent although they should be on"),
        N_(
            "Is the machine on, and on the network? Then run hatang-agent doctor there. "
            "Several in one room: look at the switch first."
        ),
        N_("It is office time, and the first has said nothing since {since}."),
    ),
    "pending": (
        N_("Machines wait for your approval"),
        N_("Approve those that you know: hatang-collector agents approve NAME."),
        N_("Their reports wait; the first asked on {since}."),
    ),
    "quarantined": (
        N_("Two machines use one credential"),
        N_(
            "Usually a copied disk image: enrol the copy anew, then approve the first "
            "(hatang-collector agents approve NAME)."
        ),
        N_("Reports of both wait until you decide."),
    ),
    "plan_due": (
        N_("The approved plan has purchases that are due"),
        N_("Start the purchase, and note what was bought on the plan's page."),
        N_("{items} items for {money} are planned by {quarter}, which ends on {ends}."),
    ),
    "contract_ends": (
        N_("A broadband contract ends soon"),
        N_("Compare the plans, then renew or change it."),
        N_("The contract of line {line} ends on {ends}."),
    ),
}


def told(today: Today, tongue: Tongue) -> list[ToldAction]:
    """Return the actions of *today* in words, the first first."""
    return [_told(action, today.owners, tongue) for action in today.digest.actions]


def waiting(today: Today, tongue: Tongue) -> str:
    """Return a sentence about what is left for another day; empty if nothing is."""
    later, resting = len(today.digest.later), len(today.digest.resting)
    said = []
    if later:
        said.append(
            tongue.plural(
                "{n} more thing can wait until these are done.",
                "{n} more things can wait until these are done.",
                later,
            )
        )
    if resting:
        said.append(
            tongue.plural(
                "{n} thing that was shown on three days rests for a week.",
                "{n} things that were shown on three days rest for a week.",
                resting,
            )
        )
    return " ".join(said)


def _told(action: Action, owners: Mapping[str, Owner], tongue: Tongue) -> ToldAction:
    known = [owners[one] for one in action.owners if one in owners]
    title, what, why = _sentences(action, known, tongue)
    return ToldAction(
        kind=action.kind,
        severity=action.severity,
        title=title,
        what=what,
        why=why,
        link=_link(action, known),
        count=len(known) or len(action.owners),
        names=[
            f"{one.name} ({one.place})" if one.place else one.name
            for one in known[:MOST_NAMES]
        ],
        more=max(0, len(known) - MOST_NAMES),
    )


def _sentences(
    action: Action, known: Sequence[Owner], tongue: Tongue
) -> tuple[str, str, str]:
    formats = tongue.formats
    if action.kind in _TEXTS:
        title, what, why = (tongue.text(text) for text in _TEXTS[action.kind])
        return (
            title,
            what,
            why.format(
                **{"since": formats.moment(action.since), **_values(action, tongue)}
            ),
        )
    record = FindingRecord(
        *(action.owners[0], action.kind, action.subject, action.severity),
        *(action.since, action.since, action.evidence),
    )
    said = tell(record, tongue)
    since = tongue.text("since {date}").format(date=formats.date(action.since))
    if len(known) == 1 and said.evidence:
        why = f"{said.evidence.rstrip('.')} ({since})."
    else:
        why = tongue.text("{severity}, the first {since}.").format(
            severity=said.severity, since=since
        )
    return said.title, said.action, why


def _values(action: Action, tongue: Tongue) -> dict[str, str]:
    """Return the evidence of what is no finding, written out."""
    pen, found = Pen(tongue.language), {}
    for name, value in action.evidence.items():
        found[name] = str(value)
        if name == "price_vnd" and isinstance(value, int):
            found["money"] = pen.money(value)
        if name == "quarter":
            found["quarter"] = pen.quarter(str(value))
        if name == "ends":
            day = dt.date.fromisoformat(str(value))
            found["ends"] = (
                f"{day:%d/%m/%Y}" if tongue.language == "vi" else f"{day:%d %b %Y}"
            )
    return found


def _link(action: Action, known: Sequence[Owner]) -> str:
    if action.kind == "plan_due":
        told = action.evidence
        return f"/plan?budget={told['budget_vnd']}&years={told['years']}"
    if action.kind == "contract_ends":
        return "/plan"
    if len(known) == 1:
        return known[0].path
    if action.kind in _TEXTS:
        return Wish().link(state=action.kind)
    if known and all(one.path.startswith("/switches/") for one in known):
        return "/switches?state=findings"
    return SafetyWish().link(kind=action.kind)
