"""What an incident says to a person: who is at fault, how it shows, what speaks for it."""

from typing import NamedTuple

from collector.attribution.shapes import Incident
from collector.web.i18n import N_, Tongue

CAUSES = {
    "power": N_("Power cut"),
    "lan": N_("The LAN"),
    "line": N_("The line"),
    "operator": N_("The operator"),
    "dns": N_("DNS"),
    "far_end": N_("The far end"),
    "pc": N_("The machine"),
    "unknown": N_("Not known"),
}
KINDS = {
    "out": N_("no answer"),
    "loss": N_("packets are lost"),
    "slow": N_("slow"),
    "full": N_("full: our own traffic fills it"),
    "international": N_("nothing from abroad"),
    "international_loss": N_("packets from abroad are lost"),
    "international_slow": N_("slow from abroad"),
    "service": N_("services do not work there, elsewhere they do"),
    "dns": N_("names are not resolved"),
}
WHAT_TO_DO = {
    "power": N_("Look at the mains and the UPS."),
    "lan": N_("Look at this device and its cable upwards; its page shows its ports."),
    "line": N_(
        "Restart the modem once. If it stays, call the operator; the times stand here."
    ),
    "operator": N_(
        "Call the operator: its first hop answers, what is behind does not."
    ),
    "dns": N_("Look at the resolver; another one can be set for the time being."),
    "far_end": N_("Tell who runs it. Here nothing is to be repaired."),
    "pc": N_("Look at its cable, its port, its radio, its settings."),
    "unknown": N_("Nobody else was there to compare with."),
}
FULL = N_("See who fills it; the plan shows whether a faster contract pays.")


class IncidentLine(NamedTuple):
    """One incident as a page shows it; texts in one language."""

    id: str
    cause: str
    place: str
    shows: str
    todo: str
    begin: float
    end: float | None
    lasted_s: float
    percent: int
    saw: str
    targets: str
    site: str


def line(one: Incident, name: str, tongue: Tongue, now: float) -> IncidentLine:
    """Return *one* in words; *name* is what people call its place."""
    say = tongue.text
    place = str(one.evidence.get("machine") or name)
    if one.cause == "power" or not place:
        place = one.site or say(N_("everywhere"))
    if place == "gateway":
        place = say(N_("the gateway, or what is before it"))
    saw, against = int(one.evidence.get("saw_it") or 0), one.evidence.get("saw_it_not")
    end = now if one.end is None else one.end
    return IncidentLine(
        id=one.id,
        cause=say(CAUSES.get(one.cause, one.cause)),
        place=place,
        shows=say(KINDS.get(one.kind, one.kind)),
        todo=say(FULL if one.kind == "full" else WHAT_TO_DO.get(one.cause, "")),
        begin=one.begin,
        end=one.end,
        lasted_s=max(0.0, end - one.begin),
        percent=round(100 * one.confidence),
        saw=say(N_("{saw} for it, {against} against")).format(saw=saw, against=against),
        targets=str(one.evidence.get("targets") or ""),
        site=one.site,
    )
