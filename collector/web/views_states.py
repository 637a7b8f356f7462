"""What each fleet state is called, looks like, and means."""

from dataclasses import dataclass

from collector.fleet import FleetState
from collector.web.i18n import N_, Tongue


@dataclass(frozen=True)
class StateText:
    """A state as a page shows it; ``state`` names its shape and colour in the CSS."""

    state: FleetState
    name: str
    meaning: str


# In the order in which they need a person, and then in the order of good news.
_TEXTS: dict[FleetState, tuple[str, str]] = {
    "quarantined": (
        N_("Quarantined"),
        N_("Two machines use one credential. Reports are refused until you decide."),
    ),
    "pending": (
        N_("To approve"),
        N_("Has enrolled and waits until you approve it. Nothing is taken before."),
    ),
    "silent": (
        N_("Silent"),
        N_("Should be on, but has not reported for ten minutes or more."),
    ),
    "late": (
        N_("Late"),
        N_("Missed two reports in a row. Often a restart or a busy network."),
    ),
    "fresh": (
        N_("Reporting"),
        N_("Its last report arrived on time."),
    ),
    "off": (
        N_("Switched off"),
        N_("Said that it stops, or is silent outside office hours. Not an error."),
    ),
    "expected": (
        N_("Expected"),
        N_("Has enrolled, but no report has arrived yet."),
    ),
    "revoked": (
        N_("Revoked"),
        N_("May no longer report. Its history is kept."),
    ),
}
STATE_ORDER: tuple[FleetState, ...] = tuple(_TEXTS)


def state_text(tongue: Tongue, state: FleetState) -> StateText:
    """Return how *state* is shown."""
    name, meaning = _TEXTS[state]
    return StateText(state, tongue.text(name), tongue.text(meaning))
