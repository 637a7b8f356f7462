"""What the collector's answer to a delivery means for the reports that were sent."""

from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from typing import NamedTuple

from agent.shared.wire import Acknowledgement, Problem, WireError, decode
from agent.spool_file import Spooled

TABLE_TRIES = 5  # then a report whose table nobody has is put aside

# reason -> seconds until the next try, and what a person should do
ADVICE: dict[str, tuple[float, str]] = {
    "unknown_credential": (
        600.0,
        "the collector does not know this agent: was its database restored or replaced?"
        " Enrol this machine again with a new token",
    ),
    "identity_pending": (
        60.0,
        "this agent waits for approval: run 'hatang-collector agents approve' there",
    ),
    "identity_quarantined": (
        300.0,
        "two machines use this identity (a cloned disk image?): look at"
        " 'hatang-collector agents show', then approve or revoke",
    ),
    "identity_revoked": (
        3600.0,
        "this agent was revoked: remove it from this machine, or remove its identity"
        " file and enrol it anew",
    ),
}
OTHER_REFUSAL_S = 600.0


class Settlement(NamedTuple):
    """What became of the reports of one delivery; the rest stays in the spool."""

    done: list[Spooled]
    refused: list[tuple[Spooled, str]]
    waiting: list[Spooled]


def settle(
    sent: Sequence[Spooled],
    answer: Acknowledgement,
    waited: Mapping[tuple[str, int], int],
) -> Settlement:
    """Sort the reports *sent* by their outcomes.

    Only what *answer* names as stored or repeated is done. *waited* counts how often
    a report has waited for a table before; one that waits for ever is put aside.
    """
    outcomes = {(o.spool, o.sequence): o for o in answer.outcomes}
    result = Settlement([], [], [])
    for report in sent:
        outcome = outcomes.get(report.name)
        if outcome is None:
            continue
        if outcome.result in {"stored", "repeated"}:
            result.done.append(report)
        elif outcome.result == "refused":
            result.refused.append((report, outcome.reason or "refused"))
        elif waited.get(report.name, 0) + 1 >= TABLE_TRIES:
            result.refused.append((report, "its table is lost"))
        else:
            result.waiting.append(report)
    return result


def problem(status: int, body: bytes, content_type: str) -> Problem:
    """Return the refusal that an answer carries, or one made from its status.

    What stands between (a proxy, a captive portal) answers with pages of its own:
    then the reason is empty.
    """
    if "json" in content_type.lower():
        try:
            return decode(body, Problem)
        except WireError:
            pass
    text = _("an answer with status {status} that is not ours").format(status=status)
    return Problem("", status, "", text)


def remember_waits(
    waited: Mapping[tuple[str, int], int], waiting: Iterable[Spooled]
) -> dict[tuple[str, int], int]:
    """Return the counts of *waited* after another answer; others are forgotten."""
    return {report.name: waited.get(report.name, 0) + 1 for report in waiting}
